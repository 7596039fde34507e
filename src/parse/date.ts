import { scanMachineDate } from './date-machine.ts'
import { foldName } from './date-names.ts'
import { type DateWords, scanDate } from './date-words.ts'
import { zonedInstant, zoneOffsetAt } from './date-zone.ts'

/** Longer texts are no dates; bounds the work on hostile input. */
const MAX_LENGTH = 200

/** The Gregorian calendar's first whole year. */
const FIRST_YEAR = 1583

/**
 * Reads a date as outlets write it: RFC 822 and 5322, RFC 3339, ISO 8601 and their broken forms, asctime, and dates in
 * the words and digits of many languages.
 *
 * Answers an ISO string in UTC, or undefined for what cannot be read; never the present time, never a throw. A text
 * without a zone is in `timezone` (an IANA name), else in UTC; one without a time means midnight; without a day or a
 * month, the first. Years before 1583 are not read: they are placeholders (0001-01-01) or of another calendar.
 */
export function readDate(
  text: string,
  { timezone }: { timezone?: string | undefined } = {},
): string | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const folded = foldName(text).trim()
  if (/^(\d{10}|\d{13})$/.test(folded)) return isoOf(Number(folded) * (folded.length === 10 ? 1000 : 1))
  const machine = scanMachineDate(folded)
  if (machine) return putTogether(machine, folded, timezone)
  const spelled = spell(folded)
  return putTogether(scanDate(spelled), spelled, timezone)
}

function putTogether(words: DateWords, text: string, timezone: string | undefined): string | undefined {
  const date = dateOf(words, text)
  const timeMs = timeOf(words)
  if (!date || timeMs === undefined || date.year < FIRST_YEAR || date.year > 9999) return undefined
  const dayAt = Date.UTC(date.year, date.month - 1, date.day)
  const isReal = date.month <= 12 && new Date(dayAt).getUTCDate() === date.day
  return isReal ? isoOf(toUtc(dayAt + timeMs, words, timezone)) : undefined
}

/** Sets the parts of what is written together apart, so that one scanner reads all. */
function spell(text: string): string {
  const compact =
    /^(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?)?(?=[z+-]|$)/.exec(text)
  if (compact && text.length !== 10 && text.length !== 13) {
    const [all, year, month, day, hour = '00', minute = '00', second = '00'] = compact
    return `${year}-${month}-${day} ${hour}:${minute}:${second}${text.slice(all.length)}`
  }
  const ordinal = /^([12]\d{3})-?([0-3]\d{2})(?=t|$)/.exec(text)
  if (ordinal) return dayOfYear(ordinal) + text.slice(ordinal[0].length)
  return text
    .replace(/^(\d{2})(\d{2})(\d{2})(?=t|$)/, '$1-$2-$3')
    .replace(/^-(\d{2})-?(\d{2})$/, (_, year, month) => `${fullYear(year)}-${month}`)
    .replace(/(?<=\d)t(\d{1,2})(?=z|[+-]|$)/, ' $1:00')
    .replace(/(?<!\d)(\d{1,2}) ?[h시時时点點] ?(\d{2})(?!\d)/u, '$1:$2')
    .replace(/(?<!\p{L})([apπμقب])\. ?([mμظ])(?!\p{L})/u, '$1$2')
}

function dayOfYear([, year = '', day]: RegExpExecArray): string {
  return new Date(Date.UTC(Number(year), 0, Number(day))).toISOString().slice(0, 10)
}

type YearMonthDay = { year: number; month: number; day: number }

function dateOf({ numbers, month, time }: DateWords, text: string): YearMonthDay | undefined {
  const [first = '', second = '', third = ''] = numbers
  if (month !== undefined) return withNamedMonth(month, first, second, time !== undefined)
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

/** "October 2015" is its first day, but with a time the day is missing. */
function withNamedMonth(
  month: number,
  first: string,
  second: string,
  isTimed: boolean,
): YearMonthDay | undefined {
  if (!second) return isYear(first) && !isTimed ? { year: Number(first), month, day: 1 } : undefined
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

const ymd = (year: string, month: string, day: string): YearMonthDay => ({
  year: fullYear(year),
  month: Number(month),
  day: Number(day),
})

/** Short years by RFC 5322 §4.3: 00 to 49 are of this century, other years of two or three digits count from 1900. */
function fullYear(year: string): number {
  const short = Number(year)
  return short + (year.length > 3 ? 0 : year.length < 3 && short < 50 ? 2000 : 1900)
}

/** Milliseconds since midnight; undefined for a time that no clock shows. 24:00 and leap seconds are the next moment. */
function timeOf({ time, half }: DateWords): number | undefined {
  if (!time) return 0
  const { hour, minute, second, ms } = time
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 60) return undefined
  return ((hourOf(hour, half) * 60 + minute) * 60 + second) * 1000 + ms
}

/** "12 ليلا" is midnight, "9 ليلا" is 21:00, "2 ليلا" is 02:00; "11:30 ظهرا" is before noon, "1 ظهرا" after it. */
function hourOf(hour: number, half: DateWords['half']): number {
  if (!half || hour > 12) return hour
  const isAfternoon = { am: false, pm: true, noon: hour < 10 || hour === 12, night: hour >= 6 && hour < 12 }[
    half
  ]
  return (hour % 12) + (isAfternoon ? 12 : 0)
}

function toUtc(local: number, { offsets, zone }: DateWords, timezone: string | undefined): number {
  if (!offsets) return zoned(local, zone) ?? zoned(local, timezone) ?? local
  const outletOffset = timezone && offsets.length > 1 ? zoneOffsetAt(timezone, local) : undefined
  const agreed = offsets.find(minutes => minutes * 60_000 === outletOffset)
  return local - (agreed ?? offsets[0] ?? 0) * 60_000
}

const zoned = (local: number, zone: string | undefined) => (zone ? zonedInstant(local, zone) : undefined)

function isoOf(at: number): string | undefined {
  const iso = new Date(at).toISOString()
  return iso.length === 24 ? iso : undefined
}
