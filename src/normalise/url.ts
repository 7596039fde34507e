/** Longer addresses are not followed by browsers and fill tables. */
const MAX_LENGTH = 4_000

/**
 * An absolute http(s) address, percent-encoded as browsers send it, without credentials; null for what is none.
 * Relative addresses are resolved against `baseUrl`; where that is absent they are null, as they would point at us.
 */
export function absoluteUrl(address: string | undefined, baseUrl?: string | null): string | null {
  const trimmed = address?.trim() ?? ''
  if (!trimmed || trimmed.length > MAX_LENGTH) return null
  const url = URL.parse(
    trimmed.startsWith('//') && !baseUrl ? `https:${trimmed}` : trimmed,
    baseUrl ?? undefined,
  )
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  if (url.username !== '' || url.password !== '') {
    url.username = ''
    url.password = ''
  }
  return url.href
}

/**
 * The address that an article is known by: absolute, without what only says where a reader came from. Other
 * parameters stay as they were written and where they stood, as some sites name their articles with them.
 */
export function canonicalUrl(address: string | undefined, baseUrl?: string | null): string | null {
  const absolute = absoluteUrl(address, baseUrl)
  if (!absolute || !/[?#]/.test(absolute)) return absolute
  const url = new URL(unwrapped(absolute))
  const kept = url.search
    .slice(1)
    .split('&')
    .filter(pair => pair !== '' && !isTracking(pair))
  url.search = kept.join('&')
  if (TRACKING_FRAGMENT.test(url.hash)) url.hash = ''
  return url.href
}

/** Google Alerts and Google News link through a redirect that names the article. */
function unwrapped(address: string): string {
  const url = new URL(address)
  if (!/^(www\.)?google\.[a-z.]{2,6}$/.test(url.hostname) || url.pathname !== '/url') return address
  return absoluteUrl(url.searchParams.get('url') ?? url.searchParams.get('q') ?? '') ?? address
}

/** Names that begin so: Google, Matomo, HubSpot, BBC (ATInternet), Marketo and the like. */
const TRACKING_PREFIX =
  /^(utm_|mtm_|pk_|piwik_|matomo_|hsa_|_hs|guce_|ns_(campaign|mchannel|source|linkname|fee)|at_(medium|campaign|custom|link|bbc|ptr|format|creation|send|recipient|variant))/

const TRACKING_NAMES = new Set(
  (
    'fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ymclid twclid ttclid igshid igsh li_fat_id epik mc_cid ' +
    'mc_eid mkt_tok vero_id oly_enc_id oly_anon_id wickedid rb_clickid s_cid cmpid cmp ncid ocid ito xtor wt_mc wt_zmc ' +
    'wt.mc_id wtrid maca traffic_source sr_share soc_src soc_trk guccounter __twitter_impression _ga _gl echobox ' +
    'smid emc spm srsltid ref_src ref_url'
  ).split(' '),
)

/** These name a page on some sites, and on others only say that a feed sent the reader. */
const FROM_FEED =
  /^(ref|source|src|from|partner|feed|output|cid)=(rss|feed|atom|rss[_-]?feed|feedburner|rssnyt)$/

const TRACKING_FRAGMENT = /^#(utm_|xtor=|echobox=|ref=rss|tk=rss|at_medium|rss$)/i

function isTracking(pair: string): boolean {
  const lower = pair.toLowerCase()
  const name = lower.split('=', 1)[0] ?? ''
  return TRACKING_PREFIX.test(name) || TRACKING_NAMES.has(name) || FROM_FEED.test(lower)
}
