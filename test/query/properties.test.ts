import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain } from '../../src/query/explain.ts'
import { FTS_COLUMNS, ftsRow, toFts } from '../../src/query/fts.ts'
import { type Circumstances, match, matches, prepare } from '../../src/query/match.ts'
import { parseQuery, type Query } from '../../src/query/parse.ts'
import { indexQueries } from '../../src/query/topic-index.ts'
import { articles, queries, stories } from './generated.ts'

const runs = { numRuns: 1_000 }
const given = (story: Circumstances['story']): Circumstances => (story ? { story } : {})

test('NOT NOT a query is the query', () => {
  fc.assert(
    fc.property(queries, articles, stories, (query, article, story) => {
      const twice = parseQuery(`NOT NOT (${query.text})`)
      const prepared = prepare(article)
      expect(match(twice, prepared, given(story))).toEqual(match(query, prepared, given(story)))
    }),
    runs,
  )
})

test('where a story is given, a query and its negation never agree', () => {
  fc.assert(
    fc.property(queries, articles, (query, article) => {
      const circumstances = { story: { independentCount: 2, keywords: ['روسيا'] } }
      const rest: Query = { ...query, root: { kind: 'not', part: query.root } }
      expect(matches(rest, prepare(article), circumstances)).toBe(
        !matches(query, prepare(article), circumstances),
      )
    }),
    runs,
  )
})

test('an explanation comes to the same verdict as the match', () => {
  fc.assert(
    fc.property(queries, articles, stories, (query, article, story) => {
      const prepared = prepare(article)
      const why = match(query, prepared, given(story))
      const { matches: verdict, clauses } = explain(query, prepared, given(story))
      expect(verdict).toBe(why !== null)
      const hits = clauses.map(clause => clause.hit)
      for (const hit of why ?? []) expect(hits).toContainEqual(hit)
    }),
    runs,
  )
})

test('every word that a match names is written in the article', () => {
  fc.assert(
    fc.property(queries, articles, (query, article) => {
      const { title, summary, text, author, categories } = article
      const parts = { title, summary, text, author, category: categories?.join(' ') }
      for (const { field, words } of match(query, prepare(article)) ?? [])
        if (Object.hasOwn(parts, field))
          for (const word of words) expect(parts[field as keyof typeof parts]).toContain(word)
    }),
    runs,
  )
})

test('a topic that an article is in is always a candidate', () => {
  fc.assert(
    fc.property(fc.array(queries, { minLength: 1, maxLength: 20 }), articles, (all, article) => {
      const topics = new Map(all.map((query, i) => [`topic-${i}`, query]))
      const prepared = prepare(article)
      const candidates = indexQueries(topics).candidates(prepared)
      expect(new Set(candidates).size).toBe(candidates.length)
      for (const [id, query] of topics) if (matches(query, prepared)) expect(candidates).toContain(id)
    }),
    runs,
  )
})

test.each(['ascii', 'unicode61', 'unicode61 remove_diacritics 2'])(
  'the full-text index finds every article that a query matches, with the tokenizer %s',
  tokenizer => {
    const db = new Database(':memory:')
    db.exec(`create virtual table archive using fts5(${FTS_COLUMNS.join(', ')}, tokenize = "${tokenizer}")`)
    const insert = db.prepare(
      `insert into archive values (${FTS_COLUMNS.map(column => `:${column}`).join(', ')})`,
    )
    const find = db.prepare('select rowid from archive where archive match ?').pluck()
    fc.assert(
      fc.property(queries, fc.array(articles, { minLength: 1, maxLength: 5 }), (query, all) => {
        db.exec('delete from archive')
        const prepared = all.map(article => prepare(article))
        const rowids = all.map(article => insert.run(ftsRow(article)).lastInsertRowid)
        const expression = toFts(query)
        const found = new Set(expression === null ? rowids : find.all(expression))
        prepared.forEach((article, i) => {
          if (matches(query, article)) expect(found).toContain(Number(rowids[i]))
        })
      }),
      { numRuns: 500 },
    )
    db.close()
  },
)

test('the index holds the words that are matched, and of a summary that the text begins with, one', () => {
  fc.assert(
    fc.property(articles, article => {
      const { words, bounds } = prepare(article)
      const said = FTS_COLUMNS.map((_, i) =>
        words
          .slice(bounds[i], bounds[i + 1])
          .filter(Boolean)
          .join(' '),
      )
      const { title, summary, text, author, categories } = ftsRow(article)
      const isLeftOut = summary === '' && `${text} `.startsWith(`${said[1]} `)
      expect([title, isLeftOut ? said[1] : summary, text, author, categories]).toEqual(said)
    }),
  )
})
