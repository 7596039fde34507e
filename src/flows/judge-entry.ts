import { coverage } from '../group/headlines.ts'
import { independentCount } from '../group/independence.ts'
import { chooseLead } from '../group/lead.ts'
import type { Snapshot, Why } from '../model/entry.ts'
import type { Headline, Story } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import type { CurrentEntry, FiledStory, StoryArticle } from '../store/store.ts'
import type { JudgeRules } from './judge.ts'
import { namedId } from './public-id.ts'

/** A story as every topic judges it. */
export type Case = {
  story: Story
  articles: StoryArticle[]
  related: Headline[]
  /** The one article that the entry is about, where each is an entry of its own. */
  alone?: StoryArticle
  /** Since when the topic's query holds, where that is not since its articles could be had. */
  trueSince?: Instant
  rules: JudgeRules
  now: Instant
}

export type Change = FiledStory['changes'][number]
export type Verdict = { change?: Change; lookAgainAt?: Instant }

/**
 * The entry that stands for a story (or one article of it) in a topic; undefined before it entered.
 *
 * After a merge there may be several: the one that readers have had longest stays, under its id.
 */
export function mainEntry(
  entries: CurrentEntry[],
  topicId: string,
  articleId?: number,
): CurrentEntry | undefined {
  const rank = (entry: CurrentEntry) => (entry.leftAt === null ? 0 : 1)
  return entries
    .filter(
      entry => entry.topicId === topicId && [undefined, entry.snapshot.lead.articleId].includes(articleId),
    )
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
  const enterAt = isIn ? current.enteredAt : entersAt(topic, matches, about)
  const leaveAt = (enterAt ?? 0) + (topic.maxAgeMs ?? Number.POSITIVE_INFINITY)
  if (matches.size === 0 || leaveAt <= now) return isIn ? { change: leave(current, now) } : {}
  if (isIn) return until(leaveAt, update(topic, current, snapshotOf(matches, about, current), now))
  if (enterAt === null) return {}
  if (enterAt > now) return { lookAgainAt: enterAt }
  const snapshot = snapshotOf(matches, about, { enteredAt: enterAt, updatedAt: enterAt })
  return until(leaveAt, { change: enter(topic, snapshot, about, current) })
}

/** A verdict that holds until then. */
function until(leaveAt: Instant, verdict: Verdict): Verdict {
  return Number.isFinite(leaveAt) ? { ...verdict, lookAgainAt: leaveAt } : verdict
}

/**
 * When a story enters a topic: once one of its articles matches, its hold is over, and enough independent outlets report it.
 *
 * All three are read from when its articles could first be had, so that what is filed late (a changed topic, an outlet's
 * first visit) enters at the time at which it would have entered. Null while outlets are missing, or nothing matches.
 */
function entersAt(
  topic: Topic,
  matches: Map<number, Why>,
  { articles, trueSince = 0, rules }: Case,
): Instant | null {
  const inOrder = articles.toSorted((a, b) => a.knownAt - b.knownAt || a.id - b.id)
  const first = inOrder[0]
  const matched = inOrder.find(article => matches.has(article.id))
  const enoughAt = enoughOutletsAt(topic, inOrder, rules)
  if (!first || !matched || enoughAt === null) return null
  return Math.max(matched.knownAt, first.knownAt + topic.holdMs, enoughAt, trueSince)
}

/** When so many independent outlets had reported it, all within the time that the topic gives them; null if never. */
function enoughOutletsAt(
  { minOutlets, withinMs }: Topic,
  inOrder: StoryArticle[],
  { ownerOf }: JudgeRules,
): Instant | null {
  if (minOutlets <= 1) return inOrder[0]?.knownAt ?? null
  // sources are told apart word by word: only where there are articles enough for so many
  const isEnough = (articles: StoryArticle[]) =>
    articles.length >= minOutlets && independentCount(articles, ownerOf) >= minOutlets
  for (const [last, { knownAt }] of inOrder.entries()) {
    const since = knownAt - (withinMs ?? Number.POSITIVE_INFINITY)
    if (isEnough(inOrder.slice(0, last + 1).filter(article => article.knownAt >= since))) return knownAt
  }
  return null
}

/** The entry's lead is the best article that matches; its headlines are the whole story's. */
function snapshotOf(
  matches: Map<number, Why>,
  { story, articles, related, alone, rules }: Case,
  { enteredAt, updatedAt, snapshot }: { enteredAt: Instant; updatedAt: Instant; snapshot?: Snapshot },
): Snapshot {
  const matching = articles.filter(article => matches.has(article.id))
  const leadId = chooseLead(matching, rules.lead, snapshot?.lead.articleId ?? story.leadId)
  const lead = matching.find(article => article.id === leadId) as StoryArticle
  const { publicId: storyPublicId, articleCount, outletCount, independentCount, keywords } = story
  const headlines = [...headlinesOf(articles, lead, new Set(matches.keys())), ...related]
  return {
    storyPublicId,
    lead: { articleId: leadId, revision: lead.revision, changedAt: lead.updatedAt },
    enteredAt,
    updatedAt,
    ...(alone ? ONE : { headlines, articleCount, outletCount, independentCount }),
    keywords,
    why: matches.get(leadId) ?? [],
  }
}

const ONE = { headlines: [], articleCount: 1, outletCount: 1, independentCount: 1 }

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
  { story, alone, now }: Case,
  earlier: CurrentEntry | undefined,
): Change {
  const { enteredAt, updatedAt, why } = snapshot
  const minted = alone ? namedId(story.publicId, String(alone.id)) : story.publicId
  const publicId = earlier?.publicId ?? minted
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
