import type { MatchArticle, MatchStory } from '../model/match.ts'
import type { Instant } from '../model/time.ts'
import { isOutlet } from './clauses.ts'
import { findWords } from './find-words.ts'
import { type Prepared, prepareKeywords } from './prepared.ts'
import type { Clause, Comparison, Node } from './query.ts'
import { testsRegex } from './regex.ts'
import { urlIs } from './url.ts'

/** What more than the article is judged: `age:` reads `now`, story clauses the story. */
export type Circumstances = { now?: Instant; story?: MatchStory }

/** A clause that is judged by itself: all but `topic:`, which is the clauses of that topic. */
export type Single = Exclude<Clause, { kind: 'topic' }>

/** Whether a query holds for an article; what cannot be judged counts as what lets the whole hold. */
export const judge = (node: Node, article: Prepared, circumstances: Circumstances): boolean =>
  evaluate(node, clause => holds(clause, article, circumstances), true)

/** What a query comes to. Where `verdictOf` says null, a clause counts as `unknown`, which turns under NOT. */
export function evaluate(
  node: Node,
  verdictOf: (clause: Single) => boolean | null,
  unknown: boolean,
): boolean {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const settles = node.kind === 'or'
      for (const part of node.parts) if (evaluate(part, verdictOf, unknown) === settles) return settles
      return !settles
    }
    case 'not':
      return !evaluate(node.part, verdictOf, !unknown)
    case 'topic':
      return evaluate(node.root, verdictOf, unknown)
    default:
      return verdictOf(node) ?? unknown
  }
}

/** Whether a clause holds; null where what it is judged on is not known. */
export function holds(clause: Single, prepared: Prepared, { now, story }: Circumstances): boolean | null {
  const { article } = prepared
  switch (clause.kind) {
    case 'all':
      return true
    case 'words':
      return findWords(prepared, clause.field, clause.terms, clause.within) !== null
    case 'regex':
      return testsRegex(prepared, clause.field, clause.regex)
    case 'outlet':
      return article.outletId !== undefined && isOutlet(article.outletId, clause.id, clause.prefix)
    case 'lang':
      return isLanguage(article.language, clause.tag)
    case 'url':
      return urlIs(article.url, clause)
    case 'date':
      return isBetween(timeOf(article), clause.from, clause.until)
    case 'age': {
      if (now === undefined) return null
      const at = timeOf(article)
      return at !== null && compares(now - at, clause.op, clause.ageMs)
    }
    case 'outlets':
      return story ? compares(story.independentCount, clause.op, clause.count) : null
    case 'keyword':
      return story
        ? findWords(prepareKeywords(story), 'category', clause.terms, clause.within) !== null
        : null
  }
}

/** The instant that `after:`, `before:` and `age:` go by. */
export const timeOf = ({ seenAt, publishedAt }: MatchArticle): Instant | null => seenAt ?? publishedAt ?? null

/** `ar` takes `ar-SA` too. */
function isLanguage(language: string | null | undefined, tag: string): boolean {
  const own = language?.toLowerCase().replaceAll('_', '-')
  return own === tag || own?.startsWith(`${tag}-`) === true
}

const isBetween = (at: Instant | null, from: Instant, until: Instant): boolean =>
  at !== null && at >= from && at < until

function compares(value: number, op: Comparison, limit: number): boolean {
  switch (op) {
    case '<':
      return value < limit
    case '<=':
      return value <= limit
    case '=':
      return value === limit
    case '>=':
      return value >= limit
    case '>':
      return value > limit
  }
}
