import { expect, test } from 'vitest'
import { configSchema } from '../../src/config/define.ts'
import { suggestTopicId } from '../../src/config/topic-id.ts'

test.each<[query: string, id: string]>([
  ['ferry strike', 'ferry-strike'],
  ['طالبان (روسيا OR موسكو)', 'talban-rwsya-mwskw'],
  ['title:(cheese OR "blue cheese") -sport NOT football lang:en', 'cheese-blue-en'],
  ['الانتخابات', 'antkhabat'],
  ['Überfall OR café', 'uberfall-cafe'],
  ['C++ 5G', 'c-5g'],
  ['*', 'topic'],
  ['台湾', 'topic'],
  [`${'long'.repeat(20)} a`, 'long'.repeat(20).slice(0, 50)],
])('the topic of %s may be called %s', (query, id) => {
  expect(suggestTopicId(query, new Set())).toBe(id)
  expect(configSchema.shape.topics.safeParse([{ id, query }]).success).toBe(true)
})

test('an id that is taken is numbered', () => {
  expect(suggestTopicId('ferry', new Set(['ferry', 'ferry-2']))).toBe('ferry-3')
})
