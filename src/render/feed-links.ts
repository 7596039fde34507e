import type { FeedDocument, FeedUrls } from '../model/feed-document.ts'
import { type FormatName, MEDIA_TYPES } from './media-types.ts'

/** A link of the feed itself, as Atom says it (RFC 4287 §4.2.7). */
export type FeedLink = { rel: string; href: string; type?: string }

const FORMAT_NAMES = Object.keys(MEDIA_TYPES) as FormatName[]

/** A feed's links to itself, its other formats, its hubs (WebSub §4), its pages and its archives (RFC 5005). */
export function feedLinks(document: FeedDocument, format: FormatName): FeedLink[] {
  const { urls, hubs = [], pages = {}, archive } = document
  const others = FORMAT_NAMES.filter(other => other !== format)
  const links: (FeedLink | undefined)[] = [
    { rel: 'self', href: urls[format], type: MEDIA_TYPES[format] },
    ...others.map(other => ({ rel: 'alternate', href: urls[other], type: MEDIA_TYPES[other] })),
    ...hubs.map(href => ({ rel: 'hub', href })),
    pageLink('first', pages.first, format),
    pageLink('previous', pages.previous, format),
    pageLink('next', pages.next, format),
    pageLink('last', pages.last, format),
    archiveLink('prev-archive', archive?.previous),
    archiveLink('next-archive', archive?.next),
    archiveLink('current', archive?.current),
  ]
  return links.filter(link => link !== undefined)
}

function pageLink(rel: string, urls: FeedUrls | undefined, format: FormatName): FeedLink | undefined {
  return urls && { rel, href: urls[format], type: MEDIA_TYPES[format] }
}

function archiveLink(rel: string, href: string | undefined): FeedLink | undefined {
  return href === undefined ? undefined : { rel, href, type: MEDIA_TYPES.atom }
}
