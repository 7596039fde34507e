import type { ParsedItem } from '../model/parsed-feed.ts'
import { readCategories } from './categories.ts'
import { attribute, defined, type Field, type FieldReader, type Fields, inside } from './fields.ts'
import { enclosuresOf, pageOf, readLinks } from './links.ts'
import { readMedia } from './media.ts'
import { nameOf, readPeople } from './people.ts'
import type { DateReader } from './read.ts'

/** What a canonical document says of one item. */
export function readItem(fields: Fields, reader: FieldReader, readDate: DateReader): ParsedItem {
  const first = (...names: string[]) => reader.first(fields, ...names)
  const links = readLinks(fields.link ?? [], reader)
  const authors = readPeople(fields.author ?? [], reader)
  const guid = fields.key?.[0]
  const { enclosures, image, thumbnails } = readMedia(fields, reader, links)
  return defined({
    id: reader.text(guid) ?? first('id', 'about'),
    title: first('title', 'otherTitle'),
    link: first('feedburner:origLink') ?? pageOf(links) ?? permalink(guid, reader),
    ...textsOf(first),
    published: readDate(first('published', 'created')),
    updated: readDate(first('updated')),
    authors,
    author: authors[0] && nameOf(authors[0]),
    categories: readCategories(fields.category ?? [], reader),
    links: links.map(({ length: _, ...link }) => link),
    enclosures: [...enclosuresOf(links), ...enclosures],
    image,
    comments: first('comments'),
    language: first('lang', 'language'),
    rights: first('rights'),
    source: fields.source?.[0] && sourceOf(fields.source[0], reader, readDate),
    media: thumbnails.length > 0 ? { thumbnails } : undefined,
  }) as ParsedItem
}

/** A `description` beside a `summary` is the whole text, as some publishers have it; else it is the summary. */
function textsOf(first: (...names: string[]) => string | undefined): {
  summary: string | undefined
  content: string | undefined
} {
  const summary = first('summary')
  const description = first('abstract')
  const content = first('content')
  return {
    summary:
      summary ??
      description ??
      first('dc:description', 'media:description', 'itunes:summary', 'itunes:subtitle'),
    content: content ?? (summary === undefined ? undefined : description),
  }
}

/** A guid is the article's address unless it says otherwise (RSS 2.0), if it looks like one. */
function permalink(guid: Field | undefined, reader: FieldReader): string | undefined {
  if (guid === undefined || attribute(guid, 'isPermaLink')?.toLowerCase() === 'false') return undefined
  const text = reader.text(guid)
  return text && /^https?:\/\/\S+$/i.test(text) ? text : undefined
}

function sourceOf(field: Field, reader: FieldReader, readDate: DateReader): ParsedItem['source'] {
  const parts = inside(field)
  return defined({
    title: reader.first(parts, 'title') ?? reader.text(field),
    id: reader.first(parts, 'id'),
    link: attribute(field, 'url') ?? pageOf(readLinks(parts.link ?? [], reader)),
    updated: readDate(reader.first(parts, 'updated')),
  })
}
