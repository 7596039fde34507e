/**
 * Renders one topic of 50 entries with us and with the npm packages `feed` and feedsmith, then gives each what outlets
 * have been seen to send. All three write the same content: the lead article and its linked headlines.
 */
import type { FeedDocument, FeedEntry } from '../src/model/feed-document.ts'
import { OUTPUT_FORMATS } from '../src/render/formats.ts'
import { document, entry, headline } from '../test/render/documents.ts'
import { elements, readXml } from '../test/render/strict-xml.ts'
import { feedFormats } from './render/feed.ts'
import { feedsmithFormats } from './render/feedsmith.ts'

const FORMATS = ['rss', 'atom', 'json'] as const
type Formats = Record<(typeof FORMATS)[number], (document: FeedDocument) => string>

const writers: Record<string, Formats> = {
  khulasa: {
    rss: OUTPUT_FORMATS.rss.render,
    atom: OUTPUT_FORMATS.atom.render,
    json: OUTPUT_FORMATS.json.render,
  },
  feed: feedFormats,
  feedsmith: feedsmithFormats,
}

const ENTRIES = 50
const ROUNDS = 7
const ROUND_MS = 300

const topic = document({ entries: Array.from({ length: ENTRIES }, (_, index) => story(index)) })

console.log(
  `one topic of ${ENTRIES} entries, entries per second of processor time (median of ${ROUNDS} rounds), KB`,
)
for (const format of FORMATS) {
  const speeds = new Map(Object.keys(writers).map(name => [name, [] as number[]]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, formats] of Object.entries(writers)) {
      const speed = entriesPerSecond(formats[format])
      if (round > 0) speeds.get(name)?.push(speed)
    }
  }
  const cells = Object.entries(writers).map(([name, formats]) => {
    const kilobytes = Buffer.byteLength(formats[format](topic)) / 1000
    return `${name} ${Math.round(median(speeds.get(name) ?? [])).toLocaleString('en')} (${kilobytes.toFixed(0)} KB)`
  })
  console.log(`${format.padEnd(5)} ${cells.join('   ')}`)
}

const hostile: Record<string, Partial<FeedEntry>> = {
  'a control character in the title': { title: 'Port\u0008 opens' },
  'half a surrogate pair in the title': { title: 'Port \uD83D opens' },
  ']]> in the title': { title: 'Port ]]> opens' },
  'a tag in the title': { title: 'How to use <b> & <script>' },
  'a < in a keyword': { keywords: ['a<b "c" & d'] },
  'a control character in the summary': { summary: 'First\u000Bsecond' },
  'an address that is no URL': { url: 'item 7' },
  'an image that is no URL': { image: 'port.jpg' },
  'a space and a quote in an address': { url: 'https://herald.example/a b"c' },
}

console.log('\nhostile input: what a strict reader says')
for (const [name, changes] of Object.entries(hostile)) {
  for (const [writer, formats] of Object.entries(writers)) {
    const verdicts = FORMATS.map(format => `${format} ${verdict(formats[format], entry(changes))}`)
    console.log(`${name.padEnd(36)} ${writer.padEnd(10)} ${verdicts.join(', ')}`)
  }
}

/** A story as news topics have them: a lead of three paragraphs in one of two languages, three linked headlines. */
function story(index: number): FeedEntry {
  const isArabic = index % 2 === 0
  const sentence = isArabic
    ? 'وصلت السفينة الأولى إلى الميناء الجديد عند الفجر بعد عشر سنوات من العمل. '
    : 'The first ship reached the new harbour at dawn, after ten years of "work" & delays. '
  return entry({
    id: `urn:uuid:0192f0c1-0000-7000-8000-${String(index).padStart(12, '0')}`,
    title: `${index}: ${sentence.trim()}`,
    summary: sentence,
    html: `<p>${sentence.repeat(2).replaceAll('&', '&amp;')}</p>\n`.repeat(2),
    language: isArabic ? 'ar' : 'en',
    direction: isArabic ? 'rtl' : 'ltr',
    headlines: [headline(), headline({ title: sentence.trim() }), headline({ kind: 'related' })],
  })
}

/** Counted by the processor's time, not the clock's, so that a busy machine changes little. */
function entriesPerSecond(render: (document: FeedDocument) => string): number {
  const before = process.cpuUsage()
  const end = performance.now() + ROUND_MS
  let rendered = 0
  while (performance.now() < end) {
    // A rope is flattened here, as sending it would.
    Buffer.from(render(topic))
    rendered += ENTRIES
  }
  const { user, system } = process.cpuUsage(before)
  return (rendered * 1_000_000) / (user + system)
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

/** A second, harmless entry stands beside the hostile one: it must come out too. */
function verdict(render: (document: FeedDocument) => string, hostile: FeedEntry): string {
  let rendered: string
  try {
    rendered = render(document({ entries: [hostile, entry({ title: 'Harmless' })] }))
  } catch (error) {
    return `THROWS (${(error as Error).message})`
  }
  if (!rendered.isWellFormed()) return 'NOT UNICODE'
  try {
    if (!rendered.includes('Harmless')) return 'LOST'
    return rendered.startsWith('{') ? jsonVerdict(rendered) : xmlVerdict(rendered)
  } catch (error) {
    return `ILL-FORMED (${(error as Error).message.split('\n', 1)[0]})`
  }
}

function jsonVerdict(rendered: string): string {
  const { items } = JSON.parse(rendered)
  return items.every(({ title }: { title: string }) => title.isWellFormed()) ? 'ok' : 'HALF A CHARACTER'
}

/** A title that Atom is told is HTML loses what looks like a tag in every reader. */
function xmlVerdict(rendered: string): string {
  const titles = elements(readXml(rendered), 'title')
  const isMarkup = titles.some(({ attributes, text }) => attributes.type === 'html' && /<\w/.test(text))
  return isMarkup ? 'TITLE AS MARKUP' : 'ok'
}
