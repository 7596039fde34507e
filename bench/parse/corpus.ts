/** One made feed: its bytes, and how many items a reader should find in it. */
export type MadeFeed = { name: string; bytes: Uint8Array; items: number }

const WORDS =
  'report minister talks border oil market storm summit vote court أعلن وزير الخارجية اليوم محادثات جديدة حول الحدود بعد عاصفة قوية ضربت الساحل'.split(
    ' ',
  )

/** Numbers that look random and are the same in every run (mulberry32). */
function dice(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Article = {
  n: number
  title: string
  summary: string
  body: string
  date: Date
  author: string
  categories: string[]
}

function articles(count: number, roll: () => number): Article[] {
  const words = (length: number) =>
    Array.from({ length }, () => WORDS[Math.floor(roll() * WORDS.length)]).join(' ')
  const paragraph = () =>
    `<p>${words(30 + Math.floor(roll() * 60))} <a href="https://news.example/tag/${Math.floor(roll() * 99)}?a=1&amp;b=2">${words(2)}</a>. ${words(10)}</p>`
  return Array.from({ length: count }, (_, n) => ({
    n,
    title: words(8),
    summary: words(35),
    body:
      Array.from({ length: 1 + Math.floor(roll() * 6) }, paragraph).join('\n') +
      `<img src="https://img.example/${n}.jpg" alt="${words(3)}">`,
    date: new Date(1_700_000_000_000 - n * 600_000),
    author: words(2),
    categories: [words(1), words(1)],
  }))
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

function cleanRss(items: Article[]): string {
  const item = (a: Article) => `<item>
<title>${a.title}</title>
<link>https://news.example/story/${a.n}</link>
<guid isPermaLink="false">tag:news.example,2024:${a.n}</guid>
<pubDate>${a.date.toUTCString()}</pubDate>
<dc:creator><![CDATA[${a.author}]]></dc:creator>
${a.categories.map(c => `<category><![CDATA[${c}]]></category>`).join('\n')}
<description><![CDATA[<p>${a.summary}</p>]]></description>
<content:encoded><![CDATA[${a.body}]]></content:encoded>
<media:content url="https://img.example/${a.n}.jpg" medium="image" width="640" height="480"/>
</item>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Example News</title><link>https://news.example/</link><description>News</description><language>ar</language>
<atom:link href="https://news.example/feed" rel="self" type="application/rss+xml"/>
${items.map(item).join('\n')}
</channel></rss>`
}

function cleanAtom(items: Article[]): string {
  const entry = (a: Article) => `<entry>
<title type="html">${escaped(a.title)}</title>
<link rel="alternate" type="text/html" href="https://news.example/story/${a.n}"/>
<id>tag:news.example,2024:${a.n}</id>
<published>${a.date.toISOString()}</published><updated>${a.date.toISOString()}</updated>
<author><name>${a.author}</name></author>
${a.categories.map(c => `<category term="${c}"/>`).join('')}
<summary type="html">${escaped(a.summary)}</summary>
<content type="html">${escaped(a.body)}</content>
</entry>`
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>Example News</title><id>https://news.example/feed</id><updated>2024-01-01T00:00:00Z</updated>
<link rel="self" href="https://news.example/feed"/><link href="https://news.example/"/>
${items.map(entry).join('\n')}
</feed>`
}

/** Prefixes of its own, HTML entities, bare ampersands, unescaped HTML, control characters, odd case, junk at both ends. */
function brokenRss(items: Article[]): string {
  const item = (a: Article) => `<ITEM>
<title>${a.title} & more&nbsp;&mdash; <b>${a.author}</b>\x0b</title>
<link>/story/${a.n}?a=1&b=2</link>
<GUID isPermaLink=false>${a.n}</GUID>
<pubdate>${a.date.toUTCString()}</pubdate>
<d:creator>${a.author} &copy;</d:creator>
<description>${a.body.replace('</p>', '')}<br>&hellip; x < y</description>
<enc:encoded>${escaped(a.body)}</enc:encoded>
<m:thumbnail url=https://img.example/${a.n}.jpg />
<georss:point>1 2</georss:point>
</ITEM>`
  return `
<br />
<b>Warning</b>: something in <b>feed.php</b>
<?xml version="1.0"?>
<rss xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:enc="http://purl.org/rss/1.0/modules/content" xmlns:m="https://search.yahoo.com/mrss">
<channel><title>Example & News</title><link>https://news.example/</link>
${items.map(item).join('\n')}
</channel></rss>
<!-- made in 0.1 s --> done`
}

/** XHTML in entries, relative addresses under xml:base, and no namespace at all. */
function brokenAtom(items: Article[]): string {
  const entry = (a: Article) => `<entry xml:base="https://news.example/story/">
<title>${a.title} &raquo; R&D</title><link href="${a.n}"/><id>${a.n}</id>
<published>${a.date.toUTCString()}</published>
<author><name>${a.author}</name>
<summary type="html">${escaped(a.summary)}</summary>
<content type="xhtml"><h:div>${a.body.replaceAll('<p>', '<h:p>').replaceAll('</p>', '</h:p>').replace('">', '"/>').replaceAll('https://img.example', '../img')}</h:div></content>
</entry>`
  return `<?xml version="1.0"?><feed version="0.3"><title>Example</title>${items.map(entry).join('\n')}</feed>`
}

const SIZES = [20, 30, 50, 100, 200]

const made = (name: string, write: (items: Article[]) => string, seed: number): MadeFeed[] =>
  SIZES.map((items, i) => ({
    name: `${name}-${items}`,
    items,
    bytes: Buffer.from(write(articles(items, dice(seed + i)))),
  }))

export const cleanFeeds = (): MadeFeed[] => [...made('rss', cleanRss, 1), ...made('atom', cleanAtom, 11)]
export const brokenFeeds = (): MadeFeed[] => [
  ...made('broken-rss', brokenRss, 21),
  ...made('broken-atom', brokenAtom, 31),
]

/** One clean and one broken feed of about so many bytes. */
export function largeFeeds(bytes: number): MadeFeed[] {
  const sized = (name: string, write: (items: Article[]) => string): MadeFeed => {
    const sample = Buffer.byteLength(write(articles(100, dice(41)))) / 100
    const items = Math.round(bytes / sample)
    return { name, items, bytes: Buffer.from(write(articles(items, dice(41)))) }
  }
  return [sized('rss', cleanRss), sized('broken-rss', brokenRss)]
}
