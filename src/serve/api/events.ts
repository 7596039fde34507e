import type { Context } from 'hono'
import { publishChanges } from '../../flows/publish-changes.ts'
import { allTopics } from '../../flows/topics.ts'
import type { ServeDeps } from '../deps.ts'
import { clientOf, type Limiter } from '../rate-limiter.ts'
import { changeAsJson } from './change-json.ts'
import { EventStreams } from './event-streams.ts'
import { eventsParameters, readParameters, readSeq } from './parameters.ts'
import { problem } from './problem.ts'
import { apiTopics } from './topics.ts'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // nginx would keep events until it has a bufferful
  'x-accel-buffering': 'no',
}

/** The streams of a server under one configuration. */
export function eventStreams(
  deps: Pick<ServeDeps, 'store' | 'config' | 'freshness' | 'onProblem'>,
  limits?: ConstructorParameters<typeof EventStreams>[2],
): EventStreams {
  const { config, freshness, onProblem } = deps
  const topics = new Map(allTopics(config).map(topic => [topic.id, topic]))
  const read = async (topicId: string, after: number, limit: number) => {
    const topic = topics.get(topicId)
    const changes = topic && !topic.private ? await publishChanges(topic, after, limit, deps) : []
    return changes.map(change => ({
      seq: change.seq,
      name: change.kind,
      data: JSON.stringify(changeAsJson(change, 'summary', config.site)),
    }))
  }
  return new EventStreams(read, { freshness, onError: error => onProblem(error, 'events') }, limits)
}

/** What answers `/api/topics/ID/events` and `/api/stories/events`. */
export function eventApi(deps: ServeDeps, streams: EventStreams, limiter: Limiter) {
  const find = apiTopics(deps)
  return async (context: Context, topicId: string): Promise<Response> => {
    const topic = await find(context, topicId)
    if (topic instanceof Response) return topic
    const read = readParameters(context, eventsParameters)
    if ('refused' in read) return read.refused
    const last = context.req.header('last-event-id')
    const after = last ? readSeq(last) : read.asked.since
    if (last && after === undefined)
      return problem(context, 400, 'bad-request', 'Last-Event-ID: the id of an event of ours')
    // its body would be dropped unread, and the client counted for ever
    if (context.req.method === 'HEAD') return context.body(null, 200, HEADERS)
    const refused = limiter(context)
    if (refused) return refused
    const stream = streams.open(topic.id, after, clientOf(context))
    if (!stream) return problem(context, 503, 'busy', 'too many are listening; try again later')
    return context.body(stream, 200, HEADERS)
  }
}
