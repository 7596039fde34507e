import type { Context } from 'hono'
import { feedUrls, storyPageUrl, topicBase } from '../flows/feed-addresses.ts'
import { publishStory } from '../flows/publish.ts'
import { publishCoverage, publishGrowth, publishTextChanges } from '../flows/publish-coverage.ts'
import { publicTopics } from '../flows/topics.ts'
import type { FeedEntry } from '../model/feed-document.ts'
import { STORIES } from '../model/topic.ts'
import type { StoryPage } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { taggedPage } from './page-tag.ts'
import { errorPage } from './pages/error.ts'
import { ourHref } from './pages/href.ts'
import { localeOf } from './pages/locale.ts'
import { splitPage } from './pages/split.ts'
import { storyPage } from './pages/story.ts'
import { readAtMost } from './read-at-most.ts'
import { isAdmin, isOurOrigin } from './who.ts'

const CHANGES_SHOWN = 50
const MAX_FORM_BYTES = 20_000
/** A form tells where it comes from only where the page before let it. */
const TELLS_ORIGIN = { 'referrer-policy': 'same-origin' }

/** What answers `/stories/ID`, and "not the same story" that is said there. */
export function storyHandlers(deps: ServeDeps) {
  const { store, config, adminToken, freshness, collector } = deps
  const { site } = config
  const frame = frames(deps)
  const listed = new Set(publicTopics(config).map(({ id }) => id))
  const allStories = { title: site.title, urls: feedUrls(topicBase(site, STORIES)) }

  const find = async (id: string): Promise<{ page: StoryPage; entry: FeedEntry; isHere: boolean } | null> => {
    const publicId = publicIdOf(id)
    const page = await store.stories.find(publicId)
    const entry = page && publishStory(page, site)
    return entry ? { page, entry, isHere: page.story.publicId === publicId } : null
  }

  return {
    async page(context: Context, id: string): Promise<Response> {
      const may = isAdmin(context, adminToken)
      const make = () => made(context, id, may)
      // what the admin changed is to be seen at once
      return may ? make() : taggedPage(context, frame(context), freshness.topic(STORIES), make)
    },

    /** Without `confirm`, asks once more. */
    async split(context: Context, id: string): Promise<Response> {
      const view = frame(context)
      if (!isAdmin(context, adminToken) || !isOurOrigin(context)) {
        const message = localeOf(view.site).strings.reading.story.split.forbidden
        return context.html(errorPage({ ...view, problem: { kind: 'bad-request', message } }), 403)
      }
      const bytes = await readAtMost(context.req.raw, MAX_FORM_BYTES)
      const found = await find(id)
      if (!found) return context.notFound()
      const form = new URLSearchParams(Buffer.from(bytes ?? '').toString())
      const marked = form.getAll('article')
      const done =
        form.get('confirm') === 'yes' && marked.length > 0
          ? await collector('split', { story: found.page.story.publicId, articles: marked })
          : null
      if (done?.kind === 'split') {
        const other = done.publicId.replace('urn:uuid:', '')
        return context.redirect(`${ourHref(site, found.entry.pageUrl)}?split=${other}`, 303)
      }
      const page = splitPage({
        ...view,
        // the language is chosen on a page that can be asked for again
        path: ourHref(site, found.entry.pageUrl),
        entry: found.entry,
        coverage: publishCoverage(found.page, config),
        marked: new Set(marked.map(Number)),
        splitPath: splitPathOf(found.page),
        isNothingLeft: form.has('confirm'),
      })
      return context.html(page, form.has('confirm') ? 409 : 200, TELLS_ORIGIN)
    },
  }

  async function made(context: Context, id: string, may: boolean): Promise<Response> {
    const found = await find(id)
    if (!found) return context.notFound()
    const { page, entry, isHere } = found
    // a merged story's address leads to the one that took it in
    if (!isHere) return context.redirect(entry.pageUrl, 301)
    const view = storyPage({
      ...frame(context),
      entry,
      allStories,
      coverage: publishCoverage(page, config),
      changes: publishTextChanges(page, await store.stories.earlierTitles(page.story.id, CHANGES_SHOWN)),
      growth: publishGrowth(page, await store.stories.steps(page.story.publicId, CHANGES_SHOWN)),
      topics: page.topics.filter(topic => topic.id !== STORIES && listed.has(topic.id)),
      splitPath: may ? splitPathOf(page) : null,
      other: await takenOut(context.req.query('split'), page),
    })
    return context.html(view, 200, may ? TELLS_ORIGIN : {})
  }

  /** The story that was just taken out of this one; null where the address names none. */
  async function takenOut(id: string | undefined, from: StoryPage) {
    const found = id === undefined ? null : await find(id)
    if (!found?.isHere || found.page.story.id === from.story.id) return null
    return { title: found.entry.title, pageUrl: found.entry.pageUrl }
  }

  function splitPathOf({ story }: StoryPage): string {
    return `${ourHref(site, storyPageUrl(site, story.publicId))}/split`
  }
}

function publicIdOf(id: string): string {
  return `urn:uuid:${id.toLowerCase()}`
}
