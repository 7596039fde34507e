import type { Hit } from '../model/entry.ts'
import type { MatchStory } from '../model/match.ts'
import { editsBetween } from './fields.ts'
import { findWords } from './find-words.ts'
import { type Circumstances, type Single, timeOf } from './judge.ts'
import { type Prepared, prepareKeywords, rangeOf, writtenAt } from './prepared.ts'
import type { Term, TextField } from './query.ts'

type Near = Omit<Hit, 'clause'>

/** For a clause that fails: what was there that comes nearest to it; null where nothing is near. */
export function nearestForm(clause: Single, prepared: Prepared, { story }: Circumstances): Near | null {
  const { article } = prepared
  switch (clause.kind) {
    case 'words':
      return nearWords(clause.terms, clause.field, prepared)
    case 'keyword':
      return nearKeyword(clause.terms, story)
    case 'outlet':
      return only('outlet', article.outletId)
    case 'lang':
      return only('lang', article.language)
    case 'url':
      return only('url', article.url)
    case 'date':
    case 'age': {
      const at = timeOf(article)
      return only('seenAt', at === null ? null : new Date(at).toISOString())
    }
    case 'outlets':
      return only('outlets', story && String(story.independentCount))
    case 'all':
    case 'regex':
      return null
  }
}

const only = (field: string, word: string | null | undefined): Near | null =>
  word ? { field, words: [word] } : null

function nearKeyword(terms: Term[], story: MatchStory | undefined): Near | null {
  const near = story ? nearWords(terms, 'category', prepareKeywords(story)) : null
  return near && { ...near, field: 'keyword' }
}

/** The same words apart from one another, or in another field; else the word most like one that is missing. */
function nearWords(terms: Term[], field: TextField, prepared: Prepared): Near | null {
  const apart = terms.length > 1 ? findWords(prepared, field, terms, prepared.words.length) : null
  if (apart) return told(prepared, apart)
  for (const other of ['body', 'author', 'category'] as const) {
    const found = findWords(prepared, other, terms, null)
    if (found) return told(prepared, found)
  }
  const [from, until] = rangeOf(prepared, field)
  const likest = terms
    .filter(term => findWords(prepared, field, [term], null) === null)
    .map(term => likestWord(term, prepared.words, from, until))
    .filter(at => at !== null)
  return likest.length > 0 ? told(prepared, likest) : null
}

function told(prepared: Prepared, places: number[]): Near {
  const written = places.map(at => writtenAt(prepared, at))
  return { field: written[0]?.part ?? '', words: written.map(word => word.written) }
}

/** Longer ones are no words, and comparing them would take as long as their lengths multiplied. */
const LONGEST = 40

/** The word that fewest edits part from the term, at most half of its letters; what Arabic attaches in front is free. */
function likestWord({ core }: Term, words: string[], from: number, until: number): number | null {
  if (core.length > LONGEST) return null
  let best: number | null = null
  let fewest = Math.floor(core.length / 2) + 1
  const seen = new Set<string>()
  for (let at = from; at < until && fewest > 1; at++) {
    const word = words[at] as string
    if (word === '' || seen.has(word)) continue
    seen.add(word)
    for (const stem of stemsOf(word)) {
      if (Math.abs(stem.length - core.length) >= fewest) continue
      const edits = editsBetween(stem, core)
      if (edits < fewest) [best, fewest] = [at, edits]
    }
  }
  return best
}

const stemsOf = (word: string): string[] => {
  const stem = word.replace(/^[وف]?(?:[بك]?ال|لل|[بكلس])?(?=[ء-ي]{3})/, '')
  return stem === word ? [word] : [word, stem]
}
