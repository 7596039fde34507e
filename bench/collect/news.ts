/** Feeds that no two outlets have in common, 30 items of about 1.5 KB each: every other outlet is in Arabic. */

const ITEMS = 30
const DAY_MS = 86_400_000
/** When the first item was published; an older one each quarter of an hour before. */
const START = Date.UTC(2026, 0, 1)

const ARABIC = vocabulary('ابتثجحخدذرزسشصضطظعغفقكلمنهوي', 8_000)
const LATIN = vocabulary('etaoinshrdlucmfwypvbgk', 8_000)

/** The feed of an outlet whose newest item is `newest`: of two such feeds, those items are the same that both list. */
export function feedOf(outlet: number, newest: number): string {
  const items = Array.from({ length: ITEMS }, (_, n) => itemOf(outlet, newest - n))
  const [title, language] = outlet % 2 === 0 ? [`Gazette ${outlet}`, 'en'] : [`جريدة ${outlet}`, 'ar']
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>\n` +
    `<title>${title}</title><link>https://outlet-${outlet}.example/</link><language>${language}</language>` +
    `<lastBuildDate>${new Date(START + newest * 1_000).toUTCString()}</lastBuildDate>\n${items.join('\n')}\n</channel></rss>\n`
  )
}

function itemOf(outlet: number, n: number): string {
  const random = seeded(outlet * 100_003 + n)
  const isLatin = outlet % 2 === 0
  const words = isLatin ? LATIN : ARABIC
  const url = `https://outlet-${outlet}.example/news/2026/${n + 1_000}/`
  const text = (length: number) =>
    Array.from({ length }, () => words[Math.floor(random() ** 2 * words.length)]).join(' ')
  const paragraphs = [1, 2, 3].map(() => `<p>${text(isLatin ? 50 : 28)}.</p>`).join('')
  const published = new Date(START + ((n * 900_000) % (30 * DAY_MS))).toUTCString()
  return (
    `<item><title>${text(9)}</title><link>${url}</link><guid isPermaLink="true">${url}</guid>` +
    `<pubDate>${published}</pubDate><dc:creator>${text(2)}</dc:creator><category>${text(1)}</category>` +
    `<category>${text(1)}</category><description><![CDATA[${paragraphs}]]></description></item>`
  )
}

function vocabulary(letters: string, size: number): string[] {
  const random = seeded(size)
  const word = () =>
    Array.from(
      { length: 2 + Math.floor(random() * 8) },
      () => letters[Math.floor(random() * letters.length)],
    ).join('')
  return Array.from({ length: size }, word)
}

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
