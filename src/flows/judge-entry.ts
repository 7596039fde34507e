import { coverage } from '../group/headlines.ts'
import { independentCount } from '../group/independence.ts'
import { chooseLead } from '../group/lead.ts'
import type { Snapshot, Why } from '../model/entry.ts'
import type { Headline, Story } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import type { CurrentEntry, FiledStory, StoryArticle } from '../store/store.ts'
import type { JudgeRules } from './judge.ts'

/** A story as every topic judges it. */
export type Case = {
  story: Story
  articles: StoryArticle[]
  related: Headline[]
  rules: JudgeRules
  now: Instant
}

export type Change = FiledStory['changes'][number]
export type Verdict = { change?: Change; lookAgainAt?: Instant }

/**
 * The entry that stands for a story in a topic; undefined before it entered.
 *
 * After a merge there may be several: the one that readers have had longest stays, under its id.
 */
export function mainEntry(entries: CurrentEntry[], topicId: string): CurrentEntry | undefined {
  const rank = (entry: CurrentEntry) => (entry.leftAt === null ? 0 : 1)
  return entries
    .filter(entry => entry.topicId === topicId)
    .sort((a, b) => rank(a) - rank(b) || a.enteredAt - b.enteredAt || (a.publicId < b.publicId ? -1 : 1))[0]
}

/** Whether a story enters a topic, stays in it changed or as it was, or leaves. `matches` says why of each article. */
export function judgeEntry(
  topic: Topic,
  matches: Map<number, Why>,
  about: Case,
  current: CurrentEntry | undefined,
): Verdict {
  const { now } = about
  const isIn = current !== undefined && current.leftAt === null
  if (matches.size === 0) return isIn ? { change: leave(current, now) } : {}
  if (isIn) return update(topic, current, snapshotOf(matches, about, current), now)
  const enterAt = entersAt(topic, matches, about)
  if (enterAt === null) return {}
  if (enterAt > now) return { lookAgainAt: enterAt }
  const snapshot = snapshotOf(matches, about, { enteredAt: enterAt, updatedAt: enterAt })
  return { change: enter(topic, snapshot, about, current) }
}

/**
 * When a story enters a topic: once one of its articles matches, its hold is over, and enough independent outlets report it.
 *
 * All three are read from when its articles could first be had, so that what is filed late (a changed topic, an outlet's
 * first visit) enters at the time at which it would have entered. Null while outlets are missing.
 */
function entersAt(
  { holdMs, minOutlets }: Topic,
  matches: Map<number, Why>,
  { articles, rules }: Case,
): Instant | null {
  const inOrder = articles.toSorted((a, b) => a.knownAt - b.knownAt || a.id - b.id)
  const first = inOrder[0]?.knownAt ?? 0
  const matched = inOrder.find(article => matches.has(article.id))?.knownAt ?? 0
  const isEnough = (count: number) => independentCount(inOrder.slice(0, count), rules.ownerOf) >= minOutlets
  const needed = minOutlets <= 1 ? 1 : inOrder.findIndex((_, index) => isEnough(index + 1)) + 1
  if (needed === 0) return null
  return Math.max(matched, first + holdMs, inOrder[needed - 1]?.knownAt ?? 0)
}

/** The entry's lead is the best article that matches; its headlines are the whole story's. */
function snapshotOf(
  matches: Map<number, Why>,
  { story, articles, related, rules }: Case,
  { enteredAt, updatedAt, snapshot }: { enteredAt: Instant; updatedAt: Instant; snapshot?: Snapshot },
): Snapshot {
  const matching = articles.filter(article => matches.has(article.id))
  const leadId = chooseLead(matching, rules.lead, snapshot?.lead.articleId ?? story.leadId)
  const lead = matching.find(article => article.id === leadId) as StoryArticle
  const { publicId: storyPublicId, articleCount, outletCount, keywords } = story
  return {
    storyPublicId,
    lead: { articleId: leadId, revision: lead.revision },
    enteredAt,
    updatedAt,
    headlines: [...headlinesOf(articles, lead, new Set(matches.keys())), ...related],
    articleCount,
    outletCount,
    independentCount: story.independentCount,
    keywords,
    why: matches.get(leadId) ?? [],
  }
}

/** The linked headlines of a story under that lead, those of `matching` first. */
export function headlinesOf(
  articles: StoryArticle[],
  lead: StoryArticle,
  matching?: Set<number>,
): Headline[] {
  const titled = articles.map(article => ({ ...article, outletTitle: article.outlet.title }))
  return coverage(titled, lead.id, matching)
}

function enter(
  topic: Topic,
  snapshot: Snapshot,
  { story, now }: Case,
  earlier: CurrentEntry | undefined,
): Change {
  const { enteredAt, updatedAt, why } = snapshot
  const publicId = earlier?.publicId ?? story.publicId
  const times = { enteredAt, updatedAt, changedAt: now, leftAt: null }
  return {
    entry: { topicId: topic.id, storyId: story.id, publicId, ...times, why },
    kind: 'entered',
    snapshot,
  }
}

/** What an entry comes to when its story changed, by what its topic wants shown and told. */
function update(topic: Topic, current: CurrentEntry, fresh: Snapshot, now: Instant): Verdict {
  const { seq, snapshot: before, ...entry } = current
  const shown = topic.headlines === 'frozen' ? frozen(fresh, before) : fresh
  if (JSON.stringify(shown) === JSON.stringify(before)) return {}
  const isSameText =
    before.lead.articleId === shown.lead.articleId && before.lead.revision === shown.lead.revision
  const updatedAt = isAlert(topic, shown, before, isSameText) ? now : entry.updatedAt
  const snapshot = { ...shown, updatedAt }
  const kind = isSameText ? 'grown' : 'updated'
  return { change: { entry: { ...entry, updatedAt, changedAt: now, why: shown.why }, kind, snapshot } }
}

/** Headlines, counts and keywords as they were when the entry came in. */
function frozen(
  fresh: Snapshot,
  { headlines, articleCount, outletCount, independentCount, keywords }: Snapshot,
): Snapshot {
  return { ...fresh, headlines, articleCount, outletCount, independentCount, keywords }
}

/** Whether readers are told again: never, when another outlet reports it, or when its text changes too. */
function isAlert({ updates }: Topic, after: Snapshot, before: Snapshot, isSameText: boolean): boolean {
  switch (updates) {
    case 'silent':
      return false
    case 'coverage':
      return after.outletCount > before.outletCount
    case 'all':
      return after.outletCount > before.outletCount || !isSameText
  }
}

export function leave({ seq, snapshot, ...entry }: CurrentEntry, now: Instant): Change {
  return { entry: { ...entry, changedAt: now, leftAt: now }, kind: 'left', snapshot }
}
