import type { Instant } from '../model/time.ts'
import { type Edition, editionOf } from './edition.ts'
import { atomRelative, atomXhtml, brokenRss, jsonFeed, rdf, rss } from './formats.ts'
import { OUTLETS } from './outlets.ts'
import type { SampleFormat } from './sample-outlet.ts'
import { encodeWindows1256 } from './windows-1256.ts'

export type SampleFeed = { body: Uint8Array; contentType: string }

const WRITERS: Record<SampleFormat, (edition: Edition) => SampleFeed> = {
  rss: edition => ({ body: utf8(rss(edition)), contentType: 'application/rss+xml; charset=utf-8' }),
  // No charset beside it: the encoding stands in the XML declaration alone.
  'rss-windows-1256': edition => ({
    body: encodeWindows1256(rss(edition, { encoding: 'windows-1256', hoursEast: 3 })),
    contentType: 'application/xml',
  }),
  'rss-broken': edition => ({ body: utf8(brokenRss(edition)), contentType: 'text/xml; charset=utf-8' }),
  rdf: edition => ({ body: utf8(rdf(edition)), contentType: 'application/rdf+xml' }),
  'atom-xhtml': edition => ({ body: utf8(atomXhtml(edition)), contentType: 'application/atom+xml' }),
  'atom-relative': edition => ({ body: utf8(atomRelative(edition)), contentType: 'application/atom+xml' }),
  'json-feed': edition => ({ body: utf8(jsonFeed(edition)), contentType: 'application/feed+json' }),
}

/**
 * The feed of a sample outlet, in the outlet's format, with links under `origin` (no slash at its end).
 *
 * All dates are shifted so that the newest article of all outlets is at `newestAt`; the oldest is two days older.
 * RSS names whole seconds, so its dates lose the milliseconds of `newestAt`. Throws on an unknown outlet.
 */
export function sampleFeed(outletId: string, origin: string, newestAt: Instant): SampleFeed {
  const outlet = OUTLETS.find(({ id }) => id === outletId)
  if (outlet === undefined) throw new RangeError(`no sample outlet is called ${outletId}`)
  return WRITERS[outlet.format](editionOf(outlet, origin, newestAt))
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
