import { halfOf, monthOf, zoneOffsets, zoneOfPlace } from './date-names.ts'

/** What a text says of a date, not yet put together. */
export type DateWords = {
  /** Numbers that are part of no time and no zone, as written. */
  numbers: string[]
  month?: number
  /** The month may be a Tuesday: "mar." in French, Spanish and Italian. A later name is the month then. */
  isTuesday?: boolean
  time?: { hour: number; minute: number; second: number; ms: number }
  half?: 'am' | 'pm' | 'noon' | 'night'
  /** Minutes east of Greenwich, the likeliest first. */
  offsets?: readonly number[]
  /** An IANA name. */
  zone?: string
}

const TIME = /(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,:](?<fraction>\d+))?)?/
const OFFSET = /(?<sign>[+-])(?<east>\d{1,2})(?::?(?<eastMinute>\d{2}))?(?![\d-])/
const WORDS = /(?<number>\d+)|(?<zone>[a-z]+(?:\/[a-z_]+)+)|(?<word>\p{L}+)|(?<other>[^\s])/u
const TOKEN = new RegExp([TIME, OFFSET, WORDS].map(part => part.source).join('|'), 'gu')

type Kind = 'time' | 'zone' | 'number' | 'word' | 'other'

/** Reads the words and numbers of a folded text in one pass, in whatever order they stand. */
export function scanDate(text: string): DateWords {
  const found: DateWords = { numbers: [] }
  let last = 'other' as Kind
  let lastWord = ''
  for (const { 0: all, index, groups = {} } of text.matchAll(TOKEN)) {
    const { word = '', other } = groups
    // "10:14:55, GMT" and "9:10 (GMT)": signs do not part a time from its zone
    if (other !== undefined) last = last === 'time' || last === 'zone' ? last : 'other'
    else if (groups.hour !== undefined) last = readTime(groups, found)
    else if (groups.sign !== undefined) last = readOffset(all, text[index - 1] === ' ', last, groups, found)
    else if (groups.number !== undefined) last = pushNumber(all, found)
    else if (groups.zone !== undefined) last = readZone(all, found)
    else last = readWord(word, `${lastWord} ${word}`, last, found)
    if (other === undefined) lastWord = word
  }
  return found
}

type Groups = Record<string, string | undefined>

function readTime({ hour, minute, second, fraction }: Groups, found: DateWords): Kind {
  const ms = Math.trunc(Number(`0.${fraction ?? 0}`) * 1000)
  found.time ??= { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0), ms }
  return 'time'
}

/** "-05" is a zone after a time ("10:14-05", "GMT-5", "16:29:06 2004 -0500"), else part of a date ("27-10-2015"). */
function readOffset(all: string, spaced: boolean, last: Kind, groups: Groups, found: DateWords): Kind {
  const apart = spaced && found.time && /^.\d\d:?\d\d$/.test(all)
  if (last !== 'time' && last !== 'zone' && !apart) return pushNumber(all.slice(1), found)
  const east = Number(groups.east) * 60 + Number(groups.eastMinute ?? 0)
  // No place is further than 14 hours from Greenwich: "-9999" says nothing
  if (east <= 14 * 60 && Number(groups.eastMinute ?? 0) < 60)
    found.offsets = [groups.sign === '-' ? -east : east]
  return 'zone'
}

function pushNumber(number: string, found: DateWords): Kind {
  found.numbers.push(number)
  return 'number'
}

function readZone(name: string, found: DateWords): Kind {
  found.zone ??= name
  return 'zone'
}

/** Words that end a Hijri date, as it stands beside the Gregorian one: «14 محرم 1437هـ - 27 أكتوبر 2015م». */
const HIJRI = new Set(['ه', 'هجري', 'هجريه'])

function readWord(word: string, pair: string, last: Kind, found: DateWords): Kind {
  if (last === 'number' && HIJRI.has(word)) found.numbers.splice(-2)
  // A lone «م» means "pm" after a time only; after a year it is «ميلادي», Gregorian
  const half =
    halfOf(pair) ?? (word === 'م' && last !== 'time' ? undefined : halfOf(word.replace(/^[日일]/u, '')))
  if (half) {
    found.half ??= half
    return last
  }
  const month = monthOf(pair) ?? monthOf(word)
  if (month !== undefined && (found.month === undefined || found.isTuesday)) {
    found.month = month
    found.isTuesday = word === 'mar' && found.numbers.length === 0
  }
  if (month !== undefined || !found.time) return 'word'
  return readZoneName(word, found)
}

function readZoneName(word: string, found: DateWords): Kind {
  const offsets = zoneOffsets(word)
  const place = zoneOfPlace(word)
  if (place) found.zone ??= place
  else if (offsets) found.offsets ??= offsets
  return place || offsets ? 'zone' : 'word'
}
