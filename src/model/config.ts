import type { Outlet } from './outlet.ts'
import type { Topic } from './topic.ts'

/** The operator's configuration after checking: every default filled in, durations in milliseconds, sizes in bytes. */
export type Config = {
  site: Site
  fetch: FetchLimits
  grouping: { granularity: 'event' | 'saga'; windowMs: number; lead: 'first' | 'fullest' | string[] }
  /** How long things are kept; null is for ever. */
  keep: { articlesMs: number | null; visitsMs: number | null }
  outlets: Outlet[]
  topics: Topic[]
  /** Addresses that are told of a topic's news. Not of the topic itself: another one files no story anew. */
  webhooks?: Webhook[]
}

export type Site = {
  title: string
  /** Where people reach us, without a slash at the end: what every link in a feed begins with. */
  url: string
  language: string
  /** IANA zone: what a day means on pages and in queries. */
  timezone: string
  /** Foreign hubs (WebSub) that push our feeds beside our own. */
  hubs?: string[]
  /** Where pages show outlets' pictures from: the outlets themselves, us in between, or not at all; `direct` where nothing is said. */
  images?: 'direct' | 'proxy' | 'off'
}

/** Without a secret, one is made and kept. */
export type Webhook = { topicId: string; url: string; secret: string | null }

export type FetchLimits = {
  minIntervalMs: number
  /** The interval follows how often an outlet publishes. */
  adaptive: boolean
  timeoutMs: number
  maxBytes: number
  /** Requests at once to one scheme, host and port. */
  perHost: number
  /** Requests at once in all. */
  concurrency: number
  /** Address ranges (CIDR) that may be asked although they are private. */
  allowPrivate: string[]
  /** `http://name:password@host:port`: every request goes through it; absent or null for none. */
  proxy?: string | null
}

/** One thing that is wrong with a configuration, where, and what would be right. */
export type ConfigProblem = { place: string; message: string }
