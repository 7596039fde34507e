import { creditedAgency } from '../group/agencies.ts'
import { sourcesOf } from '../group/independence.ts'
import type { Config } from '../model/config.ts'
import type { Headline } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import type { EarlierTitle, StoryArticle, StoryPage, StoryStep } from '../store/store.ts'
import { wordSpans } from '../text/words.ts'

/** One article of a story: whose report it is, and why it is there. */
export type CoverageItem = Headline & {
  articleId: number
  isLead: boolean
  /** Where its text comes from; null where it is the outlet's own. */
  source: { kind: 'agency'; agency: string } | { kind: 'copy'; outletTitle: string } | null
  /** Why it was joined to the story; null for the one that began it, and `words` empty where people or a second look put it there. */
  joined: { score: number; words: string[] } | null
}

/** An outlet gave an article another title, or another text under the same. */
export type TextChange = {
  at: Instant
  outletTitle: string
  language: string | null
  direction: 'rtl' | 'ltr'
  /** Both the same where only the text changed. */
  before: string
  after: string
}

/** So much of a text tells whether it is a copy; more articles than that are not compared. */
const TEXT_COMPARED = 700
const MOST_COMPARED = 12

/** All articles of a story that everybody may see, in the order in which they came out. */
export function publishCoverage(
  { story, articles }: StoryPage,
  { outlets }: Pick<Config, 'outlets'>,
): CoverageItem[] {
  const owners = new Map(outlets.map(({ id, owner }) => [id, owner]))
  const shown = articles.filter(article => !article.isPrivate)
  const inOrder = shown.toSorted((a, b) => a.eventAt - b.eventAt || a.id - b.id)
  const sources = sourcesOf(inOrder.slice(0, MOST_COMPARED).map(asCompared), id => owners.get(id) ?? null)
  const firstOf = new Map<string, StoryArticle>()
  for (const article of inOrder) {
    const source = sources.get(article.id)
    if (source !== undefined && !firstOf.has(source)) firstOf.set(source, article)
  }
  const began = shown.find(({ joined }) => joined.score === 1 && joined.words.length === 0)?.id
  return inOrder.map(article => {
    const { id, outletId, title, url, language, direction, eventAt, outlet, joined } = article
    return {
      kind: 'coverage',
      articleId: id,
      isLead: id === story.leadId,
      title,
      url,
      outletId,
      outletTitle: outlet.title,
      language,
      direction,
      at: eventAt,
      source: sourceOf(article, sources.get(id), firstOf, owners.get(outletId) ?? null),
      joined: id === began ? null : { score: joined.score, words: asWritten(article) },
    }
  })
}

function asCompared(article: StoryArticle): StoryArticle {
  return { ...article, text: article.text.slice(0, TEXT_COMPARED) }
}

function sourceOf(
  { id, outletId, author, text, summary }: StoryArticle,
  source: string | undefined,
  firstOf: Map<string, StoryArticle>,
  owner: string | null,
): CoverageItem['source'] {
  const agency = creditedAgency(author, text.length > summary.length ? text : summary)
  if (agency) return { kind: 'agency', agency }
  const own = owner ? `owner:${owner}` : outletId
  const first = source === undefined || source === own ? undefined : firstOf.get(source)
  return first && first.id !== id ? { kind: 'copy', outletTitle: first.outlet.title } : null
}

const WORDS_SHOWN = 8
const TEXT_LOOKED = 3_000

/** The shared words as this article writes them; folded where it does so further down than is looked. */
function asWritten({ title, summary, text, joined }: StoryArticle): string[] {
  const shared = joined.words.slice(0, WORDS_SHOWN)
  const missing = new Set(shared)
  const written = new Map<string, string>()
  for (const part of [title, summary, text.slice(0, TEXT_LOOKED)]) {
    if (missing.size === 0) break
    for (const { word, start, end } of wordSpans(part))
      if (missing.delete(word)) written.set(word, part.slice(start, end))
  }
  return shared.map(word => written.get(word) ?? word)
}

/** What outlets changed of a story's articles after they had published them, oldest first. */
export function publishTextChanges({ articles }: StoryPage, earlier: EarlierTitle[]): TextChange[] {
  const shown = new Map(articles.filter(({ isPrivate }) => !isPrivate).map(article => [article.id, article]))
  return earlier.flatMap(({ articleId, revision, title, replacedAt }) => {
    const article = shown.get(articleId)
    if (!article) return []
    const next = earlier.find(other => other.articleId === articleId && other.revision === revision + 1)
    const { outlet, language, direction } = article
    const after = next?.title ?? article.title
    return [{ at: replacedAt, outletTitle: outlet.title, language, direction, before: title, after }]
  })
}

/** A story grew, or another of its articles became its lead; the first tells what it came out with. */
export type StoryGrowth = {
  at: Instant
  outletCount: number
  independentCount: number
  /** The new lead; null where it is the one of before, or may not be shown. */
  lead: { title: string; language: string | null; direction: 'rtl' | 'ltr' } | null
}

/** How a story came to what it is, oldest first: only the steps at which its counts or its lead changed. */
export function publishGrowth({ articles }: StoryPage, steps: StoryStep[]): StoryGrowth[] {
  const shown = new Map(articles.filter(({ isPrivate }) => !isPrivate).map(article => [article.id, article]))
  return steps.flatMap(({ at, leadId, outletCount, independentCount }, i) => {
    const before = steps[i - 1]
    const isSameLead = before === undefined || before.leadId === leadId
    const isSame =
      before?.outletCount === outletCount && before.independentCount === independentCount && isSameLead
    if (isSame) return []
    const lead = isSameLead ? undefined : shown.get(leadId)
    const told = lead ? { title: lead.title, language: lead.language, direction: lead.direction } : null
    return [{ at, outletCount, independentCount, lead: told }]
  })
}
