import { type Aspect, likest, type Way, weightOf } from '../group/related.ts'
import type { Story } from '../model/story.ts'
import { toFts } from '../query/fts.ts'
import { matches, prepare } from '../query/match.ts'
import { parseQuery, type Query, QueryError } from '../query/parse.ts'
import type { Store } from '../store/store.ts'
import { fold } from '../text/fold.ts'
import { words } from '../text/words.ts'

/** How many stories a story is linked with at most. */
const MOST = 10
/** How many articles with one keyword are looked at, the newest ones. */
const LOOK_AT = 200
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
export async function withRelated(story: Story, categories: readonly string[], store: Store): Promise<Story> {
  const relatedFor = story.keywords.join('\n')
  if (story.relatedFor === relatedFor) return story
  return { ...story, related: await relate(story, categories, store), relatedFor }
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
  { search }: Store,
): Promise<number[]> {
  const archive = await search.size()
  const given = new Set(categories.map(fold))
  const hasGiven = story.keywords.some(keyword => given.has(fold(keyword)))
  const aspects: Aspect[] = []
  for (const [place, keyword] of story.keywords.entries()) {
    const isGiven = given.has(fold(keyword))
    const ways = await waysOf(keyword, isGiven, archive, search)
    const share = standsIn(story.title, keyword) ? 1 : ASIDE
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
  search: Store['search'],
): Promise<Way[]> {
  const isName = /\S\s+\S/.test(keyword)
  const quoted = `"${keyword.replaceAll('"', ' ')}"`
  const whole = await wayOf(quoted, { standsAlone: isGiven || isName, share: 1 }, archive, search)
  if (!whole) return []
  if (!isGiven) return [whole]
  if (!isName) {
    const forms = await wayOf(`~${keyword}`, { standsAlone: false, share: IN_PART }, archive, search)
    return forms ? [whole, forms] : [whole]
  }
  const parts: Way[] = []
  for (const part of partsOf(keyword)) {
    const way = await wayOf(`"${part}"`, { standsAlone: false, share: 1 }, archive, search)
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
  search: Store['search'],
): Promise<Way | undefined> {
  const anywhere = expressionFor(query)
  const titles = expressionFor(`title:${query}`)
  if (!anywhere || !titles) return undefined
  const inArticle = await search.find(anywhere, Number.MAX_SAFE_INTEGER, LOOK_AT)
  const weight = share * weightOf(countOf(inArticle, archive), archive)
  const inTitle = weight > 0 ? await search.find(titles, Number.MAX_SAFE_INTEGER, LOOK_AT) : []
  return { weight, standsAlone, inTitle: new Set(inTitle), inArticle: new Set([...inTitle, ...inArticle]) }
}

/** As the query language finds it: folded, and in Arabic with what is written attached to it. */
function expressionFor(query: string): string | null {
  const read = readQuery(query)
  return read && toFts(read)
}

function readQuery(query: string): Query | null {
  try {
    return parseQuery(query)
  } catch (error) {
    // a keyword that is all punctuation says nothing
    if (error instanceof QueryError) return null
    throw error
  }
}

function standsIn(title: string, keyword: string): boolean {
  const query = readQuery(`"${keyword.replaceAll('"', ' ')}"`)
  return query !== null && matches(query, prepare({ title }))
}

/** How many articles have a word: counted, or judged by how far back the newest ones reach. */
function countOf(newestFirst: number[], archive: number): number {
  if (newestFirst.length < LOOK_AT) return newestFirst.length
  const reach = archive - (newestFirst.at(-1) ?? 0)
  return Math.round((newestFirst.length * archive) / Math.max(reach, newestFirst.length))
}
