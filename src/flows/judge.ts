import { independentCount } from '../group/independence.ts'
import { keywordsOf } from '../group/keywords.ts'
import { chooseLead, type LeadRule } from '../group/lead.ts'
import type { Why } from '../model/entry.ts'
import type { Headline, Story } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import { lastChangeAt, nextChangeAt } from '../query/age.ts'
import { match, matches, type Prepared, prepare } from '../query/match.ts'
import type { Query } from '../query/parse.ts'
import type { CurrentEntry, DueStory, FiledStory, StoryArticle } from '../store/store.ts'
import { type Case, type Change, judgeEntry, leave, mainEntry, type Verdict } from './judge-entry.ts'
import type { ReadyTopic, ReadyTopics } from './topics.ts'

/** What judging goes by: the topics, how a lead is chosen, and who owns which outlet. */
export type JudgeRules = {
  topics: ReadyTopics
  lead: LeadRule
  ownerOf(outletId: string): string | null
}

/**
 * Says which entries of a story change and how, and when to look again. The story comes with its totals (`totalsOf`).
 *
 * Judging twice at the same state changes nothing the second time: an entry whose snapshot is what it was is left alone.
 */
export function judgeStory(due: DueStory, related: Headline[], rules: JudgeRules, now: Instant): FiledStory {
  const { story } = due
  const prepared = new Map(due.articles.map(article => [article.id, prepare(article)]))
  const shown: Case = { story, articles: due.articles.filter(isShown), related, rules, now }
  const whole = due.articles.every(isShown) ? shown : wholeCase(due, shown)
  const verdicts = concerned(due, prepared, rules).flatMap((ready): Verdict[] => {
    const { topic, query, isAged, isGrowing } = ready
    const seen = topic.private ? whole : shown
    const about = isAged || isGrowing ? { ...seen, trueSince: trueSince(ready, seen, prepared) } : seen
    const catches = (article: StoryArticle) =>
      match(query, prepared.get(article.id) as Prepared, { now, story: about.story })
    const caught = matchesOf(topic, catches, about.articles)
    const given =
      topic.per === 'article' ? judgeEach(topic, caught, about, due) : [judgeWhole(topic, caught, about, due)]
    if (!isAged) return given
    const judged = about.articles.map(article => prepared.get(article.id) as Prepared)
    return given.map(verdict => lookAgain(verdict, query, judged, now))
  })
  const changes = [...verdicts.flatMap(({ change }) => change ?? []), ...leftovers(due, rules, now)]
  const times = verdicts.flatMap(({ lookAgainAt }) => lookAgainAt ?? [])
  return { story, changes, dueAt: due.dueAt, fileAt: times.length > 0 ? Math.min(...times) : null }
}

/** Private topics see a story with the articles of private outlets; in its totals, which everybody sees, they never count. */
const isShown = ({ isPrivate }: StoryArticle) => !isPrivate

function wholeCase({ story, articles }: DueStory, shown: Case): Case {
  return { ...shown, articles, story: { ...story, ...countUp(story, articles, shown.rules) } }
}

/** Since when the query of a topic holds for a story, where that hangs on how it grew or on how old it is. */
function trueSince({ topic, query }: ReadyTopic, about: Case, prepared: Map<number, Prepared>): Instant {
  const { story, rules, now } = about
  const inOrder = about.articles.toSorted((a, b) => a.knownAt - b.knownAt || a.id - b.id)
  for (const [last, { knownAt }] of inOrder.entries()) {
    const known = inOrder.slice(0, last + 1)
    const then = { ...story, independentCount: independentCount(known, rules.ownerOf) }
    const first = known.find(article => {
      const one = prepared.get(article.id) as Prepared
      return isWanted(article, topic) && matches(query, one, { now, story: then })
    })
    if (first) return Math.max(knownAt, lastChangeAt(query, prepared.get(first.id) as Prepared, now) ?? 0)
  }
  return 0
}

function judgeWhole(topic: Topic, matches: Map<number, Why>, about: Case, { entries }: DueStory): Verdict {
  return judgeEntry(topic, matches, about, mainEntry(entries, topic.id))
}

