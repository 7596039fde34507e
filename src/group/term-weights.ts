import type { Terms } from './features.ts'
import type { Frequencies } from './frequencies.ts'
import type { Vector } from './member.ts'
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

  vectorOf(terms: Terms, language: string | null): Vector {
    const logArticles = logOf(this.frequencies.articlesIn(language))
    const weights = new Float32Array(terms.length)
    let squares = 0
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number
      const weight = placeWeight(term) * this.rarity(term >>> 2, logArticles)
      weights[i] = weight
      squares += weight * weight
    }
    const norm = Math.sqrt(squares) || 1
    for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) / norm
    return { terms, weights, norm }
  }

  /** How much a term tells, wherever it stands: how rare it is in its language, or what was learnt. */
  private rarity(bucket: number, logArticles: number): number {
    if (this.telling) return (this.telling.weights[bucket] as number) || this.telling.ofNew
    return Math.max(0, logArticles - logOf(this.frequencies.of(bucket)))
  }
}

export function placeWeight(term: number): number {
  return WEIGHT_OF_PLACE[term & 3] as number
}
