import type { Why } from '../model/entry.ts'
import type { MatchStory } from '../model/match.ts'
import { type Circumstances, judge } from './judge.ts'
import type { Prepared } from './prepared.ts'
import type { Query } from './query.ts'
import { whyOf } from './why.ts'

export type { MatchArticle, MatchStory } from '../model/match.ts'
export type { Circumstances } from './judge.ts'
export { type Prepared, prepare } from './prepared.ts'

/**
 * Says why an article satisfies a query; null where it does not.
 *
 * Story clauses are judged where a story is given, `age:` where `now` is. Where they cannot be, both they and their
 * negations hold: the answer is then whether the article could satisfy the query, in some story, at some time.
 */
export function match(query: Query, article: Prepared, circumstances: Circumstances = {}): Why | null {
  return judge(query.root, article, circumstances) ? whyOf(query.root, article, circumstances) : null
}

/** Whether {@link match} finds anything, without saying why. */
export const matches = (query: Query, article: Prepared, circumstances: Circumstances = {}): boolean =>
  judge(query.root, article, circumstances)

/**
 * Says for each article of a story why it lets the story in; null for one that does not. A story is in a topic when at
 * least one of its articles, alone, satisfies all that the query asks of an article, and the story satisfies the rest.
 */
export function matchStory(
  query: Query,
  articles: readonly Prepared[],
  story: MatchStory,
  circumstances: Omit<Circumstances, 'story'> = {},
): (Why | null)[] {
  return articles.map(article => match(query, article, { ...circumstances, story }))
}
