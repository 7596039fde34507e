import type { Terms } from './features.ts'
import type { Frequencies } from './frequencies.ts'
import type { Telling } from './telling.ts'

/** A word of the title counts for somewhat more than two of the text: measured best on a labelled day, between 1.2 and 1.4 to 0.6. */
const TITLE = 1.3
const BODY = 0.6
/** A title's runs of four letters each count for little, together for about as much as its words. */
const LETTERS = 0.4
const WEIGHT_OF_PLACE = [BODY, TITLE, LETTERS]

const LOGARITHMS = Float64Array.from({ length: 1 << 16 }, (_, n) => Math.log(n + 1))
function logOf(n: number): number {
  return n < LOGARITHMS.length ? (LOGARITHMS[n] as number) : Math.log(n + 1)
}

/** How much each term tells of what an article is about. */
export class TermWeights {
  private readonly frequencies: Frequencies
  /** Where it was learnt from stories, how much each term tells of them; else terms weigh by how rare they are. */
  telling: Telling | undefined

  constructor(frequencies: Frequencies) {
    this.frequencies = frequencies
  }

  /** The weight of a term by how rare it is in its language. `logArticles` comes from {@link logArticles}. */
  rarity(bucket: number, logArticles: number): number {
    if (this.telling) return (this.telling.weights[bucket] as number) || this.telling.ofNew
    return Math.max(0, logArticles - logOf(this.frequencies.of(bucket)))
  }

  logArticles(language: string | null): number {
    return logOf(this.frequencies.articlesIn(language))
  }

  /** The length of an article's vector. */
  norm(terms: Terms, logArticles: number): number {
    let squares = 0
    for (let i = 0; i < terms.length; i++) squares += this.weight(terms[i] as number, logArticles) ** 2
    return Math.sqrt(squares) || 1
  }

  /** The weight of a term where it stands: {@link placeWeight} times its rarity. */
  weight(term: number, logArticles: number): number {
    return placeWeight(term) * this.rarity(term >>> 2, logArticles)
  }
}

export function placeWeight(term: number): number {
  return WEIGHT_OF_PLACE[term & 3] as number
}
