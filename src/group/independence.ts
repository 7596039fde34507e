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
  const earlier: { text: string[]; runs: Set<string>; source: string }[] = []
  for (const article of [...articles].sort((a, b) => a.eventAt - b.eventAt || a.id - b.id)) {
    const text = words(`${article.title} ${longer(article.text ?? '', article.summary)}`)
    const agency = creditedAgency(article.author, longer(article.text ?? '', article.summary))
    const copied = agency ? undefined : earlier.find(other => isCopy(text, other.text, other.runs))
    const owner = ownerOf(article.outletId)
    const source = agency
      ? `agency:${agency}`
      : (copied?.source ?? (owner ? `owner:${owner}` : article.outletId))
    sources.set(article.id, source)
    earlier.push({ text, runs: runsOf(text), source })
  }
  return sources
}

function isCopy(text: string[], other: string[], otherRuns: Set<string>): boolean {
  if (Math.min(text.length, other.length) < FEWEST_WORDS) return text.join(' ') === other.join(' ')
  const [short, runs] = text.length <= other.length ? [text, otherRuns] : [other, runsOf(text)]
  return shareIn(short, runs) >= COPIED
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
