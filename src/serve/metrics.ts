import type { Context } from 'hono'
import { outletState } from '../flows/outlet-state.ts'
import type { ServeDeps } from './deps.ts'
import { isAdmin } from './who.ts'

/** The text format of Prometheus, version 0.0.4. */
const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

type Sample = { labels?: Record<string, string>; value: number }
type Metric = { name: string; type: 'counter' | 'gauge'; help: string; samples: Sample[] }

/**
 * `/metrics`: how the whole thing is, for programs that watch it.
 *
 * It names private topics too, so it is the admin's alone: a token as a Bearer, or a loopback peer where none is set.
 */
export function metricsHandler({ store, config, freshness, bodies, adminToken, now }: ServeDeps) {
  return async (context: Context): Promise<Response> => {
    if (!isAdmin(context, adminToken)) return context.text('Bring the admin token as a Bearer.\n', 403)
    const { articles, stories, visits, waiting, due, bytes } = await store.figures(now())
    const metrics: Metric[] = [
      one('khulasa_articles_total', 'counter', 'Articles stored since the beginning.', articles),
      one('khulasa_stories_total', 'counter', 'Stories told since the beginning.', stories),
      one('khulasa_visits_total', 'counter', 'Visits to outlets since the beginning.', visits),
      one(
        'khulasa_articles_waiting',
        'gauge',
        'Articles that are in no story yet, or were edited since.',
        waiting,
      ),
      one('khulasa_stories_due', 'gauge', 'Stories that are to be judged by every topic.', due),
      one('khulasa_database_bytes', 'gauge', 'Size of the database without its log.', bytes),
      one('khulasa_ready_bodies_bytes', 'gauge', 'Memory that ready feeds take.', bodies?.bytes ?? 0),
      {
        name: 'khulasa_outlets',
        type: 'gauge',
        help: 'Outlets by how they are.',
        samples: outletSamples((await store.outlets.list()).map(outlet => outletState(outlet, now()).kind)),
      },
      {
        name: 'khulasa_topic_seq',
        type: 'counter',
        help: 'The newest change of a topic, one seq for all topics.',
        samples: config.topics.map(({ id }) => ({ labels: { topic: id }, value: freshness.topic(id) })),
      },
    ]
    return context.body(metrics.map(written).join(''), 200, { 'content-type': CONTENT_TYPE })
  }
}

function one(name: string, type: Metric['type'], help: string, value: number): Metric {
  return { name, type, help, samples: [{ value }] }
}

function outletSamples(states: string[]): Sample[] {
  const counted = Map.groupBy(states, state => state)
  return [...counted].map(([state, { length }]) => ({ labels: { state }, value: length }))
}

function written({ name, type, help, samples }: Metric): string {
  const rows = samples.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
    return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
  })
  return `${[`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...rows].join('\n')}\n`
}

const escaped = (text: string) => text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')
