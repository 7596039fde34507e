import { monthOf } from './date-names.ts'
import type { DateWords } from './date-words.ts'

const RFC_5322 =
  /^(?:[a-z]{3}, )?(\d\d) ([a-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:(gmt|utc|z)|([+-])(0\d|1[0-4])([0-5]\d))$/
const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)t(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?(?:(z)|([+-])(0\d|1[0-4]):([0-5]\d))$/

/** Reads RFC 5322 and RFC 3339 as programs write them, in half the time that scanning for words takes. */
export function scanMachineDate(text: string): DateWords | undefined {
  const rfc5322 = RFC_5322.exec(text)
  if (rfc5322) {
    const [, day = '', name = '', year = '', hour, minute, second, , sign, east, eastMinute] = rfc5322
    const month = monthOf(name)
    if (month === undefined) return undefined
    return {
      numbers: [day, year],
      month,
      time: clock(hour, minute, second),
      offsets: [offset(sign, east, eastMinute)],
    }
  }
  const rfc3339 = RFC_3339.exec(text)
  if (!rfc3339) return undefined
  const [, year = '', month = '', day = '', hour, minute, second, fraction = '', , sign, east, eastMinute] =
    rfc3339
  const ms = Number(fraction.padEnd(3, '0'))
  const offsets = [offset(sign, east, eastMinute)]
  return { numbers: [day, year], month: Number(month), time: { ...clock(hour, minute, second), ms }, offsets }
}

const clock = (hour?: string, minute?: string, second?: string) => ({
  hour: Number(hour),
  minute: Number(minute),
  second: Number(second),
  ms: 0,
})

const offset = (sign = '+', hours = '0', minutes = '0') =>
  (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
