import { type Aspect, likest, weightOf } from '../group/related.ts'
import type { Story } from '../model/story.ts'
import { toFts } from '../query/fts.ts'
import { parseQuery, QueryError } from '../query/parse.ts'
import type { Store } from '../store/store.ts'

/** How many stories a story is linked with at most. */
const MOST = 10
/** How many articles with one keyword are looked at, the newest ones. */
const LOOK_AT = 200
const FIRST = 5
const LATER = 0.5

/** The story with its related ones: looked up when what it is about has changed, and left as they are else. */
export async function withRelated(story: Story, store: Store): Promise<Story> {
  const relatedFor = story.keywords.join('\n')
  if (story.relatedFor === relatedFor) return story
  return { ...story, related: await relate(story, store), relatedFor }
}

/**
 * Other stories, of any time, on the same subject, the likest first: told by keywords and names in common.
 *
 * Gives ids of stories; never the story itself.
 */
export async function relate(story: Pick<Story, 'id' | 'keywords'>, { search }: Store): Promise<number[]> {
  const archive = await search.size()
  const aspects: Aspect[] = []
  for (const [place, keyword] of story.keywords.entries()) {
    const aspect = await aspectOf(keyword, archive, search)
    if (!aspect || aspect.weight === 0) continue
    // keywords stand in the order of what they say: words of the text come last, and count in titles alone
    aspects.push(
      place < FIRST ? aspect : { ...aspect, inArticle: aspect.inTitle, weight: aspect.weight * LATER },
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

async function aspectOf(
  keyword: string,
  archive: number,
  search: Store['search'],
): Promise<Aspect | undefined> {
  const anywhere = expressionFor(keyword, '')
  const titles = expressionFor(keyword, 'title:')
  if (!anywhere || !titles) return undefined
  const inArticle = await search.find(anywhere, Number.MAX_SAFE_INTEGER, LOOK_AT)
  const inTitle = await search.find(titles, Number.MAX_SAFE_INTEGER, LOOK_AT)
  return {
    weight: weightOf(countOf(inArticle, archive), archive),
    isName: /\S\s+\S/.test(keyword),
    inTitle: new Set(inTitle),
    inArticle: new Set(inArticle),
  }
}

/** As the query language finds it: folded, and in Arabic with what is written attached to it. */
function expressionFor(keyword: string, field: string): string | null {
  try {
    return toFts(parseQuery(`${field}"${keyword.replaceAll('"', ' ')}"`))
  } catch (error) {
    // a keyword that is all punctuation says nothing
    if (error instanceof QueryError) return null
    throw error
  }
}

/** How many articles have a word: counted, or judged by how far back the newest ones reach. */
function countOf(newestFirst: number[], archive: number): number {
  if (newestFirst.length < LOOK_AT) return newestFirst.length
  const reach = archive - (newestFirst.at(-1) ?? 0)
  return Math.round((newestFirst.length * archive) / Math.max(reach, newestFirst.length))
}
