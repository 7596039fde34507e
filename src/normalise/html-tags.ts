import { safePicture, safeSrcset } from './html-images.ts'
import { absoluteUrl } from './url.ts'

/** What an article is made of. No class, id, style or form: readers bring their own looks. */
export const ALLOWED_TAGS = (
  'p br hr div span blockquote q cite pre code kbd samp var h1 h2 h3 h4 h5 h6 ul ol li dl dt dd figure figcaption picture ' +
  'source img video audio track table caption colgroup col thead tbody tfoot tr th td b strong i em u s del ins mark ' +
  'small sub sup abbr dfn time address bdi bdo wbr a details summary ruby rt rp section article aside header footer main'
).split(' ')

export const ALLOWED_ATTRIBUTES: Record<string, string[]> = {
  '*': ['dir', 'lang', 'title'],
  a: ['href', 'hreflang', 'rel'],
  img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height'],
  source: ['src', 'srcset', 'sizes', 'media', 'type'],
  video: ['src', 'poster', 'width', 'height', 'controls', 'preload'],
  audio: ['src', 'controls', 'preload'],
  track: ['src', 'kind', 'srclang', 'label'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  col: ['span'],
  colgroup: ['span'],
  ol: ['start', 'reversed', 'type'],
  li: ['value'],
  time: ['datetime'],
  del: ['cite', 'datetime'],
  ins: ['cite', 'datetime'],
  blockquote: ['cite'],
  q: ['cite'],
  details: ['open'],
}

type Attributes = Record<string, string>
type Tag = { tagName: string; attribs: Attributes }
type Base = string | null | undefined

/** A name that no list allows: the element goes, what is in it stays. */
const DROPPED: Tag = { tagName: 'dropped', attribs: {} }

const RENAMED = new Map(
  Object.entries({ strike: 's', tt: 'code', acronym: 'abbr', 'amp-img': 'img', 'amp-video': 'video' }),
)

/** Gives each element the attributes that it may keep, with addresses made absolute; keeps the last picture in mind. */
export function safeTag(baseUrl: Base): (name: string, attribs: Attributes) => Tag {
  let lastPicture = ''
  return (name, attribs) => {
    const tagName = RENAMED.get(name) ?? name
    const allowed = harmless(attribs)
    if (tagName !== 'img') return withAddresses(tagName, allowed, baseUrl)
    const picture = safePicture(allowed, baseUrl)
    // The copy in <noscript> of a picture that scripts load late is the same picture again
    if (!picture || picture.src === lastPicture) return DROPPED
    lastPicture = picture.src ?? ''
    return { tagName, attribs: picture }
  }
}

/** An address that is not safe comes out empty, and empty ones are left out. */
function withAddresses(tagName: string, attribs: Attributes, baseUrl: Base): Tag {
  const { src, cite, poster } = attribs
  switch (tagName) {
    case 'a':
      return { tagName, attribs: { ...attribs, ...safeLink(attribs.href, baseUrl) } }
    case 'video':
    case 'audio': {
      const addresses = {
        src: absoluteUrl(attribs['data-src'] ?? src, baseUrl) ?? '',
        poster: absoluteUrl(poster, baseUrl) ?? '',
      }
      return { tagName, attribs: { ...attribs, ...addresses, controls: '', preload: 'none' } }
    }
    case 'source': {
      const srcset = safeSrcset(attribs['data-srcset'] ?? attribs.srcset, baseUrl)
      const address = absoluteUrl(attribs['data-src'] ?? src, baseUrl) ?? ''
      return address || srcset ? { tagName, attribs: { ...attribs, src: address, srcset } } : DROPPED
    }
    default:
      return {
        tagName,
        attribs: { ...attribs, src: absoluteUrl(src, baseUrl) ?? '', cite: absoluteUrl(cite, baseUrl) ?? '' },
      }
  }
}

/** Pages that are opened from ours learn nothing of it and cannot reach back (HTML §4.6.7). */
function safeLink(href: string | undefined, baseUrl: Base): Attributes {
  const trimmed = href?.trim() ?? ''
  const address = /^(mailto|tel):/i.test(trimmed) ? trimmed : absoluteUrl(trimmed, baseUrl)
  return address ? { href: address, rel: 'noopener noreferrer' } : { href: '', rel: '' }
}

/** Values that are fine wherever they stand; a direction that was given as a style is kept. */
function harmless(attribs: Attributes): Attributes {
  const kept = Object.entries(attribs).filter(([name, value]) => {
    if (name === 'dir') return /^(ltr|rtl|auto)$/i.test(value)
    if (name === 'lang' || name === 'hreflang') return /^[a-z0-9-]{1,35}$/i.test(value)
    if (name === 'width' || name === 'height') return /^\d{1,5}(px|%)?$/.test(value)
    return (
      value.length <= MAX_VALUE &&
      !/^(javascript|vbscript|livescript|mocha|file):/i.test(value.slice(0, 100).replace(/[\0- ]/g, ''))
    )
  })
  const direction = /(?:^|[;\s])direction\s?:\s?(rtl|ltr)/i.exec(attribs.style?.slice(0, 500) ?? '')?.[1]
  return { ...(direction ? { dir: direction.toLowerCase() } : {}), ...Object.fromEntries(kept) }
}

const MAX_VALUE = 6_000
