import type { Context } from 'hono'
import type { z } from 'zod'
import { feedUrls, topicBase } from '../../flows/feed-addresses.ts'
import { publishChanges } from '../../flows/publish-changes.ts'
import { readTopic } from '../../flows/read-query.ts'
import { publicTopics } from '../../flows/topics.ts'
import type { Topic } from '../../model/topic.ts'
import type { ServeDeps } from '../deps.ts'
import { isGone, topicFinder } from '../subjects.ts'
import { changeAsJson } from './change-json.ts'
import { entriesParameters, readParameters } from './parameters.ts'
import { problem } from './problem.ts'
import type { ReadyAnswers } from './ready-answers.ts'
import type { topicSchema } from './schemas.ts'

/** Finds a topic by the id in an address, or answers where it is now, or that there is none. */
export function apiTopics(deps: ServeDeps) {
  const { shown } = topicFinder(deps.config)
  return async (context: Context, id: string): Promise<Topic | Response> => {
    const reached = shown(id)
    switch (reached.kind) {
      case 'topic':
        return reached.topic
      case 'moved': {
        const { pathname, search } = new URL(context.req.url)
        return context.redirect(`${pathname.replace(`/topics/${id}`, `/topics/${reached.to}`)}${search}`, 308)
      }
      case 'unknown':
        return (await isGone(deps, `/topics/${id}`))
          ? problem(context, 410, 'gone', `the topic "${id}" was removed`)
          : problem(context, 404, 'unknown-topic', `there is no topic "${id}"`)
    }
  }
}

/** What answers `/api/topics`, `/api/topics/ID` and its entries. */
export function topicApi(deps: ServeDeps, ready: ReadyAnswers) {
  const { config, freshness } = deps
  const find = apiTopics(deps)
  const hidden = new Set(config.outlets.filter(outlet => outlet.private).map(({ id }) => id))

  return {
    list(context: Context): Response {
      context.header('cache-control', 'no-cache')
      return context.json({ topics: publicTopics(config).map(topicAsJson) })
    },

    async one(context: Context, id: string): Promise<Response> {
      const topic = await find(context, id)
      if (topic instanceof Response) return topic
      context.header('cache-control', 'no-cache')
      return context.json(topicAsJson(topic))
    },

    /** Every change after one of them. A poll that finds nothing new touches memory only. */
    async entries(context: Context, id: string): Promise<Response> {
      const topic = await find(context, id)
      if (topic instanceof Response) return topic
      const read = readParameters(context, entriesParameters)
      if ('refused' in read) return read.refused
      const { since, limit, content } = read.asked
      if (since >= freshness.topic(topic.id))
        return context.json({ changes: [], next: since, more: false }, 200, { 'cache-control': 'no-cache' })
      return ready(context, topic.id, 'no-cache', async () => {
        const found = await publishChanges(topic, since, limit + 1, deps)
        const changes = found.slice(0, limit)
        return {
          changes: changes.map(change => changeAsJson(change, content, config.site)),
          next: changes.at(-1)?.seq ?? since,
          more: found.length > limit,
        }
      })
    },
  }

  function topicAsJson(topic: Topic): z.infer<typeof topicSchema> {
    const { id, title, description, languages, outlets, minOutlets, per } = topic
    const base = topicBase(config.site, id)
    const api = `${config.site.url}/api/topics/${id}`
    const read = readTopic(id, 'anybody', config)
    return {
      id,
      title,
      description,
      // a query that names what is private is nobody's business
      query: read.kind === 'topic' ? topic.query : null,
      languages,
      outlets: outlets.filter(outlet => !hidden.has(outlet)),
      min_outlets: minOutlets,
      per,
      version: freshness.topic(id),
      url: base,
      feeds: feedUrls(base),
      entries_url: `${api}/entries`,
      events_url: `${api}/events`,
    }
  }
}
