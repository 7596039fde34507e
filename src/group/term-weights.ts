import type { Terms } from './features.ts'
import type { Frequencies } from './frequencies.ts'

/** A word of the title counts for somewhat more than two of the text: measured best on a labelled day, between 1.2 and 1.4 to 0.6. */
const TITLE = 1.3
const BODY = 0.6
const WEIGHT_OF_PLACE = [BODY, TITLE]

const LOGARITHMS = Float64Array.from({ length: 1 << 16 }, (_, n) => Math.log(n + 1))
function logOf(n: number): number {
  return n < LOGARITHMS.length ? (LOGARITHMS[n] as number) : Math.log(n + 1)
}

/** How much each term tells of what an article is about. */
export class TermWeights {
  private readonly frequencies: Frequencies
  /** Where stories were compared: how much each term tells of them; 0 where it was not seen then. */
  private telling: Float32Array | undefined
  private tellingOfNew = 0

  constructor(frequencies: Frequencies) {
    this.frequencies = frequencies
  }

  /** From now on terms weigh what `telling` says; those that it has 0 for, `ofNew`. */
  learn(telling: Float32Array, ofNew: number): void {
    this.telling = telling
    this.tellingOfNew = ofNew
  }

  /** The weight of a term by how rare it is in its language. `logArticles` comes from {@link logArticles}. */
  rarity(bucket: number, logArticles: number): number {
    if (this.telling) return (this.telling[bucket] as number) || this.tellingOfNew
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
    return placeWeight(term) * this.rarity(term >>> 1, logArticles)
  }
}

export function placeWeight(term: number): number {
  return WEIGHT_OF_PLACE[term & 1] as number
}
