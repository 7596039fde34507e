import type { Hit } from '../model/entry.ts'
import type { Instant } from '../model/time.ts'
import { type ClauseVerdict, clausesOf, explain } from '../query/explain.ts'
import { editsBetween } from '../query/fields.ts'
import { holds, type Single } from '../query/judge.ts'
import { marksOf } from '../query/marks.ts'
import { prepare } from '../query/match.ts'
import type { StoryArticle, StoryPage } from '../store/store.ts'
import { words } from '../text/words.ts'
import type { Archive } from './archive.ts'
import { and, type Bits, hasBit, noBits, or, placesOf, without } from './bits.ts'
import { type MarkedArticle, markArticle } from './marked-text.ts'
import { publishStory } from './publish.ts'
import type { QueryDeps } from './query-jobs.ts'
import type { Trial } from './trial.ts'

/** Articles that one clause alone kept out of what a query catches: how many there are, and the newest. */
export type NearMisses = { articles: number; samples: NearMiss[] }

export type NearMiss = {
  title: string
  url: string | null
  pageUrl: string
  outletId: string
  outlet: string
  language: string | null
  direction: StoryArticle['direction']
  publishedAt: Instant
  /** Each of them would let it in, were it not there (excluding) or did it hold. */
  keptOutBy: KeptOutBy[]
  marked: MarkedArticle
}

/** A clause, and what there was instead of what it asks; for one that excludes, what it excludes. */
export type KeptOutBy = { clause: string; negated: boolean; there: Omit<Hit, 'clause'> | null }

const MOST = 8
/** Of those that the same clauses kept out. */
const MOST_ALIKE = 3
/** One clause may keep out nearly everything: so many are looked through for others. */
const MOST_LOOKED_AT = 20_000

/** The newest near misses of a query on an archive. An article of a story that is let in by another is none. */
export async function nearMissesOf(trial: Trial, archive: Archive, deps: QueryDeps): Promise<NearMisses> {
  const near = nearPlaces(trial, archive)
  const samples: NearMiss[] = []
  for (const place of chosen(trial, near, archive)) {
    deps.check()
    const found = archive.articles[place] as Archive['articles'][number]
    const [facts] = await deps.store.search.stories([found.storyId])
    const page = facts && (await deps.store.stories.find(facts.publicId))
    const article = page?.articles.find(({ id }) => id === found.id)
    const sample = page && article && nearMiss(trial, page, article, deps)
    if (sample) samples.push(sample)
  }
  return { articles: near.length, samples }
}

/** Where one clause decides, and something of what is looked for is there. */
function nearPlaces(
  { tried, said, matches, within, decides, stories }: Trial,
  { articles }: Archive,
): number[] {
  const none = noBits(articles.length)
  const looksFor = clausesOf(tried.query.root, false).filter(
    ({ clause, negated }) => !negated && isText(clause),
  )
  const something = looksFor.map(({ clause }) => said.get(clause) as Bits).reduce(or, none)
  const decided = [...decides.values()].reduce(or, none)
  const near = and(and(without(decided, matches), within), something)
  return [...placesOf(near)].filter(place => !stories.has(storyAt(articles, place)))
}

const storyAt = (articles: Archive['articles'], place: number): number => articles[place]?.storyId ?? 0

const isText = ({ kind }: Single) => kind === 'words' || kind === 'regex' || kind === 'keyword'

/** The newest, not all of them for the same reason. */
function chosen({ decides }: Trial, near: number[], { articles }: Archive): number[] {
  const places: number[] = []
  const stories = new Set<number>()
  const alike = new Map<string, number>()
  for (const place of near.slice(0, MOST_LOOKED_AT)) {
    if (places.length === MOST) break
    const story = storyAt(articles, place)
    const reason = [...decides.values()].map(bits => Number(hasBit(bits, place))).join('')
    const already = alike.get(reason) ?? 0
    if (stories.has(story) || already === MOST_ALIKE) continue
    alike.set(reason, already + 1)
    stories.add(story)
    places.push(place)
  }
  return places
}

function nearMiss(
  { tried }: Trial,
  page: StoryPage,
  article: StoryArticle,
  { config, now }: QueryDeps,
): NearMiss | null {
  const prepared = prepare(article)
  const circumstances = { now, story: page.story }
  const { matches, clauses } = explain(tried.query, prepared, circumstances)
  const alone = { ...page, articles: [{ ...article, isPrivate: false }] }
  const published = publishStory(alone, config.site)
  if (matches || !published) return null
  const there = clausesOf(tried.query.root, false).filter(({ clause }) =>
    holds(clause, prepared, circumstances),
  )
  const { title, url, pageUrl, source, language, direction, publishedAt } = published
  return {
    title,
    url,
    pageUrl,
    outletId: source.id,
    outlet: source.title,
    language,
    direction,
    publishedAt,
    keptOutBy: clauses.filter(({ decides }) => decides).map(keptOutBy),
    marked: markArticle(
      article,
      marksOf(
        there.map(({ clause }) => clause),
        prepared,
      ),
    ),
  }
}

const keptOutBy = ({ clause, negated, hit, nearest }: ClauseVerdict): KeptOutBy => ({
  clause,
  negated,
  there: negated ? hit && { field: hit.field, words: hit.words } : isLike(clause, nearest) ? nearest : null,
})

/** Whether it may well be the word that was meant: no more than a third of its letters differ. */
function isLike(clause: string, near: KeptOutBy['there']): boolean {
  const asked = words(clause.replace(/^\p{L}+:/u, '')).join(' ')
  const there = words(near?.words.join(' ') ?? '').join(' ')
  return there !== '' && there.length < LONGEST && editsBetween(asked, there) <= asked.length / 3
}

/** Of longer phrases nobody wants to know what is like them. */
const LONGEST = 100
