import type { ParsedEnclosure, ParsedLink } from '../model/parsed-feed.ts'
import { defined, type Field, type FieldReader } from './fields.ts'

const MAX_LINKS = 200

type Link = ParsedLink & { length?: number }

/**
 * All links in the document's order, the RSS ones as Atom has them. One without `rel` is an alternate (RFC 4287
 * §4.2.7.2); the `href` of one without an address is empty.
 */
export function readLinks(fields: readonly Field[], reader: FieldReader): Link[] {
  const links: Link[] = []
  for (const field of fields.slice(0, MAX_LINKS)) {
    const href = reader.attribute(field, 'href') ?? reader.text(field) ?? ''
    const length = Number.parseInt(reader.attribute(field, 'length') ?? '', 10)
    links.push(
      defined({
        rel: relationOf(reader.attribute(field, 'rel')),
        href,
        type: reader.attribute(field, 'type'),
        title: reader.attribute(field, 'title'),
        hreflang: reader.attribute(field, 'hreflang'),
        length: length >= 0 ? length : undefined,
      }) as Link,
    )
  }
  return links
}

/** The page for people: an alternate in HTML where there are several. */
export function pageOf(links: readonly ParsedLink[]): string | undefined {
  const alternates = links.filter(link => link.rel === 'alternate' && link.href !== '')
  return (alternates.find(link => link.type === undefined || /html/.test(link.type)) ?? alternates[0])?.href
}

export function enclosuresOf(links: readonly Link[]): ParsedEnclosure[] {
  return links
    .filter(link => link.rel === 'enclosure' && link.href !== '')
    .map(({ href, type, length }) => defined({ url: href, type, length }) as ParsedEnclosure)
}

const IANA = 'http://www.iana.org/assignments/relation/'

function relationOf(rel: string | undefined): string {
  if (rel === undefined) return 'alternate'
  return rel.startsWith(IANA) ? rel.slice(IANA.length) : rel
}
