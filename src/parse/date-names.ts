/** The twelve months, folded as `foldName` folds. */
const MONTHS: readonly string[] = [
  // Gulf and Egypt, Mashriq, Tunisia and Algeria, Morocco; then Persian, Urdu, Hebrew, English
  'يناير|كانون الثاني|جانفي|ژانويه|جنوري|ינואר|january|jan',
  'فبراير|شباط|فيفري|فوريه|فروري|פברואר|february|feb',
  'مارس|اذار|مارچ|מרץ|march|mar',
  'ابريل|نيسان|افريل|اوريل|اپريل|אפריל|april|apr',
  'مايو|ايار|ماي|مه|مي|מאי|may',
  'يونيو|يونيه|حزيران|جوان|ژوين|جون|יוני|june|jun',
  'يوليو|يوليه|تموز|جويليه|يوليوز|ژوييه|جولاي|יולי|july|jul',
  'اغسطس|اب|اوت|غشت|اگست|אוגוסט|august|aug',
  'سبتمبر|ايلول|شتنبر|سپتامبر|ستمبر|ספטמבר|september|sept|sep',
  'اكتوبر|تشرين الاول|اكتبر|אוקטובר|october|oct',
  'نوفمبر|تشرين الثاني|نونبر|نوامبر|نومبر|נובמבר|november|nov',
  'ديسمبر|كانون الاول|دجنبر|دسامبر|دسمبر|דצמבר|december|dec',
]

/** Languages whose month names ICU gives; where two disagree (listopad) the earlier one is believed. */
const LOCALES =
  'fr es de it pt nl ru uk el hu tr pl cs ro sv da nb fi id ms ca bg sr az kk hy ka hi bn fa ckb'

/** The first of each row: https://www.unicode.org/charts/ (Arabic, Persian, Devanagari, Bengali, full width). */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10]

/** One spelling for what is written in several: no case, accents, hamza seats or marks of direction; ASCII digits. */
export function foldName(text: string): string {
  const lower = text.toLowerCase()
  if (/^[\0-\x7f]*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .replace(/\p{Nd}/gu, digit => String(digitOf(digit.codePointAt(0) ?? 0)))
    .replace(/ى|ی/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/ة/g, 'ه')
    .replace(/ς/g, 'σ')
    .replace(/ı/g, 'i')
    .replace(/[−‐‑–—]/g, '-')
    .normalize('NFC')
}

function digitOf(code: number): number | string {
  const zero = ZEROS.find(start => code >= start && code < start + 10)
  return zero === undefined ? String.fromCodePoint(code) : code - zero
}

const months = new Map(MONTHS.flatMap((names, i) => names.split('|').map(name => [name, i + 1] as const)))
let icuMonths: Map<string, number> | undefined

/** The month, 1 to 12, that a folded word (or pair of words) names in any language we know. */
export function monthOf(word: string): number | undefined {
  const known = months.get(word) ?? months.get(word.replace(/^ב/, ''))
  if (known !== undefined || word.length < 3 || word.includes(' ')) return known
  icuMonths ??= new Map(LOCALES.split(' ').flatMap(monthsOf).reverse())
  return icuMonths.get(word)
}

function monthsOf(locale: string): [string, number][] {
  const names: [string, number][] = []
  for (const month of ['long', 'short'] as const) {
    for (const day of ['numeric', undefined] as const) {
      const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { month, day, timeZone: 'UTC' })
      for (let i = 0; i < 12; i++) {
        const part = format.formatToParts(Date.UTC(2001, i, 15)).find(({ type }) => type === 'month')
        names.push([foldName(part?.value ?? '').replace(/\.$/, ''), i + 1])
      }
    }
  }
  return names.filter(([name]) => /^\p{L}{3,}$/u.test(name))
}

/**
 * Hours east of Greenwich. Of a name that means several zones the first is what RFC 5322 says or most outlets mean;
 * another is believed where the outlet's own zone agrees.
 */
const ZONES = `z 0, ut 0, utc 0, gmt 0, wet 0, غرينتش 0, جرينتش 0, غرينيتش 0, est -5 10, edt -4 11, cst -6 8, cdt -5,
  mst -7, mdt -6, pst -8, pdt -7, akst -9, akdt -8, hst -10, hdt -9, ast -4 3, adt -3 4, nst -3.5, ndt -2.5, bst 1 6,
  ist 5.5 2 1, idt 3, west 1, cet 1, met 1, mez 1, cest 2, mest 2, mesz 2, eet 2, eest 3, cat 2, sast 2, wat 1, eat 3,
  msk 3, msd 4, trt 3, irst 3.5, irdt 4.5, gst 4, aft 4.5, pkt 5, uzt 5, npt 5.75, ict 7, wib 7, hkt 8, sgt 8, awst 8,
  jst 9, kst 9, acst 9.5, aest 10, aedt 11, nzst 12, nzdt 13, brt -3, art -3, clt -4`

const zones = new Map(
  ZONES.split(',').map(line => {
    const [name = '', ...hours] = line.trim().split(' ')
    return [name, hours.map(hour => Number(hour) * 60)] as const
  }),
)

/** Names of a zone in summer and winter alike; their offset is the zone's on that day. */
const PLACES = new Map(
  Object.entries({
    et: 'America/New_York',
    ct: 'America/Chicago',
    mt: 'America/Denver',
    pt: 'America/Los_Angeles',
    مكه: 'Asia/Riyadh',
    القاهره: 'Africa/Cairo',
    القدس: 'Asia/Jerusalem',
    بغداد: 'Asia/Baghdad',
    دمشق: 'Asia/Damascus',
    بيروت: 'Asia/Beirut',
    الجزاير: 'Africa/Algiers',
    تونس: 'Africa/Tunis',
  }),
)

/** The IANA name of the zone that a folded word names by its place. */
export const zoneOfPlace = (word: string): string | undefined => PLACES.get(word)

/** What a folded zone name may mean, in minutes east of Greenwich, the likeliest first. */
export const zoneOffsets = (word: string): readonly number[] | undefined => zones.get(word)

const HALVES = {
  am: ['am', 'ص', 'صباحا', 'فجرا', 'قظ', 'قبل الظهر', '오전', '午前', '上午', 'πμ'],
  pm: ['pm', 'م', 'مساء', 'عصرا', 'بظ', 'بعد الظهر', '오후', '午後', '下午', 'μμ'],
  noon: ['ظهرا'],
  night: ['ليلا'],
}
type Half = keyof typeof HALVES
const halves = new Map(
  Object.entries(HALVES).flatMap(([half, names]) => names.map(name => [foldName(name), half as Half])),
)

/** The half of the day that a folded word (or pair) names; `noon` and `night` are both sides of twelve. */
export const halfOf = (word: string): Half | undefined => halves.get(word)
