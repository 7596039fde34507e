import type { FeedFormat } from '../model/push.ts'
import { STORIES } from '../model/topic.ts'

const PATH = /^\/(?:topics\/([a-z0-9-]{1,64})|(stories))\.(rss|atom|json)$/

/** A topic's feed as its readers and hubs know it: the `self` that the feed names. */
export function topicUrl(siteUrl: string, topicId: string, format: FeedFormat): string {
  return `${siteUrl}${topicId === STORIES ? '/stories' : `/topics/${topicId}`}.${format}`
}

/** Which topic's feed an address is, however its letters are escaped (WebSub §5.1.1); null where it is none of ours. */
export function readTopicUrl(url: string, siteUrl: string): { topicId: string; format: FeedFormat } | null {
  const given = URL.parse(url)
  const site = URL.parse(siteUrl)
  if (!given || !site || given.origin !== site.origin || given.search || given.username) return null
  const path = unescaped(given.pathname)
  const base = site.pathname.replace(/\/$/, '')
  const [, id, stories, format] = (path.startsWith(base) && PATH.exec(path.slice(base.length))) || []
  return format ? { topicId: stories ? STORIES : (id as string), format: format as FeedFormat } : null
}

function unescaped(path: string): string {
  return path.replace(/%[2-7][0-9a-f]/gi, code => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
}
