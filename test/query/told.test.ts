import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from '../../src/query/parse.ts'
import { toldOnly } from '../../src/query/told.ts'
import { queries } from './generated.ts'

test('whatever is asked, what is told of it can be sent to another thread, and keeps its shape', () => {
  const shape = (node: unknown) =>
    JSON.stringify(node, (key, value) =>
      /^(?:forms|stems|asWritten|regex|core)$/.test(key) ? undefined : value,
    )
  fc.assert(
    fc.property(queries, ({ root }) => {
      expect(shape(structuredClone(toldOnly(root)))).toBe(shape(root))
    }),
  )
})

test('a word of hundreds of forms is light', () => {
  const { root } = parseQuery('~محادثة OR /(a|b){1,100}/ OR keyword:~محادثة')
  expect(JSON.stringify(toldOnly(root)).length).toBeLessThan(3_000)
})
