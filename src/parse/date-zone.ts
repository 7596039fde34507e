/** Formatters cost about 0.1 ms to make and are asked for at every date; zones that work are few. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * The offset of an IANA zone at an instant, in milliseconds east of Greenwich, daylight saving included; undefined
 * for a name that is no zone.
 */
export function zoneOffsetAt(zone: string, at: number): number | undefined {
  const formatter = formatterOf(zone)
  if (!formatter) return undefined
  const part: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - (at - (at % 1000))
}

/**
 * The instant at which clocks in `zone` show `local` (the reading taken as if it were UTC). A reading that a change of
 * clocks skipped is moved on by the skip; of two instants with the same reading the earlier is answered.
 */
export function zonedInstant(local: number, zone: string): number | undefined {
  const before = zoneOffsetAt(zone, local - 86_400_000)
  const after = zoneOffsetAt(zone, local + 86_400_000)
  if (before === undefined || after === undefined) return undefined
  const early = local - before
  return zoneOffsetAt(zone, early) === before || zoneOffsetAt(zone, local - after) !== after
    ? early
    : local - after
}

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formatters.get(zone)
  if (known) return known
  try {
    const options = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    } as const
    const more = {
      second: 'numeric',
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
    } as const
    const formatter = new Intl.DateTimeFormat('en', { ...options, ...more, timeZone: zone })
    formatters.set(zone, formatter)
    return formatter
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
