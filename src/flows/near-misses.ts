import type { Hit } from '../model/entry.ts'
import { type ClauseVerdict, clausesOf, explain } from '../query/explain.ts'
import { editsBetween } from '../query/fields.ts'
import { holds, type Single } from '../query/judge.ts'
import { marksOf } from '../query/marks.ts'
import { prepare } from '../query/match.ts'
import type { Node } from '../query/query.ts'
import type { StoryArticle, StoryPage } from '../store/store.ts'
import { words } from '../text/words.ts'
import type { Archive } from './archive.ts'
import { allBits, and, type Bits, hasBit, noBits, or, placesOf, without } from './bits.ts'
import { type MarkedArticle, markArticle } from './marked-text.ts'
import { publishStory } from './publish.ts'
import type { QueryDeps } from './query-jobs.ts'
import { type ShownArticle, showArticle } from './shown-article.ts'
import type { Trial } from './trial.ts'

/** Articles that one clause alone kept out of what a query catches: how many there are, and the newest. */
export type NearMisses = { articles: number; samples: NearMiss[] }

export type NearMiss = ShownArticle & {
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
  const { articles } = archive
  const something = evidenceOf(trial.tried.query.root, false, trial.said, noBits(articles.length))
  const reasons = reasonsOf(trial, articles.length)
  const near = [...placesOf(and([...reasons.values()].reduce(or), something))].filter(
    place => !trial.stories.has(storyAt(articles, place)),
  )
  const samples: NearMiss[] = []
  for (const place of chosen(reasons, near, archive)) {
    deps.check()
    const found = articles[place] as Archive['articles'][number]
    const [facts] = await deps.store.search.stories([found.storyId])
    const page = facts && (await deps.store.stories.find(facts.publicId))
    const article = page?.articles.find(({ id }) => id === found.id)
    const isReason = (clause: Single) => hasBit(reasons.get(clause) as Bits, place)
    const sample = page && article && nearMiss(trial, page, article, isReason, deps)
    if (sample) samples.push(sample)
  }
  return { articles: near.length, samples }
}

/** Which articles each clause alone kept out. */
type Reasons = ReadonlyMap<Single, Bits>

/**
 * Of several branches each could have let an article in; told are those of which something is there: of `a b OR c` an
 * article with a lacks b.
 */
function reasonsOf({ tried, said, decides, matches, within }: Trial, count: number): Reasons {
  const reasons = new Map<Single, Bits>()
  const none = noBits(count)
  const all = allBits(count)
  const out = without(within, matches)
  const walk = (node: Node, negated: boolean, told: Bits): void => {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const there = node.parts.map(part => evidenceOf(part, negated, said, none))
        const nowhere = without(all, there.reduce(or))
        const isEither = (node.kind === 'or') !== negated
        node.parts.forEach((part, i) => {
          walk(part, negated, isEither ? and(told, or(there[i] as Bits, nowhere)) : told)
        })
        break
      }
      case 'not':
        walk(node.part, !negated, told)
        break
      case 'topic':
        walk(node.root, negated, told)
        break
      default:
        reasons.set(node, and(and(decides.get(node) as Bits, told), out))
    }
  }
  walk(tried.query.root, false, all)
  return reasons
}

/** Where something is that is looked for. */
function evidenceOf(node: Node, negated: boolean, said: Trial['said'], none: Bits): Bits {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.map(part => evidenceOf(part, negated, said, none)).reduce(or)
    case 'not':
      return evidenceOf(node.part, !negated, said, none)
    case 'topic':
      return evidenceOf(node.root, negated, said, none)
    case 'words':
    case 'regex':
    case 'keyword':
      return negated ? none : (said.get(node) as Bits)
    default:
      return none
  }
}

const storyAt = (articles: Archive['articles'], place: number): number => articles[place]?.storyId ?? 0

/** The newest, not all of them for the same reason. */
function chosen(reasons: Reasons, near: number[], { articles }: Archive): number[] {
  const places: number[] = []
  const stories = new Set<number>()
  const alike = new Map<string, number>()
  for (const place of near.slice(0, MOST_LOOKED_AT)) {
    if (places.length === MOST) break
    const story = storyAt(articles, place)
    const reason = [...reasons.values()].map(bits => Number(hasBit(bits, place))).join('')
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
  isReason: (clause: Single) => boolean,
  { config, now }: QueryDeps,
): NearMiss | null {
  const prepared = prepare(article)
  const circumstances = { now, story: page.story }
  const { matches, clauses } = explain(tried.query, prepared, circumstances)
  const alone = { ...page, articles: [{ ...article, isPrivate: false }] }
  const published = publishStory(alone, config.site)
  if (matches || !published) return null
  const all = clausesOf(tried.query.root, false).map(({ clause }) => clause)
  const there = all.filter(clause => holds(clause, prepared, circumstances))
  return {
    ...showArticle(published),
    keptOutBy: clauses.filter((_, i) => isReason(all[i] as Single)).map(keptOutBy),
    marked: markArticle(article, marksOf(there, prepared)),
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
