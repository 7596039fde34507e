import { readdirSync, readFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { expect, test } from 'vitest'
import { parseFeed } from '../../src/parse/parse.ts'

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'feeds')
const documents = readdirSync(FOLDER).filter(name => !name.endsWith('.json'))

/** NAME.xml or NAME.feed is read as NAME.json says. */
test.each(documents)('%s is read as its golden file says', async name => {
  const golden = JSON.parse(readFileSync(join(FOLDER, `${parse(name).name}.json`), 'utf8'))
  const read = await parseFeed(readFileSync(join(FOLDER, name)), {
    url: 'https://outlet.example/feeds/main.xml',
  })
  expect(read).toEqual(golden)
})
