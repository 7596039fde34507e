import type { Instant } from '../model/time.ts'
import { words } from '../text/words.ts'
import { creditedAgency } from './agencies.ts'

/** What independence reads of an article. */
export type IndependenceArticle = {
  id: number
  outletId: string
  author: string | null
  title: string
  summary: string
  text?: string
  eventAt: Instant
}

/** From this share of its words on, an article is a copy. */
const COPIED = 0.8
/** Fewer words than these are alike by chance. */
const FEWEST_WORDS = 12

/**
 * Counts the sources of a story that are independent: each agency once however many outlets carry it, each owner once, and a
 * text that is 80 % that of an earlier article not at all.
 */
export function independentCount(
  articles: readonly IndependenceArticle[],
  ownerOf: (outletId: string) => string | null | undefined = () => null,
): number {
  return new Set(sourcesOf(articles, ownerOf).values()).size
}

/** Says of each article (by id) whose report it is: an agency's (`agency:afp`), an owner's or an outlet's. */
export function sourcesOf(
  articles: readonly IndependenceArticle[],
  ownerOf: (outletId: string) => string | null | undefined = () => null,
): Map<number, string> {
  const sources = new Map<number, string>()
  const earlier = new Originals()
  for (const article of [...articles].sort((a, b) => a.eventAt - b.eventAt || a.id - b.id)) {
    const body = longer(article.text ?? '', article.summary)
    const wording = { body: words(body), whole: words(`${article.title} ${body}`) }
    const agency = creditedAgency(article.author, body)
    const original = earlier.of(wording)
    const owner = ownerOf(article.outletId)
    const source = agency
      ? `agency:${agency}`
      : original === undefined
        ? owner
          ? `owner:${owner}`
          : article.outletId
        : (sources.get(original) as string)
    sources.set(article.id, source)
    // who printed it without saying whose it is was an agency's client, too
    if (agency && original !== undefined) sources.set(original, source)
    if (original === undefined) earlier.add(article.id, wording)
  }
  return sources
}

/** A text with its title and without: outlets put their own titles over what they copy. */
type Wording = { body: string[]; whole: string[] }

/** Texts that are copies of none before them, found by the runs of three words that they have. */
class Originals {
  readonly #wordings = new Map<number, Wording>()
  readonly #withRun = new Map<string, number[]>()

  add(id: number, wording: Wording): void {
    this.#wordings.set(id, wording)
    for (const run of runsOf(wording.whole)) {
      const ids = this.#withRun.get(run)
      if (ids) ids.push(id)
      else this.#withRun.set(run, [id])
    }
  }

  /** The earliest text that this is a copy of. */
  of(wording: Wording): number | undefined {
    const alike = new Set([...runsOf(wording.whole)].flatMap(run => this.#withRun.get(run) ?? []))
    if (wording.whole.length < FEWEST_WORDS) for (const id of this.#wordings.keys()) alike.add(id)
    return [...this.#wordings.keys()].find(
      id => alike.has(id) && isCopy(wording, this.#wordings.get(id) as Wording),
    )
  }
}

function isCopy(one: Wording, other: Wording): boolean {
  const hasBodies = Math.min(one.body.length, other.body.length) >= FEWEST_WORDS
  const [a, b] = hasBodies ? [one.body, other.body] : [one.whole, other.whole]
  if (Math.min(a.length, b.length) < FEWEST_WORDS) return a.join(' ') === b.join(' ')
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return shareIn(short, runsOf(long)) >= COPIED
}

/** The share of words that stand in a run of three which the other text has too. */
function shareIn(text: string[], runs: Set<string>): number {
  const same = new Uint8Array(text.length)
  for (let i = 0; i + 3 <= text.length; i++) if (runs.has(runAt(text, i))) same.fill(1, i, i + 3)
  return same.reduce((sum, one) => sum + one, 0) / text.length
}

function runsOf(text: string[]): Set<string> {
  return new Set(text.slice(2).map((_, i) => runAt(text, i)))
}

function runAt(text: string[], at: number): string {
  return `${text[at]} ${text[at + 1]} ${text[at + 2]}`
}

function longer(a: string, b: string): string {
  return a.length > b.length ? a : b
}
