import fc from 'fast-check'
import type { MatchArticle } from '../../src/model/match.ts'
import { parseQuery, type Query, QueryError } from '../../src/query/parse.ts'

const WORDS = [
  'طالبان',
  'روسيا',
  'الرئيس',
  'حرب',
  'ريم',
  'دم',
  'يزور',
  'وزير',
  'ألمانيا',
  'taliban',
  'US',
  'U.S.',
  'C++',
  'covid-19',
  "don't",
  '3.5',
  '東京',
  '都',
]
const STEMS = ['طال', 'روسي', 'tal', 'cov', '東']
const ATTACHED = ['', 'و', 'ب', 'ل', 'ال', 'وال', 'لل', 'س', 'ك']

const word = fc.constantFrom(...WORDS)
const clause = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 2, arbitrary: fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`) },
  fc.tuple(word, word, fc.nat(3)).map(([a, b, within]) => `"${a} ${b}"~${within}`),
  fc.constantFrom(...STEMS).map(stem => `${stem}*`),
  word.map(text => `="${text}"`),
  fc.constantFrom(
    '~وزير',
    '~روسيا',
    '~attack',
    '/tal.b/',
    '/\\bروس/',
    '/(?:طالبان|liban) ?.*رو+سي/',
    '/covid-(19)?/',
    '/وفد|رئيس/',
    '*',
    'lang:ar',
    'outlet:bbc',
    'outlet:cnn',
    'url:bbc.com',
  ),
  fc
    .tuple(fc.constantFrom('title', 'text', 'author', 'category'), word)
    .map(([field, text]) => `${field}:${text}`),
  fc.constantFrom('outlets:>=2', 'keyword:روسيا', 'after:2025-01-01'),
)

const { expression } = fc.letrec<{ expression: string }>(tie => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    clause,
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `${a} ${b}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} OR ${b})`),
    tie('expression').map(a => `-(${a})`),
  ),
}))

/** Queries that are accepted, of all kinds of clauses. */
export const queries: fc.Arbitrary<Query> = expression
  .map(text => {
    try {
      return parseQuery(text)
    } catch (error) {
      if (error instanceof QueryError) return null
      throw error
    }
  })
  .filter(query => query !== null)

const written = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...ATTACHED), word).map(([front, text]) => front + text) },
  fc.constantFrom('us', 'طالب', 'روسي', 'وزراء', 'كريم', 'ـ', '.', '\n', 'attacked', 'طَالِبَان'),
)
const text = fc.array(written, { maxLength: 12 }).map(all => all.join(' '))

/** Articles in the words of these queries, with what Arabic attaches, rightly or not. */
export const articles: fc.Arbitrary<MatchArticle> = fc.record({
  title: text,
  summary: text,
  text,
  author: text,
  categories: fc.array(text, { maxLength: 2 }),
  outletId: fc.constantFrom('bbc', 'cnn'),
  language: fc.constantFrom('ar', 'en', null),
  url: fc.constantFrom('https://www.bbc.com/x', null),
  seenAt: fc.constantFrom(Date.UTC(2024), Date.UTC(2026)),
})

export const stories = fc.option(
  fc.record({ independentCount: fc.nat(3), keywords: fc.array(word, { maxLength: 2 }) }),
  { nil: undefined },
)
