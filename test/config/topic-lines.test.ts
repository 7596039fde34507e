import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkConfig } from '../../src/config/check.ts'
import { topicLines, type WrittenTopic } from '../../src/config/topic-lines.ts'
import type { Topic } from '../../src/model/topic.ts'

/** What a program would read where these lines stand. */
const read = (topic: WrittenTopic): Record<string, unknown> =>
  new Function(
    `return { ${topicLines(topic)
      .map(({ name, value }) => `${name}: ${value}`)
      .join(', ')} }`,
  )()

const outlets = ['bbc', 'cnn'].map(id => ({ id, url: `https://${id}.example/feed` }))

function checked(topic: unknown): Topic {
  const verdict = checkConfig({ outlets, topics: [topic] })
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems))
  return verdict.config.topics[0] as Topic
}

test('a query alone is two lines', () => {
  expect(topicLines({ id: 'ferry', query: 'ferry OR "the crew\'s strike"' })).toEqual([
    { name: 'id', value: "'ferry'" },
    { name: 'query', value: "'ferry OR \"the crew\\'s strike\"'" },
  ])
})

test('every option that differs from its default is written, and read again as it was', () => {
  const topic = checked({
    id: 'all',
    title: 'كل شيء',
    description: 'What it is',
    query: 'طالبان (روسيا OR موسكو)',
    languages: ['ar', 'en'],
    outlets: ['bbc'],
    minOutlets: 2,
    within: '6h',
    maxAge: '7d',
    per: 'article',
    hold: '0s',
    limit: 100,
    updates: 'coverage',
    headlines: 'frozen',
    private: true,
    formerly: ['old'],
  })
  expect(checked(read(topic))).toEqual(topic)
})

test('whatever is in a text, it stays one string on one line, with nothing that cannot be seen', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        "'",
        '\\',
        '\n',
        '`',
        '\u007f',
        '\u2028',
        '\u202E',
        '*/',
        '</script>',
        '\u0000',
        '\uD800',
      ),
      (text, extra) => {
        const query = `${text}${extra}`
        expect(read({ id: 'a', query }).query).toBe(query.toWellFormed())
        const written = topicLines({ id: 'a', query }).map(({ value }) => value)
        expect(written.join('')).not.toMatch(/\p{Cc}|[\u2028-\u202E]/u)
      },
    ),
  )
})
