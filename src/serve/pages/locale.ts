import type { Direction } from '../../model/article.ts'
import type { Site } from '../../model/config.ts'
import type { Instant } from '../../model/time.ts'
import { type Strings, stringsFor } from './strings.ts'

/** The site's words, numbers and times. */
export type Locale = {
  /** BCP 47, of the interface: not of what outlets wrote. */
  language: string
  direction: Direction
  strings: Strings
  number(value: number): string
  /** A share of 1, in whole percents. */
  percent(share: number): string
  /** A counted noun in the right plural form. */
  count(noun: keyof Strings['plural'], n: number): string
  /** Day and clock time in words, in the site's timezone. */
  exact(at: Instant): string
  day(at: Instant): string
  clock(at: Instant): string
  /** «5 minutes ago», «in 2 hours»; a date where it is a week away or more. */
  relative(at: Instant, now: Instant): string
  kilobytes(bytes: number): string
  /** How long something took: milliseconds below a second, seconds above. */
  duration(ms: number): string
  /** A length of time in words, in the greatest unit that it is whole in: «يومان», «36 hours». */
  span(ms: number): string
  /** A language's name; its code where it has none. */
  languageName(code: string): string
}

const MINUTE_MS = 60_000
const STEPS = [
  { unit: 'day', ms: 24 * 60 * MINUTE_MS },
  { unit: 'hour', ms: 60 * MINUTE_MS },
  { unit: 'minute', ms: MINUTE_MS },
] as const
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS

/** Intl's formatters cost a hundred times what formatting does, so a site builds its own once. */
const built = new WeakMap<Site, Locale>()

/** Gives the words, numbers and times of a site, by its language and timezone. */
export function localeOf(site: Site): Locale {
  const known = built.get(site)
  if (known !== undefined) return known
  const locale = buildLocale(site)
  built.set(site, locale)
  return locale
}

function buildLocale(site: Site): Locale {
  const { language, strings } = stringsFor(site.language)
  const timeZone = site.timezone
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const plural = new Intl.PluralRules(language)
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone })
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone })
  const relative = new Intl.RelativeTimeFormat(language)
  const kilobytes = new Intl.NumberFormat(language, unit('kilobyte'))
  const milliseconds = new Intl.NumberFormat(language, unit('millisecond'))
  const seconds = new Intl.NumberFormat(language, unit('second'))
  const spans = new Map(
    UNITS.map(([name]) => [name, new Intl.NumberFormat(language, { ...unit(name), unitDisplay: 'long' })]),
  )
  const languages = new Intl.DisplayNames(language, { type: 'language' })
  return {
    language,
    direction: strings.direction,
    strings,
    percent: share => percent.format(share),
    number: value => number.format(value),
    count: (noun, n) => {
      const forms = strings.plural[noun]
      return (forms[plural.select(n)] ?? forms.other).replace('{n}', number.format(n))
    },
    exact: at => exact.format(at),
    day: at => day.format(at),
    clock: at => clock.format(at),
    relative: (at, now) => {
      const awayMs = at - now
      if (Math.abs(awayMs) >= WEEK_MS) return day.format(at)
      const step = STEPS.find(({ ms }) => Math.abs(awayMs) >= ms)
      if (step === undefined) return strings.justNow
      return relative.format(Math.trunc(awayMs / step.ms), step.unit)
    },
    kilobytes: bytes => kilobytes.format(bytes / 1000),
    duration: ms => (ms < 1000 ? milliseconds.format(ms) : seconds.format(ms / 1000)),
    span: ms => spanOf(spans, ms),
    languageName: code => nameOf(languages, code),
  }
}

function unit(name: string): Intl.NumberFormatOptions {
  return { style: 'unit', unit: name, maximumFractionDigits: 1 }
}

const UNITS = [
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
  ['second', 1_000],
] as const

function spanOf(formats: Map<string, Intl.NumberFormat>, ms: number): string {
  const [name, unitMs] =
    UNITS.find(unit => ms >= unit[1] && ms % unit[1] === 0) ?? (['second', 1_000] as const)
  const written = formats.get(name)?.format(ms / unitMs) ?? ''
  // Intl has the dual in the nominative alone
  return written.replace(/ان$/u, 'ين')
}

function nameOf(languages: Intl.DisplayNames, code: string): string {
  try {
    return languages.of(code) ?? code
  } catch {
    // RangeError: not a well-formed tag, and so without a name.
    return code
  }
}
