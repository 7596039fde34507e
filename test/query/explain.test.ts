import { expect, test } from 'vitest'
import { nextChangeAt } from '../../src/query/age.ts'
import { type ClauseVerdict, explain } from '../../src/query/explain.ts'
import { match, prepare } from '../../src/query/match.ts'
import { parseQuery } from '../../src/query/parse.ts'
import { article, type Text } from './matching.ts'

const full: Text = {
  title: 'وفد لطالبان يزور موسكو',
  summary: 'The U.S. said COVID-19',
  text: 'قال مسئولٌ روسيّ\nFirst minister of foreign affairs',
  author: 'Jane Doe',
  categories: ['سياسة'],
  outletId: 'bbc',
  language: 'ar-EG',
  url: 'https://bbc.com/a',
  seenAt: Date.UTC(2025, 0, 1),
}

test.each([
  ['a word, with what is attached', 'طالبان', [['طالبان', 'title', ['لطالبان']]]],
  ['as written, not as folded', 'مسؤول', [['مسؤول', 'text', ['مسئولٌ']]]],
  [
    'each clause of an AND',
    'طالبان موسكو',
    [
      ['طالبان', 'title', ['لطالبان']],
      ['موسكو', 'title', ['موسكو']],
    ],
  ],
  [
    'each branch of an OR that holds',
    'كابل OR موسكو OR وفد',
    [
      ['موسكو', 'title', ['موسكو']],
      ['وفد', 'title', ['وفد']],
    ],
  ],
  ['nothing of a negation', 'طالبان -كابل', [['طالبان', 'title', ['لطالبان']]]],
  ['but of two', 'NOT NOT موسكو', [['موسكو', 'title', ['موسكو']]]],
  ['all words of a phrase', '"يزور موسكو"', [['"يزور موسكو"', 'title', ['يزور', 'موسكو']]]],
  ['words near one another, as they stand', '"موسكو وفد"~5', [['"موسكو وفد"~5', 'title', ['وفد', 'موسكو']]]],
  ['a word in several parts', 'covid-19', [['covid-19', 'summary', ['COVID', '19']]]],
  ['another form of a word', 'US', [['US', 'summary', ['U.S']]]],
  ['the words that a regular expression touches', '/سئول رو/', [['/سئول رو/', 'text', ['مسئولٌ', 'روسيّ']]]],
  ['an author', 'author:doe', [['author:doe', 'author', ['Doe']]]],
  ['a category', 'category:سياسة', [['category:سياسة', 'category', ['سياسة']]]],
  ['an outlet', 'outlet:bbc', [['outlet:bbc', 'outlet', ['bbc']]]],
  ['a language', 'lang:ar', [['lang:ar', 'lang', ['ar-EG']]]],
  ['an address', 'url:bbc.com', [['url:bbc.com', 'url', ['https://bbc.com/a']]]],
  ['a date', 'after:2024', [['after:2024', 'seenAt', ['2025-01-01T00:00:00.000Z']]]],
  ['everything', '*', [['*', '*', []]]],
  ['a clause in a group of a field', 'title:(كابل OR موسكو)', [['موسكو', 'title', ['موسكو']]]],
  [
    'story clauses',
    'outlets:>=2 keyword:روسيا',
    [
      ['outlets:>=2', 'outlets', ['2']],
      ['keyword:روسيا', 'keyword', ['وروسيا']],
    ],
  ],
])('why tells %s: %s', (_, query, hits) => {
  const why = match(parseQuery(query), prepare(article(full)), {
    story: { independentCount: 2, keywords: ['وروسيا'] },
  })
  expect(why?.map(hit => [hit.clause, hit.field, hit.words])).toEqual(hits)
})

test('why tells the clauses of the topic that let it in', () => {
  const query = parseQuery('topic:t -كابل', { topics: new Map([['t', 'x OR موسكو']]) })
  expect(match(query, prepare(article(full)))).toEqual([
    { clause: 'موسكو', field: 'title', words: ['موسكو'] },
  ])
})

const verdictsOf = (query: string): ClauseVerdict[] =>
  explain(parseQuery(query), prepare(article(full)), { story: { independentCount: 2, keywords: ['الروسي'] } })
    .clauses

