import type { MatchArticle, MatchStory } from '../model/match.ts'
import { eachStem } from '../text/arabic.ts'
import { fold } from '../text/fold.ts'
import { wordSpans, words } from '../text/words.ts'
import type { TextField } from './query.ts'

/** An article made ready for matching: its words folded once, however many queries read them. */
export type Prepared = {
  article: MatchArticle
  /** The folded words of all fields, one after the other; '' ends a block, so that nothing matches across. */
  words: string[]
  /** Which part of `words` each {@link PARTS} takes: from bounds[i] to bounds[i + 1], excluded. */
  bounds: number[]
  /** The folded text of each part, block by block; made when a regular expression first asks for it. */
  folded: Map<Part, string[]>
  /** Folded blocks with the edges of their words marked, by the block; made for patterns with \b. */
  edged: Map<string, string>
  stems: Stems | null
  /** How often its words were, or will soon be, gone through while it has no stems. */
  scans: number
  /** The words of blocks as written, by where they begin in `words`; made when one of their words is first told. */
  written: Map<number, string[]>
}

/** For each stem the number of its first entry; for each entry the word's place, and the next entry of the stem or -1. */
export type Stems = { first: Map<string, number>; places: number[]; next: number[] }

/** The parts of an article that words are looked for in, in the order of `Prepared.words`. */
export const PARTS = ['title', 'summary', 'text', 'author', 'category'] as const
export type Part = (typeof PARTS)[number]

/** The parts of each field stand together: the first and the last one of PARTS. */
const RANGES: Record<TextField, [number, number]> = {
  body: [0, 2],
  title: [0, 0],
  text: [1, 2],
  author: [3, 3],
  category: [4, 4],
}

/** Folds an article's words. A block ends at a line break, and each category is a block. */
export function prepare(article: MatchArticle): Prepared {
  const all: string[] = []
  const bounds = [0]
  for (const part of PARTS) {
    for (const block of blocksOf(article, part)) {
      for (const word of words(block)) all.push(word)
      all.push('')
    }
    bounds.push(all.length)
  }
  return {
    article,
    words: all,
    bounds,
    folded: new Map(),
    edged: new Map(),
    stems: null,
    scans: 0,
    written: new Map(),
  }
}

/** The blocks of a part as written. */
export function blocksOf({ title, summary, text, author, categories }: MatchArticle, part: Part): string[] {
  switch (part) {
    case 'title':
      return [title]
    case 'summary':
      return summary ? summary.split(LINE_BREAK) : []
    case 'text':
      return text ? text.split(LINE_BREAK) : []
    case 'author':
      return author ? [author] : []
    case 'category':
      return categories ?? []
  }
}
const LINE_BREAK = /[\n\r\u2028\u2029]+/

export function foldedBlocksOf({ article, folded }: Prepared, part: Part): string[] {
  const blocks = folded.get(part) ?? blocksOf(article, part).map(fold)
  folded.set(part, blocks)
  return blocks
}

export const partsOf = (field: TextField): readonly Part[] =>
  PARTS.slice(RANGES[field][0], RANGES[field][1] + 1)

/** Where the words of a part begin. */
export const startOf = ({ bounds }: Prepared, part: Part): number => bounds[PARTS.indexOf(part)] as number

/** From where to where (excluded) a field's words stand. */
export function rangeOf({ bounds }: Prepared, field: TextField): [number, number] {
  const [first, last] = RANGES[field]
  return [bounds[first] as number, bounds[last + 1] as number]
}

/** So often going through all words costs no more than indexing them. */
const CHEAP_SCANS = 4

/** Where the words of each stem stand; null while so little was asked of the article that it does not pay. */
export function stemsOf(prepared: Prepared): Stems | null {
  if (prepared.stems === null && prepared.scans++ >= CHEAP_SCANS) prepared.stems = indexStems(prepared.words)
  return prepared.stems
}

function indexStems(words: string[]): Stems {
  const first = new Map<string, number>()
  const places: number[] = []
  const next: number[] = []
  let at = words.length
  const add = (stem: string) => {
    next.push(first.get(stem) ?? -1)
    first.set(stem, places.push(at) - 1)
  }
  // From the end, so that each list is in order.
  while (at-- > 0) eachStem(words[at] as string, add)
  return { first, places, next }
}

/** A story's keywords made ready: each is a block of the part `category`. */
export const prepareKeywords = ({ keywords }: MatchStory): Prepared =>
  prepare({ title: '', categories: keywords })

/** A word's place told as people see it: the part it is in, and the word as written there. */
export function writtenAt(prepared: Prepared, at: number): { part: Part; written: string } {
  const index = PARTS.findIndex((_, i) => at < (prepared.bounds[i + 1] as number))
  const part = PARTS[index] as Part
  let start = prepared.bounds[index] as number
  let block = 0
  for (let i = start; i < at; i++)
    if (prepared.words[i] === '') {
      start = i + 1
      block++
    }
  const written = prepared.written.get(start) ?? writtenWords(blocksOf(prepared.article, part)[block] ?? '')
  prepared.written.set(start, written)
  return { part, written: written[at - start] as string }
}

/** The words of a block as written, in step with the folded ones. */
const writtenWords = (block: string): string[] =>
  wordSpans(block).map(({ start, end }) => block.slice(start, end))
