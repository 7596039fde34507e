import { expect, test } from 'vitest'
import { type Known, parseQuery, QueryError, type QueryProblem } from '../../src/query/parse.ts'

function problemsOf(query: string, known: Known = {}): QueryProblem[] {
  try {
    parseQuery(query, known)
    return []
  } catch (error) {
    if (error instanceof QueryError) return error.problems
    throw error
  }
}

/** Rule, query, the query with its first mistake between ⟦ and ⟧, what the message says. */
type Row = [string, string, string, RegExp]

const rows: Row[] = [
  ['an empty query', '', '⟦⟧', /empty; \* alone/],
  ['a blank query', '   ', '⟦   ⟧', /empty/],
  ['an unknown field', 'tilte:x', '⟦tilte:⟧x', /no field "tilte:"; did you mean title:/],
  ['a field of another program', 'intitle:x', '⟦intitle:⟧x', /did you mean title:/],
  ['an address', 'https://bbc.com', '⟦https:⟧//bbc.com', /did you mean url:/],
  ['an unknown field like none', 'عاجل:روسيا', '⟦عاجل:⟧روسيا', /the fields are title, text/],
  ['a field without a value', 'a title:', 'a ⟦title:⟧', /without a space/],
  ['a space after a field', 'title: x', '⟦title:⟧ x', /without a space/],
  ['a field before a field', 'title:author:x', '⟦title:⟧author:x', /without a space/],
  ['a field inside a group of another', 'title:(a author:b)', 'title:(a ⟦author:⟧b)', /already; close it/],
  ['quotes never closed', 'a "b c', 'a ⟦"⟧b c', /never closed/],
  ['Arabic quotes never closed', 'ا «ب', 'ا ⟦«⟧ب', /never closed/],
  ['a parenthesis never closed', 'a (b', 'a ⟦(⟧b', /never closed/],
  ['a parenthesis never opened', 'a) b', 'a⟦)⟧ b', /closes nothing/],
  ['empty parentheses', 'a ()', 'a ⟦(⟧)', /nothing between/],
  ['an empty phrase', 'a ""', 'a ⟦""⟧', /nothing to look for/],
  ['OR with nothing before', 'OR a', '⟦OR⟧ a', /OR stands between two/],
  ['OR with nothing behind', 'a OR', 'a ⟦OR⟧', /OR stands between two/],
  ['two ORs', 'a OR OR b', 'a OR ⟦OR⟧ b', /OR stands between two/],
  ['AND with nothing before', 'AND a', '⟦AND⟧ a', /AND stands between two/],
  ['AND with nothing behind', 'a AND', 'a ⟦AND⟧', /AND stands between two/],
  ['AND and OR', 'a AND OR b', 'a ⟦AND⟧ OR b', /AND stands between two/],
  ['NOT with nothing behind', 'a NOT', 'a ⟦NOT⟧', /nothing to exclude/],
  ['a lone minus', 'a -', 'a ⟦-⟧', /nothing to exclude/],
  ['a minus with a space', 'a - b', 'a ⟦-⟧ b', /touches what it excludes/],
  ['only an exclusion', '-a', '-⟦a⟧', /only excludes; add/],
  ['only exclusions', '-a -b', '-⟦a -b⟧', /only excludes/],
  ['a branch that only excludes', 'طالبان OR -رياضة', 'طالبان OR -⟦رياضة⟧', /only excludes/],
  ['a branch in a group', 'a (b OR -c)', 'a (b OR -⟦c⟧)', /only excludes/],
  ['a branch behind two negations', 'a NOT NOT (b OR -c)', 'a NOT NOT (b OR -⟦c⟧)', /only excludes/],
  ['everything excluded', '-*', '-⟦*⟧', /only excludes/],
  ['an exclamation mark', 'a !b', 'a ⟦!b⟧', /write -b/],
  ['a bar', 'a | b', 'a ⟦|⟧ b', /write OR/],
  ['bars inside a word', 'a||b', '⟦a||b⟧', /write AND or OR/],
  ['an ampersand', 'a & b', 'a ⟦&⟧ b', /AND may be written/],
  ['a sign', 'a ?!', 'a ⟦?!⟧', /no letter or digit/],
  ['an emoji', '🔥', '⟦🔥⟧', /no letter or digit/],
  ['* at the beginning', '*ban', '⟦*ban⟧', /at the end of a word/],
  ['* in the middle', 'tal*an', '⟦tal*an⟧', /at the end of a word/],
  ['two *', 'tal**', '⟦tal**⟧', /at the end of a word/],
  ['* for a word of a phrase', '"a * b"', '⟦"a * b"⟧', /at the end of a word/],
  ['* in a field', 'title:*', '⟦title:*⟧', /at the end of a word/],
  ['a distance that is no number', '"a b"~x', '"a b"⟦~x⟧', /how many words/],
  ['a distance left out', '"a b"~', '"a b"⟦~⟧', /how many words/],
  ['a distance of one word', '"a"~5', '⟦"a"~5⟧', /at least two/],
  ['~ behind a word', 'word~2', '⟦word~2⟧', /before a word/],
  ['a distance apart from its phrase', '"a b" ~5', '"a b" ⟦~5⟧', /touches its phrase/],
  ['* behind quotes', '"foreign min"*', '"foreign min"⟦*⟧', /also between quotes/],
  ['a minus behind a field', 'a title:-b', 'a ⟦title:-b⟧', /before the field/],
  ['~ and *', '~wor*', '⟦~wor*⟧', /not both/],
  ['~ alone', '~', '⟦~⟧', /nothing to look for/],
  ['~ before two words', '~covid-19', '⟦~covid-19⟧', /one word at a time/],
  ['an exact form without quotes', '=US', '⟦=US⟧', /="US"/],
  ['a regular expression never closed', 'a /b', 'a ⟦/b⟧', /two slashes/],
  ['a broken regular expression', 'a /(b/', 'a ⟦/(b/⟧', /not a regular expression: .*missing closing \)/],
  ['lookahead, which takes more than linear time', '/a(?=b)/', '⟦/a(?=b)/⟧', /not a regular expression/],
  ['a character past the last', 'a /\\x{FFFFFF}/', 'a ⟦/\\x{FFFFFF}/⟧', /characters end at/],
  ['\\B in a regular expression', '/a\\B/', '⟦/a\\B/⟧', /no \\B/],
  ['a comparison left out', 'a outlets:3', 'a ⟦outlets:3⟧', /as in outlets:>=3/],
  ['an outlet where outlets are counted', 'outlets:bbc', '⟦outlets:bbc⟧', /write outlet:ID/],
  ['an age without a unit', 'a age:<2', 'a ⟦age:<2⟧', /age:<2d/],
  ['an age without a comparison', 'a age:2d', 'a ⟦age:2d⟧', /age:<2d/],
  ['no date', 'a after:yesterday', 'a ⟦after:yesterday⟧', /after:2025-03-01/],
  ['a day that does not exist', 'a before:2025-02-30', 'a ⟦before:2025-02-30⟧', /before: takes a date/],
  ['no language', 'a lang:عربي', 'a ⟦lang:عربي⟧', /such as ar or en-GB/],
  ['a host with a star', 'a url:*.bbc.com', 'a ⟦url:*.bbc.com⟧', /takes those under it too: url:bbc\.com/],
  ['an outlet by regular expression', 'a outlet:/b.c/', 'a ⟦outlet:/b.c/⟧', /outlet: takes the id/],
  ['a mistake behind invisible marks', '\u200fa\u200f (\u200fb', '\u200fa\u200f ⟦(⟧\u200fb', /never closed/],
  ['no address', 'a url:"x y"', 'a ⟦url:"x y"⟧', /host \(bbc\.com\)/],
  ['a keyword by regular expression', 'keyword:/a/', '⟦keyword:/a/⟧', /keyword: takes words/],
]