test.each([
  ['another word of the same stem', 'روسيا', 'text', ['روسيّ']],
  ['a misspelt word', 'مسؤل', 'text', ['مسئولٌ']],
  ['in Latin letters', 'ministers', 'text', ['minister']],
  ['the word in another field', 'author:موسكو', 'title', ['موسكو']],
  ['in the author, where a bare word does not look', 'jane', 'author', ['Jane']],
  ['the words of a phrase, apart', '"foreign minister"', 'text', ['minister', 'foreign']],
  ['the word that a phrase lacks', '"first ministry"', 'text', ['minister']],
  ['the outlet', 'outlet:cnn', 'outlet', ['bbc']],
  ['the language', 'lang:en', 'lang', ['ar-EG']],
  ['the address', 'url:cnn.com', 'url', ['https://bbc.com/a']],
  ['the time', 'after:2026', 'seenAt', ['2025-01-01T00:00:00.000Z']],
  ['the count', 'outlets:>3', 'outlets', ['2']],
  ['a keyword', 'keyword:روسيا', 'keyword', ['الروسي']],
])('why not tells what was nearest: %s', (_, query, field, words) => {
  expect(verdictsOf(query)[0]).toMatchObject({ holds: false, hit: null, nearest: { field, words } })
})

test('nothing is near where nothing is like it', () => {
  expect(verdictsOf('أستراليا')[0]).toMatchObject({ holds: false, nearest: null })
})

test('each clause has its place, and says whether it is an exclusion', () => {
  const query = 'طالبان -موسكو (كابل OR وفد)'
  const places = verdictsOf(query).map(({ at, length, negated, holds }) => [
    query.slice(at, at + length),
    negated,
    holds,
  ])
  expect(places).toEqual([
    ['طالبان', false, true],
    ['موسكو', true, true],
    ['كابل', false, false],
    ['وفد', false, true],
  ])
})

test('the clause that alone keeps an article out is told', () => {
  expect(verdictsOf('طالبان -موسكو (كابل OR وفد)').map(clause => clause.decides)).toEqual([
    false,
    true,
    false,
    false,
  ])
  expect(verdictsOf('طالبان كابل هرات').map(clause => clause.decides)).toEqual([false, false, false])
  expect(verdictsOf('طالبان كابل').map(clause => clause.decides)).toEqual([false, true])
})

test('the clause that alone lets it in is told too', () => {
  expect(verdictsOf('كابل OR موسكو').map(clause => clause.decides)).toEqual([false, true])
})

test('what ~ makes of a word is shown, without what is attached in front', () => {
  const [verdict] = verdictsOf('~وزير')
  expect(verdict?.inflections.slice(0, 4)).toEqual(['وزير', 'وزيرا', 'وزيران', 'وزيرين'])
  expect(verdict?.inflections).toContain('وزراء')
  expect(verdict?.inflections).not.toContain('الوزير')
})

const seenAt = 1_000_000
test.each([
  ['no age, no change', 'a', null],
  ['less than an age: at that age', 'a age:<10s', seenAt + 10_000],
  ['at most an age: right behind it', 'a age:<=10s', seenAt + 10_001],
  ['more than an age: right behind it', 'a age:>10s', seenAt + 10_001],
  ['the nearest of several', 'age:>20s OR age:<15s', seenAt + 15_000],
  ['none that is over', 'a age:<5s', null],
])('the next change of a verdict: %s', (_, query, at) => {
  expect(nextChangeAt(parseQuery(query), prepare({ title: 'a', seenAt }), seenAt + 7_000)).toBe(at)
})

test.each(['age:<10s', 'age:<=10s', 'age:>10s', 'age:>=10s'])('%s changes exactly then', text => {
  const query = parseQuery(text)
  const prepared = prepare({ title: 'a', seenAt })
  const at = nextChangeAt(query, prepared, seenAt) as number
  const holdsAt = (now: number) => match(query, prepared, { now }) !== null
  expect(holdsAt(at)).not.toBe(holdsAt(at - 1))
})
