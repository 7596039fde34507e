import type { ParsedFeedInfo } from '../model/parsed-feed.ts'
import { readCategories } from './categories.ts'
import { defined, type FieldReader, type Fields, inside } from './fields.ts'
import { readHints } from './hints.ts'
import { pageOf, readLinks } from './links.ts'
import { nameOf, readPeople } from './people.ts'
import type { DateReader } from './read.ts'

/** What a canonical document says of the feed itself. */
export function readFeedInfo(fields: Fields, reader: FieldReader, readDate: DateReader): ParsedFeedInfo {
  const first = (...names: string[]) => reader.first(fields, ...names)
  const texts = {
    title: reader.find(fields, 'title', 'otherTitle'),
    description: reader.find(fields, 'abstract', 'dc:description', 'itunes:summary', 'itunes:subtitle'),
    rights: reader.find(fields, 'rights'),
  }
  const links = readLinks(fields.link ?? [], reader)
  const authors = readPeople(fields.author ?? fields['itunes:owner'] ?? fields.webMaster ?? [], reader)
  const hints = readHints(fields, reader)
  return defined({
    id: first('id', 'about'),
    title: reader.text(texts.title),
    description: reader.text(texts.description),
    link: pageOf(links),
    language: first('language', 'lang'),
    rights: reader.text(texts.rights),
    published: readDate(first('published', 'created', 'dated')),
    updated: readDate(first('updated', 'dated')),
    icon: first('icon'),
    logo: first('logo'),
    ttl: hints?.ttl,
    hints,
    image: imageOf(fields, reader, links),
    authors,
    author: authors[0] && nameOf(authors[0]),
    categories: readCategories(fields.category ?? [], reader),
    links: links.map(({ length: _, ...link }) => link),
    plainText: reader.plainMembers(texts),
  }) as ParsedFeedInfo
}

function imageOf(
  fields: Fields,
  reader: FieldReader,
  links: ReturnType<typeof readLinks>,
): ParsedFeedInfo['image'] {
  const image: ParsedFeedInfo['image'] = {}
  for (const field of [...(fields['itunes:image'] ?? []), ...(fields.image ?? [])]) {
    const parts = inside(field)
    const url = reader.first(parts, 'url') ?? reader.attribute(field, 'url') ?? reader.text(field)
    const title = reader.first(parts, 'title')
    const link = readLinks(parts.link ?? [], reader)[0]?.href
    Object.assign(
      image,
      defined({ url: image.url ?? url, title: image.title ?? title, link: image.link ?? link }),
    )
  }
  const linked = image.url ?? links.find(link => link.rel === 'image')?.href
  if (linked !== undefined) image.url = linked
  return Object.keys(image).length > 0 ? image : undefined
}
