import type { ParsedEnclosure, ParsedLink } from '../model/parsed-feed.ts'
import { defined, type Field, type FieldReader, type Fields, inside } from './fields.ts'

const MAX_MEDIA = 50

type Media = {
  enclosures: ParsedEnclosure[]
  image: { url: string } | undefined
  thumbnails: { url: string }[]
}

/** Pictures and recordings of an item: Media RSS, iTunes, and images as some publishers have them. */
export function readMedia(fields: Fields, reader: FieldReader, links: readonly ParsedLink[]): Media {
  const contents = (fields['media:content'] ?? []).slice(0, MAX_MEDIA)
  const thumbnails = (fields['media:thumbnail'] ?? [])
    .slice(0, MAX_MEDIA)
    .flatMap(field => urlOf(field, reader))
  const pictures = contents
    .filter(field => isPicture(field, reader))
    .sort((a, b) => widthOf(b, reader) - widthOf(a, reader))
    .flatMap(field => urlOf(field, reader))
  const own = [...(fields['itunes:image'] ?? []), ...(fields.image ?? [])].flatMap(field =>
    urlOf(field, reader),
  )
  const linked = links
    .filter(({ rel, type }) => rel === 'image' || (rel === 'enclosure' && type?.startsWith('image/')))
    .map(({ href }) => ({ url: href }))
  return {
    enclosures: contents
      .filter(field => !isPicture(field, reader))
      .flatMap(field => enclosureOf(field, reader, links)),
    image: own[0] ?? pictures[0] ?? linked[0] ?? thumbnails[0],
    thumbnails,
  }
}

function urlOf(field: Field, reader: FieldReader): { url: string }[] {
  const url = reader.first(inside(field), 'url') ?? reader.attribute(field, 'url') ?? reader.text(field)
  return url === undefined ? [] : [{ url }]
}

const widthOf = (field: Field, reader: FieldReader): number =>
  Number.parseInt(reader.attribute(field, 'width') ?? '', 10) || 0

function isPicture(field: Field, reader: FieldReader): boolean {
  const type = reader.attribute(field, 'type')
  const medium = reader.attribute(field, 'medium')
  if (medium || type) return medium === 'image' || type?.startsWith('image/') === true
  return /\.(jpe?g|png|gif|webp|avif)(\?|$)/i.test(reader.attribute(field, 'url') ?? '')
}

function enclosureOf(field: Field, reader: FieldReader, links: readonly ParsedLink[]): ParsedEnclosure[] {
  const url = reader.attribute(field, 'url')
  if (url === undefined || links.some(({ href }) => href === url)) return []
  const length = Number.parseInt(reader.attribute(field, 'length') ?? '', 10)
  return [
    defined({
      url,
      type: reader.attribute(field, 'type'),
      length: length >= 0 ? length : undefined,
    }) as ParsedEnclosure,
  ]
}
