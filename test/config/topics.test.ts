import { expect, test } from 'vitest'
import { checkConfig } from '../../src/config/check.ts'

const outlets = [{ id: 'gazette', url: 'https://gazette.example/feed' }]
const problemsOf = (topics: object[]) => {
  const verdict = checkConfig({ outlets, topics })
  return 'problems' in verdict ? verdict.problems.map(({ place, message }) => `${place}: ${message}`) : []
}

test('a topic is public and has no former ids unless it says so', () => {
  const verdict = checkConfig({ outlets, topics: [{ id: 'a', query: '*' }] })
  expect('config' in verdict && verdict.config.topics[0]).toMatchObject({ private: false, formerly: [] })
})

test.each([
  ['a former id', [{ id: 'a', query: '*', formerly: ['old', 'older'] }], []],
  [
    'the id of another topic as a former one',
    [
      { id: 'a', query: '*', formerly: ['b'] },
      { id: 'b', query: '*' },
    ],
    ['topics[0].formerly[0]: the id "b" is taken by topics[1]'],
  ],
  [
    'its own id as a former one',
    [{ id: 'a', query: '*', formerly: ['a'] }],
    ['topics[0].formerly[0]: the id "a" is taken by topics[0]'],
  ],
  [
    'a former id of another topic',
    [
      { id: 'a', query: '*', formerly: ['old'] },
      { id: 'b', query: '*', formerly: ['old'] },
    ],
    ['topics[1].formerly[0]: the id "old" is taken by topics[0].formerly[0]'],
  ],
  [
    'the built-in topic as a former id',
    [{ id: 'a', query: '*', formerly: ['stories'] }],
    ['topics[0].formerly[0]: the id "stories" is taken by the built-in topic of everything'],
  ],
])('%s is judged by whose it is', (_, topics, problems) => {
  expect(problemsOf(topics)).toEqual(problems)
})

test('a public topic cannot name a private one, and a private topic can name any', () => {
  const secret = { id: 'secret', query: 'merger', private: true }
  expect(problemsOf([secret, { id: 'open', query: 'topic:secret' }])).toEqual([
    expect.stringMatching(/^topics\[1\]\.query: .*topic/),
  ])
  expect(
    problemsOf([
      secret,
      { id: 'other', query: 'topic:secret topic:open', private: true },
      { id: 'open', query: 'x' },
    ]),
  ).toEqual([])
})
