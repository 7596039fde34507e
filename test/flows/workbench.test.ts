import { expect, test } from 'vitest'
import { asOneQuery } from '../../src/flows/one-query.ts'
import { readPasted } from '../../src/flows/pasted-article.ts'
import { preview } from '../../src/flows/preview.ts'
import { draftFrom, testQuery, type WorkbenchAsk } from '../../src/flows/workbench.ts'
import { parseQuery } from '../../src/query/parse.ts'
import { aTopic, HOUR, NOON } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'
import { placeApart } from '../support/place-apart.ts'

const NO_RULES = { languages: [], outlets: [], minOutlets: 1, private: false }

test.each([
  ['nothing more', 'a b', {}, 'a b'],
  ['a language', 'a b', { languages: ['ar'] }, 'a b lang:ar'],
  ['several', 'a OR b', { languages: ['ar', 'en'] }, '(a OR b) lang:(ar OR en)'],
  [
    'outlets, and how many',
    'a',
    { outlets: ['bbc', 'cnn-x'], minOutlets: 2 },
    'a outlet:(bbc OR cnn-x) outlets:>=2',
  ],
])('a query and %s of a topic are one query', (_, query, rules, expected) => {
  const one = asOneQuery(parseQuery(query), { ...NO_RULES, ...rules })
  expect(one).toBe(expected)
  expect(() => parseQuery(one)).not.toThrow()
})

async function newsroom() {
  const topics = [aTopic({ id: 'secret', query: 'ferry', private: true })]
  const room = await openNewsroom(topics)
  const news = [
    ['gazette', 'ar', 'عبّارة تبحر'],
    ['herald', 'en', 'Ferry sails'],
    ['courier', 'en', 'Ferry strike'],
    ['courier', 'fr', 'Le ferry'],
  ] as const
  for (const [n, [outletId, language, title]] of news.entries())
    await room.receive({ guid: `${n}`, outletId, language, title, summary: '' })
  await placeApart(room.store, NOON)
  const deps = { store: room.store, config: room.config, now: NOON + HOUR, check: () => {} }
  const test = async (change: Partial<WorkbenchAsk>) =>
    testQuery({ query: 'ferry', rules: NO_RULES, days: 3, against: null, asker: 'anybody', ...change }, deps)
  return { deps, test }
}

test.each([
  [{ languages: ['en'] }],
  [{ outlets: ['courier', 'gazette'] }],
  [{ languages: ['en', 'ar'], outlets: ['courier'] }],
  [{ minOutlets: 2 }],
])('the feed with %o catches what was tried', async rules => {
  const { deps, test } = await newsroom()
  const found = await test({ rules: { ...NO_RULES, ...rules } })
  if (found.kind !== 'tested') throw new Error(found.kind)
  const again = await preview(
    { query: found.feedQuery ?? '', days: 3, against: null, asker: 'anybody' },
    deps,
  )
  if (again.kind !== 'preview') throw new Error(again.kind)
  const titles = (samples: { title: string }[]) => samples.map(({ title }) => title)
  expect(titles(again.samples)).toEqual(titles(found.preview.samples))
})

test.each<[name: string, change: Partial<WorkbenchAsk>]>([
  ['a private topic', { query: 'ferry topic:secret', asker: 'operator' }],
  ['what is private itself', { rules: { ...NO_RULES, private: true }, asker: 'operator' }],
  ['more than an address may ask', { query: 'ferry '.repeat(51), asker: 'operator' }],
])('there is no open feed of %s', async (_, change) => {
  const { test } = await newsroom()
  expect(await test(change)).toMatchObject({ kind: 'tested', feedQuery: null })
})

test('to anybody a private topic is unknown, as part of a query and to compare with', async () => {
  const { test } = await newsroom()
  expect(await test({ query: 'ferry topic:secret' })).toMatchObject({ kind: 'mistaken' })
  const guessed = await test({ query: 'ferry topic:secre' })
  expect(JSON.stringify(guessed)).not.toContain('topic:secret')
  expect(await test({ against: 'secret' })).toEqual({ kind: 'unknown-topic', topic: 'secret' })
})

test('a mistake comes with what was probably meant', async () => {
  const { test } = await newsroom()
  expect(await test({ query: 'ferry outlet:gazete' })).toMatchObject({
    kind: 'mistaken',
    problems: [{ at: 6, length: 13, mended: 'ferry outlet:gazette' }],
  })
})

const TITLE = 'طالبان وروسيا: ماذا يبحث الطرفان في محادثات موسكو؟'

test.each<[name: string, pasted: string, title: string, keywords: string[]]>([
  ['a list of keywords', 'موسكو، طالبان، روسيا', '', ['موسكو', 'طالبان', 'روسيا']],
  ['one keyword a line', ' #موسكو\n\n#طالبان\n', '', ['موسكو', 'طالبان']],
  ['a list behind its label', 'كلمات مفتاحية: موسكو، طالبان', '', ['موسكو', 'طالبان']],
  [
    'an article with its list',
    `${TITLE}\n\nاجتمع الوفدان اليوم في العاصمة، وبحثا ملفات كثيرة.\nكلمات مفتاحية:\nموسكو، طالبان`,
    TITLE,
    ['موسكو', 'طالبان'],
  ],
  [
    'the source of a page',
    `<!doctype html><title>x</title><meta property="og:title" content="${TITLE}"><meta name="keywords" content="موسكو, طالبان">`,
    TITLE,
    ['موسكو', 'طالبان'],
  ],
  ['nothing', ' \n ', '', []],
])('%s says what it is about', (_, pasted, title, keywords) => {
  expect(readPasted(pasted)).toEqual({ title, keywords })
})

test.each([
  [`${TITLE}\nاجتمع الوفدان.\nكلمات مفتاحية: موسكو، طالبان، روسيا`, 'طالبان (روسيا OR موسكو)'],
  ['كلمات مفتاحية:\nموسكو، طالبان', 'موسكو طالبان'],
  ['Ferry crews end their strike\nThe ferries sail again on Monday, the crews say.', 'crews'],
])('a draft is made of what is pasted', async (pasted, expected) => {
  const { query } = await draftFrom({ article: pasted })
  expect(query).toContain(expected)
})

test('from nothing no draft is made', async () => {
  expect(await draftFrom({ article: '؟ !' })).toEqual({ kind: 'draft', query: null })
})
