import { coverage } from '../group/headlines.ts'
import { independentCount } from '../group/independence.ts'
import { keywordsOf } from '../group/keywords.ts'
import { chooseLead, type LeadRule } from '../group/lead.ts'
import type { Snapshot, Why } from '../model/entry.ts'
import type { Headline, Story } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import { match, type Prepared, prepare } from '../query/match.ts'
import type { CurrentEntry, DueStory, FiledStory, StoryArticle } from '../store/store.ts'
import type { ReadyTopic } from './topics.ts'

export type JudgeRules = { topics: ReadyTopic[]; lead: LeadRule }

type Change = FiledStory['changes'][number]
type Verdict = { change?: Change; lookAgainAt?: Instant }

/** What every topic's judgement of one story reads. */
type Case = {
  story: Story
  articles: StoryArticle[]
  prepared: Map<number, Prepared>
  rule: LeadRule
  now: Instant
}

/**
 * Says what a story now comes to: its totals, which of its entries change and how, and when to look again.
 *
 * Judging twice at the same state changes nothing the second time: an entry whose snapshot is what it was is left alone.
 */
export function judgeStory(due: DueStory, { topics, lead }: JudgeRules, now: Instant): FiledStory {
  const articles = due.articles.filter(article => !article.isPrivate)
  const story = totalsOf(due, articles, lead, now)
  const prepared = new Map(articles.map(article => [article.id, prepare(article)]))
  const current = new Map(due.entries.map(entry => [entry.topicId, entry]))
  const verdicts = topics.map(({ topic, query }) => {
    const matches = matchesOf(
      topic,
      article => match(query, prepared.get(article.id) as Prepared, { now, story }),
      articles,
    )
    return judgeEntry(topic, matches, { story, articles, prepared, rule: lead, now }, current.get(topic.id))
  })
  const known = new Set(topics.map(({ topic }) => topic.id))
  const orphans = due.entries.filter(entry => !known.has(entry.topicId) && entry.leftAt === null)
  const changes = [
    ...verdicts.flatMap(({ change }) => change ?? []),
    ...orphans.map(entry => leave(entry, now)),
  ]
  const times = verdicts.flatMap(({ lookAgainAt }) => lookAgainAt ?? [])
  return { story, changes, dueAt: due.dueAt, fileAt: times.length > 0 ? Math.min(...times) : null }
}

function totalsOf(
  { story }: DueStory,
  articles: StoryArticle[],
  rule: LeadRule,
  now: Instant,
): FiledStory['story'] {
  if (articles.length === 0) return { ...story, articleCount: 0, outletCount: 0, independentCount: 0 }
  const leadId = chooseLead(articles, rule, story.leadId)
  const lead = articles.find(article => article.id === leadId) as StoryArticle
  const totals = {
    leadId,
    title: lead.title,
    language: lead.language,
    firstSeenAt: Math.min(...articles.map(article => article.knownAt)),
    articleCount: articles.length,
    outletCount: new Set(articles.map(article => article.outletId)).size,
    independentCount: independentCount(articles),
    keywords: keywordsOf(articles),
  }
  const isSame = JSON.stringify({ ...story, ...totals }) === JSON.stringify(story)
  return { ...story, ...totals, updatedAt: isSame ? story.updatedAt : now }
}

function matchesOf(
  topic: Topic,
  judge: (article: StoryArticle) => Why | null,
  articles: StoryArticle[],
): Map<number, Why> {
  const matches = new Map<number, Why>()
  for (const article of articles) {
    if (!isWanted(article, topic)) continue
    const why = judge(article)
    if (why) matches.set(article.id, why)
  }
  return matches
}

function isWanted({ outletId, language }: StoryArticle, topic: Topic): boolean {
  if (topic.outlets.length > 0 && !topic.outlets.includes(outletId)) return false
  const speaks = (wanted: string) =>
    language === wanted.toLowerCase() || language?.startsWith(`${wanted.toLowerCase()}-`)
  return topic.languages.length === 0 || topic.languages.some(speaks)
}

function judgeEntry(
  topic: Topic,
  matches: Map<number, Why>,
  about: Case,
  current: CurrentEntry | undefined,
): Verdict {
  const { now } = about
  const isIn = current !== undefined && current.leftAt === null
  if (matches.size === 0) return isIn ? { change: leave(current, now) } : {}
  if (isIn) return change(current, snapshotOf(matches, about, current), now)
  const enterAt = entersAt(topic, matches, about)
  if (enterAt === null) return {}
  if (enterAt > now) return { lookAgainAt: enterAt }
  return {
    change: enter(
      topic,
      snapshotOf(matches, about, { enteredAt: enterAt, updatedAt: enterAt }),
      about,
      current,
    ),
  }
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
  { articles }: Case,
): Instant | null {
  const inOrder = articles.toSorted((a, b) => a.knownAt - b.knownAt || a.id - b.id)
  const first = inOrder[0]?.knownAt ?? 0
  const matched = inOrder.find(article => matches.has(article.id))?.knownAt ?? 0
  const isEnough = (count: number) => independentCount(inOrder.slice(0, count)) >= minOutlets
  const needed = minOutlets <= 1 ? 1 : inOrder.findIndex((_, index) => isEnough(index + 1)) + 1
  if (needed === 0) return null
  return Math.max(matched, first + holdMs, inOrder[needed - 1]?.knownAt ?? 0)
}

/** The entry's lead is the best article that matches; its headlines are the whole story's. */
function snapshotOf(
  matches: Map<number, Why>,
  { story, articles, rule }: Case,
  { enteredAt, updatedAt, snapshot }: { enteredAt: Instant; updatedAt: Instant; snapshot?: Snapshot },
): Snapshot {
  const matching = articles.filter(article => matches.has(article.id))
  const leadId = chooseLead(matching, rule, snapshot?.lead.articleId ?? story.leadId)
  const lead = matching.find(article => article.id === leadId) as StoryArticle
  const { publicId: storyPublicId, articleCount, outletCount, keywords } = story
  return {
    storyPublicId,
    lead: { articleId: leadId, revision: lead.revision },
    enteredAt,
    updatedAt,
    headlines: headlinesOf(articles, lead, new Set(matches.keys())),
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
  const entry = {
    topicId: topic.id,
    storyId: story.id,
    publicId,
    enteredAt,
    updatedAt,
    changedAt: now,
    leftAt: null,
    why,
  }
  return { entry, kind: 'entered', snapshot }
}

function change(current: CurrentEntry, snapshot: Snapshot, now: Instant): Verdict {
  if (JSON.stringify(snapshot) === JSON.stringify(current.snapshot)) return {}
  const { seq, snapshot: before, ...entry } = current
  const isSameText =
    before.lead.articleId === snapshot.lead.articleId && before.lead.revision === snapshot.lead.revision
  return {
    change: {
      entry: { ...entry, changedAt: now, why: snapshot.why },
      kind: isSameText ? 'grown' : 'updated',
      snapshot,
    },
  }
}

function leave({ seq, snapshot, ...entry }: CurrentEntry, now: Instant): Change {
  return { entry: { ...entry, changedAt: now, leftAt: now }, kind: 'left', snapshot }
}
