import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import { canonicalUrl } from '../normalise/url.ts'
import { type ClauseVerdict, explain } from '../query/explain.ts'
import { prepare } from '../query/match.ts'
import type { ArticleText, FoundArticle, StoryPage } from '../store/store.ts'
import { isWanted } from './judge.ts'
import { mostWithin } from './most-within.ts'
import type { QueryDeps } from './query-jobs.ts'
import { type Asker, readTopic, type UnknownTopic } from './read-query.ts'

/** `article` is its number with us, or its address. */
export type ExplainAsk = { topic: string; article: string; asker: Asker }

export type Explained = {
  kind: 'explained'
  topic: { id: string; title: string; query: string }
  /** `outlet` is its outlet's title. */
  article: Pick<ArticleText, 'id' | 'title' | 'url' | 'outletId' | 'language'> & { outlet: string }
  /** Its story is an entry of the topic now. */
  isEntry: boolean
  /** It lets its story in: the query holds, and so does what else the topic asks. */
  letsIn: boolean
  /** What each clause of the query says: where it was found, or the nearest that was there. */
  clauses: ClauseVerdict[]
  rules: RuleVerdict[]
}

/** What a topic asks beside its query. */
export type RuleVerdict = {
  rule: 'languages' | 'outlets' | 'minOutlets' | 'within' | 'hold' | 'maxAge'
  holds: boolean
  wanted: string
  given: string
}

export type UnknownArticle = { kind: 'unknown-article'; article: string }

/** Says why an article is in a topic, or why not. */
export async function explainArticle(
  { topic: id, article: named, asker }: ExplainAsk,
  { store, config, now }: QueryDeps,
): Promise<Explained | UnknownTopic | UnknownArticle> {
  const read = readTopic(id, asker, config)
  if (read.kind === 'unknown-topic') return read
  const found = await store.search.article(
    /^\d{1,15}$/.test(named) ? Number(named) : (canonicalUrl(named) ?? named),
  )
  if (!found || isHidden(found, read.topic)) return { kind: 'unknown-article', article: named }
  const page = found.storyPublicId === null ? undefined : await store.stories.find(found.storyPublicId)
  const { article } = found
  const circumstances = page ? { now, story: page.story } : { now }
  const { matches, clauses } = explain(read.query, prepare(article), circumstances)
  const rules = [
    ...rulesOf(read.topic, article, page),
    ...(page ? rulesOfTime(read.topic, article, page, config, now) : []),
  ]
  const { title, url, outletId, language } = article
  return {
    kind: 'explained',
    topic: { id, title: read.topic.title, query: read.query.text },
    article: { id: article.id, title, url, outletId, outlet: outletTitle(article, page), language },
    isEntry: page?.topics.some(topic => topic.id === id) ?? false,
    letsIn: matches && rules.every(({ holds }) => holds),
    clauses,
    rules,
  }
}

const outletTitle = ({ id, outletId }: ArticleText, page: StoryPage | undefined): string =>
  page?.articles.find(article => article.id === id)?.outlet.title ?? outletId

const isHidden = ({ isPrivate }: FoundArticle, topic: Topic) => isPrivate && !topic.private

function rulesOf(topic: Topic, article: ArticleText, page: StoryPage | undefined): RuleVerdict[] {
  const { languages, outlets, minOutlets } = topic
  const independent = page?.story.independentCount ?? 0
  const rules: RuleVerdict[] = [
    {
      rule: 'languages',
      holds: isWanted(article, { languages, outlets: [] }),
      wanted: languages.join(', '),
      given: article.language ?? '',
    },
    {
      rule: 'outlets',
      holds: isWanted(article, { languages: [], outlets }),
      wanted: outlets.join(', '),
      given: article.outletId,
    },
    {
      rule: 'minOutlets',
      holds: independent >= minOutlets,
      wanted: `${minOutlets}`,
      given: `${independent}`,
    },
  ]
  return rules.filter(({ rule, wanted }) => (rule === 'minOutlets' ? minOutlets > 1 : wanted !== ''))
}

/** The rules that go by time; waiting is told only while it lasts. */
function rulesOfTime(
  { id: topicId, minOutlets, withinMs, holdMs, maxAgeMs }: Topic,
  { id }: ArticleText,
  { articles, topics }: StoryPage,
  { outlets }: Config,
  now: Instant,
): RuleVerdict[] {
  const newestFirst = articles.toSorted((a, b) => b.knownAt - a.knownAt)
  const firstAt = newestFirst.at(-1)?.knownAt ?? now
  const ownAt = articles.find(article => article.id === id)?.knownAt ?? firstAt
  const waitedMs = now - firstAt
  const rules: RuleVerdict[] = []
  if (minOutlets > 1 && withinMs !== null) {
    const owners = new Map(outlets.map(({ id, owner }) => [id, owner ?? id]))
    const together = mostWithin(newestFirst, withinMs, id => owners.get(id) ?? id)
    const wanted = `${minOutlets} in ${durationText(withinMs)}`
    rules.push({ rule: 'within', holds: together >= minOutlets, wanted, given: `${together}` })
  }
  if (waitedMs < holdMs)
    rules.push({ rule: 'hold', holds: false, wanted: durationText(holdMs), given: durationText(waitedMs) })
  if (maxAgeMs !== null) {
    const isIn = topics.some(topic => topic.id === topicId)
    const holds = isIn || now < Math.max(ownAt, firstAt + holdMs) + maxAgeMs
    rules.push({ rule: 'maxAge', holds, wanted: durationText(maxAgeMs), given: durationText(now - ownAt) })
  }
  return rules
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const

/** As the configuration writes durations, in the largest unit that it fills. */
function durationText(ms: number): string {
  const [unit, size] = UNITS.find(([, size]) => ms >= size) ?? ['s', 1_000]
  return `${Math.floor(ms / size)}${unit}`
}
