import { expect, test } from 'vitest'
import { type Known, parseQuery, QueryError } from '../../../src/query/parse.ts'
import { problemInWords } from '../../../src/serve/pages/query-problem.ts'
import { aFrame, arabicSite, englishSite } from './builders.ts'

const KNOWN: Known = {
  outlets: ['nawafith'],
  topics: new Map([
    ['ferries', 'ferry'],
    ['round', 'topic:round'],
    ['broken', 'a ('],
  ]),
}

function messagesOf(query: string): string[] {
  try {
    parseQuery(query, KNOWN)
    return []
  } catch (error) {
    if (error instanceof QueryError) return error.problems.map(({ message }) => message)
    throw error
  }
}

const told = (message: string, site = arabicSite) => String(problemInWords(aFrame(site), message))

test.each([
  '',
  'a'.repeat(20_001),
  'a '.repeat(2_001),
  'a)',
  '(a',
  'a ()',
  'a OR',
  'AND a',
  'a NOT',
  'a - b',
  'title:(a text:b)',
  'title: a',
  `${'('.repeat(101)}a${')'.repeat(101)}`,
  'topic:feries',
  'topic:nothing-like-it',
  'topic:round',
  'topic:broken',
  '-a',
  'keyword:/a/',
  `"${'a '.repeat(101)}"`,
  '"a"~5',
  '~a-b',
  '""',
  'a ؟؟',
  'a | b',
  'a && b',
  'a !b',
  'title:-b',
  'a||b',
  'a~b',
  '"a b" ~5',
  'a ~b*',
  'a*b',
  'outlet:',
  'outlet:nawafit',
  'outlet:nothing-like-it',
  'outlet:a*b',
  'lang:arabic',
  'url:*.bbc.com',
  'url:"a b"',
  'outlets:3',
  'age:2',
  'after:yesterday',
  'before:soon',
  '/(/',
  'titel:a',
  'foobarbaz:a',
  '"a b"~x',
  '=a',
  '"a',
  '"a b"*',
])('what is wrong with %j is told in Arabic', query => {
  const messages = messagesOf(query)
  expect(messages).not.toEqual([])
  for (const message of messages) {
    const text = told(message)
    expect(text).toContain('lang="ar"')
    // what people wrote, and signs of the language, stand apart from the sentence: what is left of it is Arabic
    const sentence = text.replace(/<[^>]+>|[\u2066\u2068][^\u2069]*\u2069/g, '')
    expect(sentence).toMatch(/\p{Script=Arabic}/u)
    expect(sentence).not.toMatch(/[A-Za-z]/)
  }
})

test('a message that has no words in Arabic is told as it is, as English', () => {
  expect(told('something <new>')).toBe(
    '<span class="problem" lang="en" dir="ltr">something &lt;new&gt;</span>',
  )
  expect(told('this ( is never closed', englishSite)).toContain('this ( is never closed')
})

test('what people wrote is escaped', () => {
  expect(told('there is no outlet "<script>"')).toContain('«\u2068&lt;script&gt;\u2069»')
})
