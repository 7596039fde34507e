import type { FeedHints } from '../model/outlet.ts'
import { defined, type FieldReader, type Fields, inside } from './fields.ts'

const HOURS = 24
const DAYS = 7

/** What a feed asks of those who poll it (RSS 2.0, and the syndication module of RSS 1.0), as far as it makes sense. */
export function readHints(fields: Fields, reader: FieldReader): FeedHints | undefined {
  const number = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined)
  const all = (record: string, element: string) =>
    (fields[record] ?? []).flatMap(field => inside(field)[element] ?? []).map(field => reader.text(field))
  const hours = all('skipHours', 'hour').slice(0, HOURS).map(number)
  const skipHours = hours.filter(hour => hour !== undefined).map(hour => hour % HOURS)
  const days = all('skipDays', 'day').slice(0, DAYS)
  const skipDays = days.filter(day => day !== undefined && /^[a-z]{6,9}$/i.test(day)) as string[]
  const hints = defined({
    ttl: number(reader.first(fields, 'ttl')),
    updatePeriod: reader.first(fields, 'updatePeriod'),
    updateFrequency: number(reader.first(fields, 'updateFrequency')),
    skipHours: skipHours.length > 0 ? skipHours : undefined,
    skipDays: skipDays.length > 0 ? skipDays : undefined,
  })
  return Object.keys(hints).length > 0 ? hints : undefined
}