/** In a topic of single articles each one that matches is an entry of its own. */
function judgeEach(topic: Topic, matches: Map<number, Why>, about: Case, { entries }: DueStory): Verdict[] {
  return about.articles.map(alone => {
    const why = matches.get(alone.id)
    const own = why ? new Map([[alone.id, why]]) : new Map<number, Why>()
    return judgeEntry(topic, own, { ...about, alone }, mainEntry(entries, topic.id, alone.id))
  })
}

/** The topics that may have a verdict: those that an article may match, and those that the story is or was in. */
function concerned(
  { articles, entries }: DueStory,
  prepared: Map<number, Prepared>,
  { topics }: JudgeRules,
): ReadyTopic[] {
  const ids = new Set(entries.map(({ topicId }) => topicId))
  for (const { id, isPrivate } of articles)
    for (const topicId of topics.candidates(prepared.get(id) as Prepared))
      if (!isPrivate || topics.byId.get(topicId)?.topic.private) ids.add(topicId)
  return [...ids].flatMap(id => topics.byId.get(id) ?? []).sort((a, b) => a.place - b.place)
}

/** A query that goes by age is looked at again when the next article crosses its limit. */
function lookAgain(verdict: Verdict, query: Query, articles: Prepared[], now: Instant): Verdict {
  const turns = articles.flatMap(article => nextChangeAt(query, article, now) ?? [])
  if (turns.length === 0) return verdict
  return { ...verdict, lookAgainAt: Math.min(...turns, verdict.lookAgainAt ?? Number.POSITIVE_INFINITY) }
}

/** What a story comes to by the articles that it now has, but for those of private outlets. */
export function totalsOf({ story, articles }: DueStory, rules: JudgeRules, now: Instant): Story {
  const shown = articles.filter(isShown)
  if (shown.length === 0)
    return { ...story, leadId: null, articleCount: 0, outletCount: 0, independentCount: 0 }
  const totals = countUp(story, shown, rules)
  const isSame = JSON.stringify({ ...story, ...totals }) === JSON.stringify(story)
  return { ...story, ...totals, updatedAt: isSame ? story.updatedAt : now }
}

function countUp(story: Story, articles: StoryArticle[], { lead, ownerOf }: JudgeRules) {
  const leadId = chooseLead(articles, lead, story.leadId)
  const { title, language } = articles.find(article => article.id === leadId) as StoryArticle
  return {
    leadId,
    title,
    language,
    firstSeenAt: Math.min(...articles.map(article => article.knownAt)),
    articleCount: articles.length,
    outletCount: new Set(articles.map(article => article.outletId)).size,
    independentCount: independentCount(articles, ownerOf),
    keywords: keywordsOf(articles),
  }
}

/** Which articles a topic's query lets in, alone, and why. */
function matchesOf(
  topic: Topic,
  catches: (article: StoryArticle) => Why | null,
  articles: StoryArticle[],
): Map<number, Why> {
  const matches = new Map<number, Why>()
  for (const article of articles) {
    const why = isWanted(article, topic) ? catches(article) : null
    if (why) matches.set(article.id, why)
  }
  return matches
}

/** Whether a topic takes articles of that outlet and language. */
export function isWanted(
  { outletId, language }: Pick<StoryArticle, 'outletId' | 'language'>,
  topic: Pick<Topic, 'outlets' | 'languages'>,
): boolean {
  if (topic.outlets.length > 0 && !topic.outlets.includes(outletId)) return false
  const speaks = (wanted: string) =>
    language === wanted.toLowerCase() || language?.startsWith(`${wanted.toLowerCase()}-`)
  return topic.languages.length === 0 || topic.languages.some(speaks)
}

/** Entries that no verdict is about: of topics that are no more, of articles that went elsewhere, and what a merge left. */
function leftovers(due: DueStory, { topics }: JudgeRules, now: Instant): Change[] {
  const { articles, entries } = due
  const here = new Map(articles.map(article => [article.id, article]))
  const isJudged = (entry: CurrentEntry) => {
    const topic = topics.byId.get(entry.topicId)?.topic
    if (!topic) return false
    if (topic.per === 'story') return mainEntry(entries, topic.id) === entry
    const { articleId } = entry.snapshot.lead
    const article = here.get(articleId)
    const isSeen = article !== undefined && (topic.private || isShown(article))
    return isSeen && mainEntry(entries, topic.id, articleId) === entry
  }
  return entries.filter(entry => entry.leftAt === null && !isJudged(entry)).map(entry => leave(entry, now))
}