test.each(rows)('%s is told at its place: %s', (_, query, marked, message) => {
  const [first] = problemsOf(query)
  const { at, length } = first ?? { at: -1, length: 0 }
  expect(`${query.slice(0, at)}⟦${query.slice(at, at + length)}⟧${query.slice(at + length)}`).toBe(marked)
  expect(first?.message).toMatch(message)
})

test('every mistake is told at once, in order', () => {
  const problems = problemsOf('tilte:a (b OR) "c')
  expect(problems.map(problem => problem.at)).toEqual([0, 11, 15])
})

test.each([
  ['an unknown topic', 'topic:talban', /unknown topic "talban"; did you mean topic:taliban/],
  ['a topic that leads to itself', 'topic:loop', /topic:loop leads back to itself: loop → loop/],
  ['a longer way back', 'topic:ping', /topic:ping leads back to itself: ping → pong → ping/],
  ['a topic with a mistake of its own', 'topic:broken', /the query of topic "broken": .*closed/],
  ['an unknown outlet', 'outlet:bcb-arabic', /no outlet "bcb-arabic"; did you mean outlet:bbc-arabic/],
  ['no outlet that begins so', 'outlet:cnn*', /no outlet "cnn\*"/],
])('%s is told where it is named', (_, query, message) => {
  const topics = new Map([
    ['taliban', 'taliban'],
    ['loop', 'a OR topic:loop'],
    ['ping', 'a topic:pong'],
    ['pong', 'b topic:ping'],
    ['broken', '(a'],
  ])
  const problems = problemsOf(`x ${query}`, { topics, outlets: ['bbc-arabic', 'guardian'] })
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ at: 2, length: query.length, message: expect.stringMatching(message) })
})

