import { foldName } from './date-names.ts'
import { type DateWords, scanDate } from './date-words.ts'
import { zonedInstant, zoneOffsetAt } from './date-zone.ts'

/** Longer texts are no dates; bounds the work on hostile input. */
const MAX_LENGTH = 200

/**
 * Reads a date as outlets write it: RFC 822 and 5322, RFC 3339, ISO 8601 and their broken forms, asctime, and dates in
 * the words and digits of many languages.
 *
 * Answers an ISO string in UTC, or undefined for what cannot be read; never the present time, never a throw. A text
 * without a zone is in `timezone` (an IANA name), else in UTC; one without a time means midnight; without a day or a
 * month, the first. Years before 1583 are not read: they are placeholders (0001-01-01) or of another calendar.
 */
export function readDate(text: string, { timezone }: { timezone?: string } = {}): string | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const plain = spell(foldName(text).trim())
  if (/^(\d{10}|\d{13})$/.test(plain)) return isoOf(Number(plain) * (plain.length === 10 ? 1000 : 1))
  const words = scanDate(plain)
  const date = dateOf(words, plain)
  const timeMs = timeOf(words)
  if (!date || timeMs === undefined) return undefined
  const dayAt = Date.UTC(date.year, date.month - 1, date.day)
  const exists = date.month <= 12 && new Date(dayAt).getUTCDate() === date.day && date.year > 1582
  return exists ? isoOf(toUtc(dayAt + timeMs, words, timezone)) : undefined
}

/** Sets the parts of what is written together apart, so that one scanner reads all. */
function spell(text: string): string {
  const compact =
    /^(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?)?(?=[z+-]|$)/.exec(text)
  if (compact && text.length !== 10 && text.length !== 13) {
    const [all, year, month, day, hour = '00', minute = '00', second = '00'] = compact
    return `${year}-${month}-${day} ${hour}:${minute}:${second}${text.slice(all.length)}`
  }
  const ordinal = /^(\d{4})-?(\d{3})(?=t|$)/.exec(text)
  if (ordinal) {
    const date = new Date(Date.UTC(Number(ordinal[1]), 0, Number(ordinal[2])))
    return date.toISOString().slice(0, 10) + text.slice(ordinal[0].length)
  }
  return text
    .replace(/^(\d{2})(\d{2})(\d{2})(?=t|$)/, '$1-$2-$3')
    .replace(/(?<=\d)t(\d{1,2})(?=z|[+-]|$)/, ' $1:00')
    .replace(/(?<!\d)(\d{1,2}) ?[h시時时点點] ?(\d{2})(?!\d)/u, '$1:$2')
    .replace(/(?<!\p{L})([apπμقب])\. ?([mμظ])(?!\p{L})/u, '$1$2')
}

type YearMonthDay = { year: number; month: number; day: number }

function dateOf({ numbers, month }: DateWords, text: string): YearMonthDay | undefined {
  const [first = '', second = '', third = ''] = numbers
  if (month !== undefined) return withNamedMonth(month, first, second)
  if (third && isYear(first)) {
    const swapped = Number(second) > 12
    return {
      year: Number(first),
      month: Number(swapped ? third : second),
      day: Number(swapped ? second : third),
    }
  }
  if (third && /^\d\d-\d\d-\d\d(?!\d)/.test(text)) return ymd(first, second, third)
  if (third) return isMonthFirst(first, second, text) ? ymd(third, first, second) : ymd(third, second, first)
  if (/^\d{4}-\d\d?$/.test(text)) return ymd(first, second, '1')
  return /^\d{4}$/.test(text) ? ymd(first, '1', '1') : undefined
}

const isYear = (number: string) => number.length === 4

function withNamedMonth(month: number, first: string, second: string): YearMonthDay | undefined {
  if (!second) return isYear(first) ? { year: Number(first), month, day: 1 } : undefined
  const yearFirst = first.length > 2 || Number(first) > 31
  return { ...ymd(yearFirst ? first : second, '1', yearFirst ? second : first), month }
}

/**
 * 10/27/2015 tells by itself; of 1/2/2015 most of the world means the first of February, but .NET's own format
 * ("1/2/2015 9:10:00 AM") is month first.
 */
function isMonthFirst(first: string, second: string, text: string): boolean {
  if (Number(first) > 12 || Number(second) > 12) return Number(second) > 12
  return /\d\/\d/.test(text) && /\d ?[ap]m$/.test(text)
}

/** Short years by RFC 5322 §4.3: 00 to 49 are of this century, other years of two or three digits count from 1900. */
function ymd(year: string, month: string, day: string): YearMonthDay {
  const short = Number(year)
  const since = year.length > 3 ? 0 : year.length < 3 && short < 50 ? 2000 : 1900
  return { year: since + short, month: Number(month), day: Number(day) }
}

/** Milliseconds since midnight; undefined for a time that no clock shows. 24:00 and leap seconds are the next moment. */
function timeOf({ time, half }: DateWords): number | undefined {
  if (!time) return 0
  const { hour, minute, second, ms } = time
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 60) return undefined
  const isPm = half === 'pm' || (half === 'night' && hour >= 6)
  const noonless = half && hour === 12 ? 0 : hour
  const pmHour = half === 'night' && hour === 12 ? 0 : isPm && hour <= 12 ? noonless + 12 : noonless
  return ((pmHour * 60 + minute) * 60 + second) * 1000 + ms
}

function toUtc(local: number, { offsets, zone }: DateWords, timezone: string | undefined): number {
  if (offsets) {
    const outletOffset = timezone && offsets.length > 1 ? zoneOffsetAt(timezone, local) : undefined
    const agreed = offsets.find(minutes => minutes * 60_000 === outletOffset)
    return local - (agreed ?? offsets[0] ?? 0) * 60_000
  }
  return (zone && zonedInstant(local, zone)) || (timezone && zonedInstant(local, timezone)) || local
}

function isoOf(at: number): string | undefined {
  const iso = new Date(at).toISOString()
  return iso.length === 24 ? iso : undefined
}
