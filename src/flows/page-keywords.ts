import { Parser } from 'htmlparser2'
import { categoriesOf } from '../normalise/categories.ts'
import { htmlToText } from '../normalise/html-text.ts'
import { decode } from '../parse/decode.ts'

/** What the page of an article says it is about. */
export type PageKeywords = { title: string; keywords: string[] }

/** A page has its keywords in its first million characters, or nowhere. */
const MOST_CHARACTERS = 1_000_000
const META = new Set([
  'keywords',
  'news_keywords',
  'article:tag',
  'og:article:tag',
  'parsely-tags',
  'sailthru.tags',
])
const TITLES = new Set(['og:title', 'twitter:title'])

/**
 * Reads a page's title and keywords: the list under its text («كلمات مفتاحية: …»), else those of its `meta` elements, of
 * its JSON-LD, or its links to tags, whichever first has more than one. What editors chose is under the text; the rest is
 * often filled in by software.
 */
export function readPageKeywords(bytes: Uint8Array, contentType: string | null): PageKeywords {
  const html = decode(bytes, contentType ?? metaCharset(bytes)).text.slice(0, MOST_CHARACTERS)
  const page = readHead(html)
  const named = (terms: string[]) =>
    categoriesOf(
      terms.map(term => ({ term })),
      '',
    )
  const sources = [categoriesOf([], htmlToText(html)), named(page.meta), named(page.linked), named(page.tags)]
  const keywords = sources.find(source => source.length > 1) ?? named(sources.flat())
  return { title: (page.title || page.heading).replace(/\s+/g, ' ').trim(), keywords }
}

/** As HTTP would say it. */
function metaCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1')
  const [, charset] = /<meta[^>]{1,200}?charset\s*=\s*["']?([\w-]{3,40})/i.exec(start) ?? []
  return charset && `text/html; charset=${charset}`
}

type Head = { title: string; heading: string; meta: string[]; linked: string[]; tags: string[] }

function readHead(html: string): Head {
  const head: Head = { title: '', heading: '', meta: [], linked: [], tags: [] }
  let open: 'h1' | 'tag' | 'json' | null = null
  let text = ''
  const parser = new Parser({
    onopentag(name, attributes) {
      const { rel = '', type = '' } = attributes
      if (name === 'meta') readMeta(attributes, head)
      const opens =
        name === 'h1'
          ? 'h1'
          : name === 'a' && /(?:^|\s)tag(?:\s|$)/i.test(rel)
            ? 'tag'
            : name === 'script' && type === 'application/ld+json'
              ? 'json'
              : null
      if (opens) [open, text] = [opens, '']
    },
    ontext(piece) {
      if (open) text += piece
    },
    onclosetag(name) {
      if (open === 'h1' && name === 'h1') head.heading ||= text
      else if (open === 'tag' && name === 'a') head.tags.push(text)
      else if (open === 'json' && name === 'script') head.linked.push(...linkedKeywords(text))
      else return
      open = null
    },
  })
  parser.end(html)
  return head
}

function readMeta({ name = '', property = '', content = '' }: Record<string, string>, head: Head): void {
  const is = (names: Set<string>) => names.has(name.toLowerCase()) || names.has(property.toLowerCase())
  if (is(META)) head.meta.push(content)
  if (is(TITLES)) head.title ||= content
}

/** `keywords` of a JSON-LD object, a list or a text of them (schema.org). */
function linkedKeywords(json: string): string[] {
  const found: string[] = []
  const look = (value: unknown, depth: number): void => {
    if (depth > 4 || typeof value !== 'object' || value === null) return
    for (const part of Array.isArray(value) ? value.slice(0, 50) : [value]) {
      const { keywords, '@graph': graph } = (part ?? {}) as { keywords?: unknown; '@graph'?: unknown }
      found.push(...[keywords].flat().filter(keyword => typeof keyword === 'string'))
      look(graph, depth + 1)
    }
  }
  try {
    look(JSON.parse(json), 0)
  } catch (error) {
    // outlets write JSON by hand
    if (!(error instanceof SyntaxError)) throw error
  }
  return found
}