test('what is wrong inside a topic is not told where it may be about what is private', () => {
  const known = { topics: new Map([['open', 'topic:secret']]), hidesTopics: true }
  expect(problemsOf('topic:open', known).map(({ message }) => message)).toEqual([
    'this topic cannot be asked for here',
  ])
})

test('no topic is known where none is given', () => {
  expect(problemsOf('topic:x')[0]?.message).toBe('unknown topic "x"')
})

test('a query has an end', () => {
  expect(problemsOf('a '.repeat(10_001))[0]?.message).toMatch(/at most 20000 characters/)
  expect(problemsOf('a '.repeat(2_001)).map(problem => problem.message)).toEqual([
    'a query has at most 2000 clauses',
  ])
  expect(problemsOf(`"${'a '.repeat(101)}"`)[0]?.message).toMatch(/at most 100 words/)
  expect(problemsOf(`${'('.repeat(101)}a${')'.repeat(101)}`)[0]?.message).toMatch(/at most 100 deep/)
  expect(problemsOf('中'.repeat(201))[0]?.message).toMatch(/at most 200 letters/)
  expect(problemsOf(`${'NOT '.repeat(102)}a`)[0]?.message).toMatch(/at most 100 deep/)
})

test('topics that name one another many times do not grow without end', () => {
  const names = Array.from({ length: 30 }, (_, i) => `t${i}`)
  const topics = new Map(names.map((name, i) => [name, i === 29 ? 'a' : `topic:t${i + 1} topic:t${i + 1}`]))
  expect(problemsOf('topic:t0', { topics })[0]?.message).toMatch(/too many clauses|at most 2000/)
})

test.each([
  ['a plus says what goes without saying', '+a', 1],
  ['punctuation around words is nothing', 'روسيا، طالبان.', 2],
  ['deep groups', `${'('.repeat(99)}a${')'.repeat(99)}`, 1],
  ['a lone * is a clause', '*', 1],
  ['quotes touch what is beside them', 'a"b c"d', 3],
])('%s', (_, query, clauses) => {
  expect(parseQuery(query).clauses).toBe(clauses)
})

test('the error says all its problems', () => {
  expect(() => parseQuery('a (b')).toThrow('at 3: this ( is never closed')
})
