import type { Context } from 'hono'
import { feedUrls, topicBase } from '../flows/feed-addresses.ts'
import { optionsQuery, placeText, readPlace } from '../flows/feed-options.ts'
import { publishTopic } from '../flows/publish.ts'
import { publicTopics } from '../flows/topics.ts'
import { STORIES, type Topic } from '../model/topic.ts'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { taggedPage } from './page-tag.ts'
import { ourPath } from './pages/href.ts'
import { riverPage } from './pages/river.ts'
import type { Live, TopicCard } from './pages/views.ts'
import { type RiverFilter, readRiverFilter, riverQuery } from './river-filter.ts'
import { topicFinder } from './subjects.ts'

const ON_A_PAGE = 20
const DAY_MS = 24 * 3_600_000

/** What answers `/`: reads by an index whatever the filter, so that it is the server that answers. */
export function riverHandler(deps: ServeDeps): (context: Context) => Promise<Response> {
  const { store, config, freshness } = deps
  const frame = frames(deps)
  const { shown } = topicFinder(config)
  const allUrls = feedUrls(topicBase(config.site, STORIES))

  return async context => {
    const { searchParams } = new URL(context.req.url)
    const filter = readRiverFilter(searchParams)
    const reached = shown(filter.topic ?? STORIES)
    if (reached.kind === 'moved') {
      const moved = riverQuery({ ...filter, topic: reached.to })
      return context.redirect(ourPath(config.site, `/?${moved}`), 308)
    }
    if (reached.kind === 'unknown') return context.notFound()
    const { topic } = reached
    const view = frame(context)
    return taggedPage(context, view, freshness.topic(topic.id), async () => {
      const stored = await store.topics.find(topic.id)
      if (!stored) return context.notFound()
      const before = readPlace(searchParams.get('before') ?? '')
      const options = {
        limit: ON_A_PAGE,
        ...(before && { before }),
        ...(filter.language !== null && { language: filter.language }),
        ...(filter.days !== null && { from: view.now - filter.days * DAY_MS }),
      }
      const { document, older, version } = await publishTopic(topic, stored, { store, config }, options)
      const urls = feedUrls(topicBase(config.site, topic.id), feedQuery(filter))
      return context.html(
        riverPage({
          ...view,
          document: { ...document, urls },
          allStoriesUrls: allUrls,
          topics: cards(),
          paging: { before: before ? placeText(before) : null, older: older && placeText(older) },
          filter,
          languages: await store.entries.languages(STORIES),
          live: before ? null : liveOf(topic, version.seq, filter),
        }),
      )
    })
  }

  function cards(): TopicCard[] {
    return publicTopics(config)
      .filter(({ id }) => id !== STORIES)
      .map(({ id, title }) => ({ id, title, urls: feedUrls(topicBase(config.site, id)) }))
  }

  function liveOf({ id }: Topic, since: number, { language }: RiverFilter): Live {
    const path = id === STORIES ? '/api/stories/events' : `/api/topics/${id}/events`
    return { url: ourPath(config.site, path), since, language }
  }
}

/** A feed has no end in time, and cannot ask for what is in no known language. */
function feedQuery({ language }: RiverFilter): string {
  return language ? optionsQuery({ language }) : ''
}
