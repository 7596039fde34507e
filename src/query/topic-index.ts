import type { Prepared } from './prepared.ts'
import type { Node, Query } from './query.ts'
import { piecesOf, type Required } from './required.ts'
import {
  eachTerm,
  emptyVocabulary,
  numberOfOutlet,
  numberOfPiece,
  numberOfTerm,
  type Vocabulary,
} from './vocabulary.ts'

/** Finds the topics that an article may be in without trying them all. */
export type TopicIndex = {
  /** The ids of all queries that the article matches, and of few that it does not. */
  candidates(article: Prepared): string[]
}

/**
 * Indexes queries by words that they cannot do without. A query of which none is known (only a pattern without letters, a
 * language, a date …) is always a candidate.
 */
export function indexQueries(queries: ReadonlyMap<string, Query>): TopicIndex {
  const ids = [...queries.keys()]
  const vocabulary = emptyVocabulary()
  const needs = [...queries.values()].map(query => needOf(query.root, vocabulary, false))
  const always: number[] = []
  /** For each term the topics that are looked at when it is found. */
  const topicsOf: number[][] = vocabulary.uses.map(() => [])
  needs.forEach((need, topic) => {
    if (need === null) always.push(topic)
    else for (const term of new Set(anchorOf(need, vocabulary).terms)) topicsOf[term]?.push(topic)
  })
  // The round in which each was last seen, so that nothing has to be cleared between articles.
  const termSeen = new Uint32Array(topicsOf.length)
  const topicSeen = new Uint32Array(ids.length)
  let round = 0

  return {
    candidates(article) {
      round++
      const present: number[] = []
      eachTerm(vocabulary, article, term => {
        if (termSeen[term] === round) return
        termSeen[term] = round
        present.push(term)
      })
      const found = always.map(topic => ids[topic] as string)
      for (const term of present)
        for (const topic of topicsOf[term] as number[]) {
          if (topicSeen[topic] === round) continue
          topicSeen[topic] = round
          if (isMet(needs[topic] as Need, termSeen, round)) found.push(ids[topic] as string)
        }
      // each of them goes through the words: of many, it pays to index them at once
      article.scans += found.length
      return found
    },
  }
}

/** What must be in an article for a query to hold: terms, all of them or, in an OR, those of one part. */
type Need = { kind: 'terms'; terms: number[] } | { kind: 'and' | 'or'; parts: Need[] }

/** Null where nothing is needed for sure. Under NOT, AND and OR change places. */
function needOf(node: Node, vocabulary: Vocabulary, negated: boolean): Need | null {
  switch (node.kind) {
    case 'not':
      return needOf(node.part, vocabulary, !negated)
    case 'and':
    case 'or': {
      const parts = node.parts.map(part => needOf(part, vocabulary, negated))
      const needed = parts.filter(part => part !== null)
      if ((node.kind === 'and') !== negated) return needed.length > 0 ? { kind: 'and', parts: needed } : null
      return needed.length === parts.length ? { kind: 'or', parts: needed } : null
    }
    case 'topic':
      return needOf(node.root, vocabulary, negated)
    case 'words':
      return negated ? null : { kind: 'terms', terms: node.terms.map(term => numberOfTerm(vocabulary, term)) }
    case 'outlet':
      return negated || node.prefix ? null : { kind: 'terms', terms: [numberOfOutlet(vocabulary, node.id)] }
    case 'regex':
      return negated || !node.regex.required ? null : needOfPattern(node.regex.required, vocabulary)
    default:
      return null
  }
}

function needOfPattern(required: Required, vocabulary: Vocabulary): Need | null {
  if (required.kind === 'text') {
    const terms = piecesOf(required).map(piece => numberOfPiece(vocabulary, piece))
    return terms.length > 0 ? { kind: 'terms', terms } : null
  }
  const { kind } = required
  const parts = required.parts.map(part => needOfPattern(part, vocabulary))
  const needed = parts.filter(part => part !== null)
  if (needed.length === 0 || (kind === 'or' && needed.length < parts.length)) return null
  return { kind, parts: needed }
}

function isMet(need: Need, seen: Uint32Array, round: number): boolean {
  if (need.kind === 'terms') {
    for (const term of need.terms) if (seen[term] !== round) return false
    return true
  }
  const settles = need.kind === 'or'
  for (const part of need.parts) if (isMet(part, seen, round) === settles) return settles
  return !settles
}

/** Terms of which at least one is in every article that meets the need, and how rare the commonest of them is. */
type Anchor = { terms: number[]; rarity: number }

function anchorOf(need: Need, vocabulary: Vocabulary): Anchor {
  switch (need.kind) {
    case 'terms':
      return rarest(need.terms.map(term => ({ terms: [term], rarity: rarityOf(term, vocabulary) })))
    case 'and':
      return rarest(need.parts.map(part => anchorOf(part, vocabulary)))
    case 'or': {
      const anchors = need.parts.map(part => anchorOf(part, vocabulary))
      return {
        terms: anchors.flatMap(anchor => anchor.terms),
        rarity: Math.min(...anchors.map(anchor => anchor.rarity)),
      }
    }
  }
}

const rarest = (anchors: Anchor[]): Anchor =>
  anchors.reduce((best, anchor) => (anchor.rarity > best.rarity ? anchor : best))

/** A word that many queries ask for finds many of them. */
const rarityOf = (term: number, { rarities, uses }: Vocabulary): number =>
  (rarities[term] as number) - Math.log2(uses[term] as number) / 2
