import { expect, test } from 'vitest'
import { type PreviewAsk, preview } from '../../src/flows/preview.ts'
import { HOUR, NOON } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'
import { placeApart } from '../support/place-apart.ts'

/** Single articles, an hour apart, the first the oldest. */
async function tried(titles: string[], query: string, change: Partial<PreviewAsk> = {}) {
  const { store, config, clock, receive } = await openNewsroom()
  for (const [n, title] of titles.entries()) {
    clock.now = NOON - (titles.length - n) * HOUR
    await receive({ guid: `${n}`, title, summary: '', language: n % 2 ? 'en' : 'ar' })
  }
  await placeApart(store, NOON)
  const ask = { query, days: 2, against: null, asker: 'anybody' as const, ...change }
  const found = await preview(ask, { store, config, now: NOON, check: () => {} })
  if (found.kind !== 'preview') throw new Error(found.kind)
  return found
}

const reasons = ({ nearMisses }: Awaited<ReturnType<typeof tried>>) =>
  nearMisses.samples.map(({ title, keptOutBy }) => [
    title,
    ...keptOutBy.map(({ clause, negated }) => (negated ? `-${clause}` : clause)),
  ])

test.each<[name: string, query: string, titles: string[], expected: string[][]]>([
  [
    'the word that was not there',
    'ferry strike',
    ['Ferry sails', 'Ferry strike'],
    [['Ferry sails', 'strike']],
  ],
  [
    'the word that excludes',
    'ferry -sport',
    ['Ferry sport day', 'Ferry sails'],
    [['Ferry sport day', '-sport']],
  ],
  [
    'each branch that would have let it in',
    'طالبان (روسيا OR موسكو)',
    ['طالبان في كابل', 'روسيا وموسكو'],
    [
      ['روسيا وموسكو', 'طالبان'],
      ['طالبان في كابل', 'روسيا', 'موسكو'],
    ],
  ],
  [
    'what is lacking in the branch that is nearly there, not in others',
    '(ferry strike -sport) OR cheese OR (harbour cranes)',
    ['Ferry sails', 'Harbour fire', 'Ferry strike as sport', 'Rain'],
    [
      ['Ferry strike as sport', '-sport'],
      ['Harbour fire', 'cranes'],
      ['Ferry sails', 'strike'],
    ],
  ],
  [
    'nothing where another branch would have done, and nothing of it is there',
    'ferry a b OR c',
    ['Ferry'],
    [],
  ],
  ['what a negated group excludes', 'ferry -(sport OR rain)', ['Ferry rain'], [['Ferry rain', '-rain']]],
  ['nothing where two things are missing', 'ferry strike monday', ['Ferry sails'], []],
  ['nothing where nothing that is looked for is there', 'ferry lang:ar', ['Cheese fair'], []],
  ['nothing where each branch lets in', 'ferry OR strike', ['Ferry', 'Cheese'], []],
])('a near miss names %s', async (_, query, titles, expected) => {
  expect(reasons(await tried(titles, query))).toEqual(expected)
})

test('it shows what was there instead, and marks what was found', async () => {
  const { nearMisses } = await tried(['قال مسؤولون إن طالبات في موسكو'], 'طالبان موسكو')
  expect(nearMisses.samples).toMatchObject([
    {
      keptOutBy: [{ clause: 'طالبان', there: { field: 'title', words: ['طالبات'] } }],
      marked: {
        title: [
          { text: 'قال مسؤولون إن طالبات في ', clause: null },
          { text: 'موسكو', clause: 'موسكو' },
        ],
      },
    },
  ])
})

test('what is only a little like it is not told', async () => {
  const { nearMisses } = await tried(['آلاف في موسكو'], 'طالبان موسكو')
  expect(nearMisses.samples).toMatchObject([{ keptOutBy: [{ clause: 'طالبان', there: null }] }])
})

test('one clause that keeps out much hides no other, and all are counted', async () => {
  const strikes = Array.from({ length: 9 }, (_, n) => `Ferry number ${n}`)
  const found = await tried(['Strike by crews', ...strikes], 'ferry strike')
  expect(found.nearMisses.articles).toBe(10)
  const clauses = reasons(found).map(([, clause]) => clause)
  expect(clauses).toEqual(['strike', 'strike', 'strike', 'ferry'])
})

test('what other rules than the query leave out is counted beside it', async () => {
  const rules = { languages: ['ar'], outlets: [], minOutlets: 2, private: false }
  const found = await tried(['Ferry one', 'Ferry two', 'Ferry three'], 'ferry', { rules })
  expect(found).toMatchObject({ entries: 0, leftOut: { articles: 1, stories: 2 } })
})
