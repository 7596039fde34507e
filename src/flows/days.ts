import type { Instant } from '../model/time.ts'

/** A day of a zone: its date, and from when until when (excluded) it lasts. */
export type Day = { day: string; from: Instant; until: Instant }

/** The last so many days of a zone, today included, oldest first. They last 23 to 25 hours where clocks change. */
export function daysUntil(now: Instant, count: number, timeZone: string): Day[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
  return Array.from({ length: count }, (_, i) => {
    const date = today.subtract({ days: count - 1 - i })
    return {
      day: date.toString(),
      from: startOf(date, timeZone),
      until: startOf(date.add({ days: 1 }), timeZone),
    }
  })
}

const startOf = (date: Temporal.PlainDate, timeZone: string): Instant =>
  date.toZonedDateTime(timeZone).epochMilliseconds

/** How many of these instants fall on each day; both in order. */
export function countPerDay(days: Day[], instants: Iterable<Instant>): { day: string; count: number }[] {
  const sorted = [...instants].sort((a, b) => a - b)
  let next = sorted.findIndex(at => at >= (days[0]?.from ?? 0))
  return days.map(({ day, until }) => {
    const start = next
    while (next >= 0 && next < sorted.length && (sorted[next] as Instant) < until) next++
    return { day, count: next - start }
  })
}
