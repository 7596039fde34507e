import type { ParsedLink } from '../model/parsed-feed.ts'
import type { HubLinks } from '../model/push.ts'
import { readLinkHeader } from './link-header.ts'

const MAX_URL = 2_048

/**
 * Finds the hub that pushes a feed (WebSub §4): what the `Link` header names, else what the feed itself links to. Null
 * where neither names one.
 *
 * The topic is the `self` that stands beside the hub, else the address that the feed came from. Of several hubs one is
 * enough: the first over HTTPS, as WebSub §8.1 asks, else the first.
 */
export function discoverHub(
  linkHeader: string | undefined,
  links: readonly ParsedLink[],
  url: string,
): HubLinks | null {
  const inHeader = readLinkHeader(linkHeader ?? '')
  const inFeed = links.map(({ rel = 'alternate', href }) => ({ rel: rel.toLowerCase().split(/\s+/), href }))
  for (const named of [inHeader, inFeed]) {
    const targets = (rel: string) =>
      named.filter(link => link.rel.includes(rel)).flatMap(link => readTarget(link.href, url) ?? [])
    const hubs = targets('hub')
    const hubUrl = hubs.find(hub => hub.startsWith('https:')) ?? hubs[0]
    if (hubUrl) return { hubUrl, topicUrl: targets('self')[0] ?? url }
  }
  return null
}

function readTarget(href: string, base: string): string | null {
  const target = URL.parse(href, base)
  if (!target || (target.protocol !== 'http:' && target.protocol !== 'https:')) return null
  target.hash = ''
  return target.href.length <= MAX_URL ? target.href : null
}
