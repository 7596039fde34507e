const NAMES = 'href|src|cite|action|longdesc|usemap|poster|data|codebase|background'
/** Attributes of HTML that hold one URL, or a list of them (WHATWG HTML, attributes index). */
const ONE_URL = new RegExp(`(\\s(?:${NAMES})\\s*=\\s*)(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'gi')
const URL_LIST = /(\ssrcset\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi
const TAG = /<[a-z][^<>]*>/gi
/** With a scheme of its own, or a place in the same text. */
const ABSOLUTE = /\s*["']?(?:https?:|#|mailto:|data:|tel:)/iy
const ENDS_IN_NAME = new RegExp(`\\s(?:srcset|${NAMES})\\s*$`, 'i')
const LONGEST_NAME = 16

/** No article has more links and pictures. */
const MAX_TAGS = 5_000
/** Nor does a tag have more attributes than this has room for. */
const MAX_TAG_LENGTH = 20_000

/**
 * The address that `href` means at `base`; `href` itself where there is no base or it means nothing. Addresses that
 * are absolute are left as written.
 */
export function absoluteUrl(href: string, base: string | undefined): string {
  const trimmed = href.trim()
  if (!base || trimmed === '' || /^[a-z][a-z0-9+.-]*:/i.test(trimmed)) return trimmed
  return URL.canParse(trimmed, base) ? new URL(trimmed, base).href : trimmed
}

/** Makes the relative addresses in HTML absolute, and touches nothing else of it. */
export function absoluteHtml(html: string, base: string | undefined): string {
  if (!base || !mayHoldRelative(html)) return html
  let left = MAX_TAGS
  return html.replace(TAG, tag => (mayHoldRelative(tag) && left-- > 0 ? absoluteTag(tag, base) : tag))
}

/** Looks at each `=` only, as one expression over the whole text took a tenth of a feed's time. */
function mayHoldRelative(html: string): boolean {
  for (let equals = html.indexOf('='); equals >= 0; equals = html.indexOf('=', equals + 1)) {
    ABSOLUTE.lastIndex = equals + 1
    if (!ABSOLUTE.test(html) && ENDS_IN_NAME.test(html.slice(Math.max(0, equals - LONGEST_NAME), equals)))
      return true
  }
  return false
}

function absoluteTag(tag: string, base: string): string {
  if (tag.length > MAX_TAG_LENGTH) return tag
  const one = (all: string, before: string, double?: string, single?: string, bare?: string) =>
    replaced(all, before, double ?? single ?? bare ?? '', url => absoluteUrl(url, base))
  const many = (all: string, before: string, double?: string, single?: string) =>
    replaced(all, before, double ?? single ?? '', list => absoluteList(list, base))
  return tag.replace(ONE_URL, one).replace(URL_LIST, many)
}

/** An address stands in HTML with its `&` escaped already; only quotes could end the attribute. */
function replaced(
  all: string,
  before: string,
  written: string,
  absolute: (written: string) => string,
): string {
  if (written.startsWith('#')) return all
  const url = absolute(written)
  return url === written.trim() ? all : `${before}"${url.replaceAll('"', '&quot;')}"`
}

function absoluteList(list: string, base: string): string {
  return list
    .split(/,\s+/)
    .map(one => {
      const [url = '', ...size] = one.trim().split(/\s+/)
      return [absoluteUrl(url, base), ...size].join(' ')
    })
    .join(', ')
}
