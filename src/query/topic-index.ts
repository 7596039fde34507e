import { words } from '../text/words.ts'
import { anchorOf, everyTerm } from './anchor.ts'
import type { Prepared } from './prepared.ts'
import type { Query } from './query.ts'

/** Finds the topics that an article may be in without trying them all. */
export type TopicIndex = {
  /** The ids of all queries that the article matches, and of some that it does not. */
  candidates(article: Prepared): string[]
}

/**
 * Indexes queries by words that they cannot do without. A query of which none is known (only a regular expression, a
 * language, a date …) is always a candidate.
 */
export function indexQueries(queries: ReadonlyMap<string, Query>): TopicIndex {
  const ids = [...queries.keys()]
  const byWord = new Map<string, number[]>()
  const byBeginning = new Map<string, number[]>()
  const byOutlet = new Map<string, number[]>()
  const always: number[] = []
  const frequencies = frequenciesOf(queries)
  ids.forEach((id, topic) => {
    const anchor = anchorOf((queries.get(id) as Query).root, frequencies)
    if (anchor === null) always.push(topic)
    for (const { kind, key } of anchor?.keys ?? [])
      add(kind === 'word' ? byWord : kind === 'beginning' ? byBeginning : byOutlet, key, topic)
  })
  const lengths = [...new Set([...byBeginning.keys()].map(key => key.length))]
  /** The round in which a topic was last found, so that none is told twice. */
  const foundIn = new Uint32Array(ids.length)
  let round = 0

  return {
    candidates(article) {
      round++
      const found = [...always]
      const take = (topics: number[] | undefined) => {
        if (!topics) return
        for (const topic of topics)
          if (foundIn[topic] !== round) {
            foundIn[topic] = round
            found.push(topic)
          }
      }
      for (const word of article.words) {
        take(byWord.get(word))
        for (const length of lengths) if (word.length >= length) take(byBeginning.get(word.slice(0, length)))
      }
      if (byOutlet.size > 0) take(byOutlet.get(words(article.article.outletId ?? '').join(' ')))
      return found.map(topic => ids[topic] as string)
    },
  }
}

function add(index: Map<string, number[]>, key: string, topic: number): void {
  const topics = index.get(key)
  if (!topics) index.set(key, [topic])
  else if (topics.at(-1) !== topic) topics.push(topic)
}

/** How many queries have each word: a word that many share tells little. */
function frequenciesOf(queries: ReadonlyMap<string, Query>): Map<string, number> {
  const frequencies = new Map<string, number>()
  for (const { root } of queries.values())
    for (const { core } of everyTerm(root)) frequencies.set(core, (frequencies.get(core) ?? 0) + 1)
  return frequencies
}
