import type { Topic } from '../model/topic.ts'

/** A topic as an operator writes it; what is left out is as by default. */
export type WrittenTopic = Pick<Topic, 'id' | 'query'> & Partial<Topic>

/** One line of a topic in `feeds.config.ts`: a name, and its value as TypeScript. */
export type TopicLine = { name: string; value: string }

/** Writes a topic as lines for `feeds.config.ts`: only what differs from the defaults. */
export function topicLines(topic: WrittenTopic): TopicLine[] {
  const { id, title, description, query, languages = [], outlets = [], minOutlets = 1 } = topic
  const { withinMs, maxAgeMs, per, holdMs, limit, updates, headlines, formerly = [] } = topic
  const lines: [name: string, value: string | null][] = [
    ['id', quoted(id)],
    ['title', title && title !== id ? quoted(title) : null],
    ['description', description ? quoted(description) : null],
    ['query', quoted(query)],
    ['languages', list(languages)],
    ['outlets', list(outlets)],
    ['minOutlets', minOutlets > 1 ? `${minOutlets}` : null],
    ['within', withinMs ? duration(withinMs) : null],
    ['maxAge', maxAgeMs ? duration(maxAgeMs) : null],
    ['per', per === 'article' ? quoted(per) : null],
    ['hold', holdMs === undefined || holdMs === HOLD_MS ? null : duration(holdMs)],
    ['limit', limit === undefined || limit === LIMIT ? null : `${limit}`],
    ['updates', updates === undefined || updates === 'silent' ? null : quoted(updates)],
    ['headlines', headlines === 'frozen' ? quoted(headlines) : null],
    ['private', topic.private ? 'true' : null],
    ['formerly', list(formerly)],
  ]
  return lines.flatMap(([name, value]) => (value === null ? [] : { name, value }))
}

/** As `define.ts` has them. */
const HOLD_MS = 180_000
const LIMIT = 50

const list = (texts: string[]): string | null =>
  texts.length === 0 ? null : `[${texts.map(quoted).join(', ')}]`

/** A text as a string of TypeScript: whatever is in it, it stays one line, and a string. */
function quoted(text: string): string {
  const inside = JSON.stringify(text.toWellFormed())
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replace(UNSEEN, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `'${inside}'`
}
/** Line separators, and marks that would turn the text around or not be seen. */
const UNSEEN = /[\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const

function duration(ms: number): string {
  const [unit, unitMs] = UNITS.find(([, size]) => ms > 0 && ms % size === 0) ?? ['s', 1_000]
  return quoted(`${ms / unitMs}${unit}`)
}
