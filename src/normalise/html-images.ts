import { absoluteUrl } from './url.ts'

type Attributes = Record<string, string>
type Base = string | null | undefined

/** Where scripts that load pictures late keep the real address; `src` holds a placeholder meanwhile. */
const LAZY_SOURCES = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-lazy',
  'data-srcsmall',
  'data-image',
]
const LAZY_SRCSETS = ['data-srcset', 'data-lazy-srcset', 'srcset']

/** A list of sizes longer than this is no list; bounds the work on hostile input. */
const MAX_SRCSET = 6_000
const MAX_CANDIDATES = 16

/** Of the sizes on offer the largest that a page column shows. */
const WIDEST = 1_600

/** An `<img>` with its real addresses; null for one without any, and for pixels that count readers. */
export function safePicture(attribs: Attributes, baseUrl: Base): Attributes | null {
  if (isTrackingPixel(attribs)) return null
  const srcset = safeSrcset(LAZY_SRCSETS.map(name => attribs[name]).find(Boolean), baseUrl)
  const lazy = LAZY_SOURCES.map(name => absoluteUrl(attribs[name], baseUrl)).find(Boolean)
  const src =
    lazy ?? (isPlaceholder(attribs.src) ? null : absoluteUrl(attribs.src, baseUrl)) ?? widest(srcset)
  if (!src || TRACKERS.test(src)) return null
  return { ...attribs, src, srcset, sizes: srcset ? (attribs.sizes ?? '') : '' }
}

/** The candidates of a `srcset` with absolute addresses; '' where none is left. */
export function safeSrcset(srcset: string | undefined, baseUrl: Base): string {
  return candidates(srcset ?? '', baseUrl)
    .map(({ url, size }) => (size ? `${url} ${size}` : url))
    .join(', ')
}

/** Candidates part at commas, but commas stand in addresses too: only one with white space behind it counts. */
function candidates(srcset: string, baseUrl: Base): { url: string; size: string }[] {
  const found = []
  for (const candidate of srcset
    .slice(0, MAX_SRCSET)
    .split(/,\s|,(?=https?:|\/\/)/)
    .slice(0, MAX_CANDIDATES)) {
    const [address, size = ''] = candidate.trim().split(/\s+/)
    const url = absoluteUrl(address?.replace(/,+$/, ''), baseUrl)
    if (url && /^(\d{1,5}(\.\d{1,3})?[wx])?$/.test(size)) found.push({ url: url.replace(/,+$/, ''), size })
  }
  return found
}

function widest(srcset: string): string | null {
  const width = (size: string) =>
    size.endsWith('w') ? Number.parseInt(size, 10) : Number.parseFloat(size || '1') * 600
  const sorted = candidates(srcset, null).sort((a, b) => width(a.size) - width(b.size))
  return (sorted.filter(({ size }) => width(size) <= WIDEST).at(-1) ?? sorted[0])?.url ?? null
}

const isPlaceholder = (src = '') =>
  /^data:|\/(blank|spacer|placeholder|transparent|lazy|1x1|pixel)[\w.-]*$/i.test(src)

/** Addresses that count readers instead of showing anything. */
const TRACKERS = new RegExp(
  [
    String.raw`^https?://([\w-]+\.)*(doubleclick\.net|scorecardresearch\.com|quantserve\.com|google-analytics\.com|`,
    String.raw`feedsportal\.com|pixel\.wp\.com|stats\.wordpress\.com|counter\.yadro\.ru|imrworldwide\.com|`,
    String.raw`googlesyndication\.com|chartbeat\.net|parsely\.com|statcounter\.com|pheedo\.com|feedburner\.com/~)|`,
    String.raw`^https?://(www\.facebook\.com/tr\?|mc\.yandex\.ru/watch|medium\.com/_/stat|feeds\.wordpress\.com/1\.0/|`,
    String.raw`feeds\.feedburner\.com/~)`,
  ].join(''),
)

/** Whether an element of that size or style is one that nobody sees. */
export function isTrackingPixel(attribs: Attributes): boolean {
  const isTiny = (length = '') => /^\s*[01](px)?\s*$/.test(length)
  if (isTiny(attribs.width) || isTiny(attribs.height)) return true
  const style = attribs.style?.slice(0, 500) ?? ''
  return /(^|[;\s])((width|height)\s?:\s?[01](px)?\s?(;|!|$)|display\s?:\s?none|visibility\s?:\s?hidden)/i.test(
    style,
  )
}
