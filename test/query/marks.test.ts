import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MatchArticle } from '../../src/model/match.ts'
import { marksOf } from '../../src/query/marks.ts'
import { match, type Prepared, prepare } from '../../src/query/match.ts'
import { parseQuery, type Query } from '../../src/query/parse.ts'
import { whatLetIn } from '../../src/query/why.ts'
import { articles, queries } from './generated.ts'

const marksOfMatch = ({ root }: Query, article: Prepared) => marksOf(whatLetIn(root, article, {}), article)

/** Each part with its marked words between braces. */
function marked(query: string, article: MatchArticle): Record<string, string> {
  const told: Record<string, string> = {}
  for (const { part, start, end } of marksOfMatch(parseQuery(query), prepare(article)).reverse()) {
    const text = told[part] ?? article[part] ?? ''
    told[part] = `${text.slice(0, start)}{${text.slice(start, end)}}${text.slice(end)}`
  }
  return told
}

test.each<[name: string, query: string, article: MatchArticle, expected: Record<string, string>]>([
  [
    'a word with what Arabic attaches to it',
    'طالبان موسكو',
    { title: 'محادثات وطالبان في لموسكو' },
    { title: 'محادثات {وطالبان} في {لموسكو}' },
  ],
  [
    'a word as written: harakat, tatweel and hamza among it',
    'مسؤول أحمد',
    { title: 'قال المَسْئُول احمـــد' },
    { title: 'قال {المَسْئُول} {احمـــد}' },
  ],
  [
    'every place, in each part',
    'ferry',
    { title: 'Ferry sails', summary: 'The ferry.\nNo other FERRY.', text: '\nA ferry' },
    { title: '{Ferry} sails', summary: 'The {ferry}.\nNo other {FERRY}.', text: '\nA {ferry}' },
  ],
  [
    'a phrase, not its words elsewhere',
    '"bird flu"',
    { title: 'Flu season: bird flu, and a bird' },
    { title: 'Flu season: {bird} {flu}, and a bird' },
  ],
  ['the branches of an OR that hold', 'a1 OR b2 OR c3', { title: 'b2 c3' }, { title: '{b2} {c3}' }],
  ['nothing for what is excluded', 'a1 -b2', { title: 'a1 c3' }, { title: '{a1} c3' }],
  ['only the field that was asked', 'text:a1', { title: 'a1', text: 'a1' }, { text: '{a1}' }],
  [
    'what a pattern touches',
    '/vacc[a-z]+/',
    { title: 'New vaccines here' },
    { title: 'New {vaccines} here' },
  ],
  ['letters that folding lengthens', 'strasse', { title: '« ﷺ Straße »' }, { title: '« ﷺ {Straße} »' }],
])('%s is marked', (_, query, article, expected) => {
  expect(marked(query, article)).toEqual(expected)
})

test('whatever is asked of whatever text, marks are words of it, in order, that why names too', () => {
  fc.assert(
    fc.property(queries, articles, (query, article) => {
      const prepared = prepare(article)
      const why = match(query, prepared, {})
      if (!why) return
      const marks = marksOfMatch(query, prepared)
      const written = ({ part, start, end }: (typeof marks)[number]) => article[part]?.slice(start, end)
      for (const hit of why.filter(({ field }) => /^(?:title|summary|text)$/.test(field)))
        expect(marks.filter(({ clause }) => clause === hit.clause).map(written)).toEqual(
          expect.arrayContaining(hit.words),
        )
      expect(marks.every(mark => mark.end > mark.start && written(mark)?.trim() !== '')).toBe(true)
    }),
    { numRuns: 300 },
  )
})
