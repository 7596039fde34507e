import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { OUTPUT_FORMATS } from '../../src/render/formats.ts'
import { renderOpml } from '../../src/render/opml.ts'
import { documents } from './documents.ts'

const formats = Object.entries(OUTPUT_FORMATS)
const cases = Object.keys(documents).flatMap(name => formats.map(([format]) => [name, format] as const))

const golden = (file: string): string =>
  fileURLToPath(new URL(`../fixtures/rendered/${file}`, import.meta.url))

test.each(cases)('the %s feed as %s is what its golden file says', async (name, format) => {
  const rendered = OUTPUT_FORMATS[format as keyof typeof OUTPUT_FORMATS].render(
    documents[name] as (typeof documents)[string],
  )
  await expect(readable(rendered)).toMatchFileSnapshot(golden(`${name}.${format}`))
})

test.each(['summary', 'none'] as const)(
  'content=%s carries less of an entry, as its golden files say',
  async content => {
    for (const [format, { render }] of formats) {
      const rendered = render(documents.english as (typeof documents)[string], { content })
      await expect(readable(rendered)).toMatchFileSnapshot(golden(`english-${content}.${format}`))
    }
  },
)

test('a subscription list is what its golden file says', async () => {
  const outlines = [
    { title: 'The Herald', xmlUrl: 'https://herald.example/rss.xml', htmlUrl: 'https://herald.example/' },
    { title: 'المنارة', xmlUrl: 'https://almanara.example/rss', category: 'عربي' },
    { title: 'Q&A "<daily>"', xmlUrl: 'https://q.example/?a=1&b="2"', htmlUrl: null, category: 'R&D' },
    { title: 'الشاطئ', xmlUrl: 'https://alshati.example/أخبار.xml', category: 'عربي' },
  ]
  await expect(renderOpml({ title: 'Outlets of <us> & all', outlines })).toMatchFileSnapshot(
    golden('outlets.opml'),
  )
})

/** JSON Feed is one line on the wire; a golden file has one for each value, so that diffs can be read. */
function readable(rendered: string): string {
  return rendered.startsWith('{') ? `${JSON.stringify(JSON.parse(rendered), null, 2)}\n` : rendered
}
