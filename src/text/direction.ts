import type { Direction } from '../model/article.ts'

/** Languages written from right to left, by their BCP 47 primary subtag (Unicode CLDR, layout/orientation). */
const RTL = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'iw',
  'khw',
  'ks',
  'ku',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
])

/** How text in that language runs; left to right where no language is known. */
export function directionOf(language: string | null): Direction {
  const [primary = '', second] = (language ?? '').toLowerCase().split('-')
  // Kurdish and Uyghur are written in Latin letters too, and say so
  return RTL.has(primary) && second !== 'latn' ? 'rtl' : 'ltr'
}
