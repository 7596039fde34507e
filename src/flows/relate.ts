import { type Aspect, likest, type Way, weightOf } from '../group/related.ts'
import type { Story } from '../model/story.ts'
import { matches, type Prepared, prepare } from '../query/match.ts'
import type { Store } from '../store/store.ts'
import { fold } from '../text/fold.ts'
import { words } from '../text/words.ts'
import type { KeywordLookups } from './keyword-lookups.ts'

/** How many stories a story is linked with at most. */
const MOST = 10
/** Where outlets named nothing, so many of the words that were found in the text are taken for what it is about. */
const FIRST = 5
const LATER = 0.5
/** What a keyword is worth that the story's own title does not have. */
const ASIDE = 0.9
/** What a part that stands for its name is worth of all of it; what any other part is worth, or another form of a word. */
const FOR_SHORT = 0.9
const IN_PART = 0.7
/** A part stands for its name where so great a share of what has the part has the name, or where it is so rare. */
const OWN_SHARE = 1 / 3
const RARE = 3

/** The story with its related ones: looked up when what it is about has changed, and left as they are else. */
export async function withRelated(
  story: Story,
  categories: readonly string[],
  store: Store,
  lookups: KeywordLookups,
): Promise<Story> {
  const relatedFor = story.keywords.join('\n')
  if (story.relatedFor === relatedFor) return story
  return { ...story, related: await relate(story, categories, store, lookups), relatedFor }
}

/**
 * Other stories, of any time, on the same subject, the likest first: told by keywords and names in common. Those that
 * outlets gave as categories count more than what was found in the text.
 *
 * Gives ids of stories; never the story itself.
 */
export async function relate(
  story: Pick<Story, 'id' | 'title' | 'keywords'>,
  categories: readonly string[],
  { search }: Pick<Store, 'search'>,
  lookups: KeywordLookups,
): Promise<number[]> {
  const title = prepare({ title: story.title })
  const archive = await search.size()
  const given = new Set(categories.map(fold))
  const hasGiven = story.keywords.some(keyword => given.has(fold(keyword)))
  const aspects: Aspect[] = []
  for (const [place, keyword] of story.keywords.entries()) {
    const isGiven = given.has(fold(keyword))
    const ways = await waysOf(keyword, isGiven, archive, lookups)
    const share = standsIn(title, keyword, lookups) ? 1 : ASIDE
    // words of the text come last, and count in titles alone
    const isLater = hasGiven ? !isGiven : place >= FIRST
    aspects.push(
      ways.map(way => ({
        ...way,
        weight: way.weight * (isLater ? LATER : share),
        inArticle: isLater ? way.inTitle : way.inArticle,
      })),
    )
  }
  const alike = likest(aspects).slice(0, MOST * 10)
  const facts = await search.factsOf(alike.map(({ articleId }) => articleId))
  const storyOf = new Map(facts.map(({ id, storyId }) => [id, storyId]))
  const stories = alike
    .map(({ articleId }) => storyOf.get(articleId))
    .filter(id => id !== undefined && id !== story.id)
  return [...new Set(stories as number[])].slice(0, MOST)
}

/** How articles may tell of a keyword: a category by its rarest word and its other forms, too. */
async function waysOf(
  keyword: string,
  isGiven: boolean,
  archive: number,
  lookups: KeywordLookups,
): Promise<Way[]> {
  const isName = /\S\s+\S/.test(keyword)
  const whole = await wayOf(quoted(keyword), { standsAlone: isGiven || isName, share: 1 }, archive, lookups)
  if (!whole) return []
  if (!isGiven) return [whole]
  if (!isName) {
    const forms = await wayOf(`~${keyword}`, { standsAlone: false, share: IN_PART }, archive, lookups)
    return forms ? [whole, forms] : [whole]
  }
  const parts: Way[] = []
  for (const part of partsOf(keyword)) {
    const way = await wayOf(`"${part}"`, { standsAlone: false, share: 1 }, archive, lookups)
    if (!way) continue
    const named = [...way.inArticle].filter(id => whole.inArticle.has(id)).length
    const isOwn = named >= way.inArticle.size * OWN_SHARE || way.inArticle.size <= RARE
    parts.push({ ...way, standsAlone: isOwn, weight: way.weight * (isOwn ? FOR_SHORT : IN_PART) })
  }
  return [whole, ...parts]
}

/** What people call a name for short: its last word, or it without its first or its last: «صلاح», «الدوري الإنجليزي». */
function partsOf(name: string): string[] {
  const all = words(name)
  const parts = all.length > 2 ? [all.slice(1), all.slice(0, -1), all.slice(-1)] : [all.slice(1)]
  return parts.map(part => part.join(' '))
}

type Telling = { standsAlone: boolean; share: number }

async function wayOf(
  query: string,
  { standsAlone, share }: Telling,
  archive: number,
  lookups: KeywordLookups,
): Promise<Way | undefined> {
  const found = await lookups.find(query, archive, isTelling)
  if (!found) return undefined
  const { count, inTitle, inArticle } = found
  return { weight: share * weightOf(count, found.archive), standsAlone, inTitle, inArticle }
}

const isTelling = (count: number, archive: number): boolean => weightOf(count, archive) > 0

const quoted = (keyword: string): string => `"${keyword.replaceAll('"', ' ')}"`

function standsIn(title: Prepared, keyword: string, lookups: KeywordLookups): boolean {
  const read = lookups.read(quoted(keyword))
  return read !== undefined && matches(read.query, title)
}
