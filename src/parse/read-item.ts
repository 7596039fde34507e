import type { ParsedItem } from '../model/parsed-feed.ts'
import { readCategories } from './categories.ts'
import { defined, type Field, type FieldReader, type Fields, inside } from './fields.ts'
import { enclosuresOf, pageOf, readLinks } from './links.ts'
import { readMedia } from './media.ts'
import { nameOf, readPeople } from './people.ts'
import type { DateReader } from './read.ts'

/** What a canonical document says of one item. Dublin Core's date is either date where no other is given. */
export function readItem(fields: Fields, reader: FieldReader, readDate: DateReader): ParsedItem {
  const first = (...names: string[]) => reader.first(fields, ...names)
  const links = readLinks(fields.link ?? [], reader)
  const authors = readPeople(fields.author ?? [], reader)
  const guid = fields.key?.[0]
  const texts = textsOf(fields, reader)
  const { enclosures, image, thumbnails } = readMedia(fields, reader, links)
  return defined({
    id: reader.text(guid) ?? first('id', 'about'),
    title: reader.text(texts.title),
    link: first('feedburner:origLink') ?? pageOf(links) ?? permalink(guid, reader),
    summary: reader.text(texts.summary),
    content: reader.text(texts.content),
    published: readDate(first('published', 'created', 'dated')),
    updated: readDate(first('updated', 'dated')),
    authors,
    author: authors[0] && nameOf(authors[0]),
    categories: readCategories(fields.category ?? [], reader),
    links: links.map(({ length: _, ...link }) => link),
    enclosures: [...enclosuresOf(links), ...enclosures],
    image,
    comments: first('comments'),
    language: first('lang', 'language'),
    rights: reader.text(texts.rights),
    source: fields.source?.[0] && sourceOf(fields.source[0], reader, readDate),
    media: thumbnails.length > 0 ? { thumbnails } : undefined,
    plainText: reader.plainMembers(texts),
  }) as ParsedItem
}

/** A `description` beside a `summary` is the whole text, as some publishers have it; else it is the summary. */
function textsOf(fields: Fields, reader: FieldReader) {
  const summary = reader.find(fields, 'summary')
  const description = reader.find(fields, 'abstract')
  const others = ['dc:description', 'media:description', 'itunes:summary', 'itunes:subtitle']
  return {
    title: reader.find(fields, 'title', 'otherTitle'),
    summary: summary ?? description ?? reader.find(fields, ...others),
    content: reader.find(fields, 'content') ?? (summary === undefined ? undefined : description),
    rights: reader.find(fields, 'rights'),
  }
}

/** A guid is the article's address unless it says otherwise (RSS 2.0), if it looks like one. */
function permalink(guid: Field | undefined, reader: FieldReader): string | undefined {
  if (guid === undefined || reader.attribute(guid, 'isPermaLink')?.toLowerCase() === 'false') return undefined
  const text = reader.text(guid)
  return text && /^https?:\/\/\S+$/i.test(text) ? text : undefined
}

function sourceOf(field: Field, reader: FieldReader, readDate: DateReader): ParsedItem['source'] {
  const parts = inside(field)
  return defined({
    title: reader.first(parts, 'title') ?? reader.text(field),
    id: reader.first(parts, 'id'),
    link: reader.attribute(field, 'url') ?? pageOf(readLinks(parts.link ?? [], reader)),
    updated: readDate(reader.first(parts, 'updated')),
  })
}
