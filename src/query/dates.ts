import { fold } from '../text/fold.ts'
import type { Asked } from './query.ts'

type Reading = Extract<Asked, { kind: 'date' }> | { kind: 'wrong'; message: string }

/** `after:2025-03-01`: seen on that day or later. A month or a year begins with its first day. */
export function after(text: string, timezone = 'UTC'): Reading {
  const from = startOf(text, timezone)
  return from === null ? wrong('after') : { kind: 'date', from, until: Number.POSITIVE_INFINITY }
}

/** `before:2025-03-01`: seen on the day before that, or earlier. */
export function before(text: string, timezone = 'UTC'): Reading {
  const until = startOf(text, timezone)
  return until === null ? wrong('before') : { kind: 'date', from: Number.NEGATIVE_INFINITY, until }
}

const wrong = (field: string): Reading => ({
  kind: 'wrong',
  message: `${field}: takes a date, as in ${field}:2025-03-01 (a year, a month or a time of day also do)`,
})

const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[t ](\d{1,2}):(\d{2}))?)?)?$/

/** The instant at which a day, month, year or minute begins in a zone; null where the text names none. */
function startOf(text: string, timeZone: string): number | null {
  const [, year, month = '1', day = '1', hour = '0', minute = '0'] = DATE.exec(fold(text.trim())) ?? []
  if (year === undefined) return null
  const fields = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
  }
  try {
    return Temporal.ZonedDateTime.from({ ...fields, timeZone }, { overflow: 'reject' }).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
