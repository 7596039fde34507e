import type { Site } from '../model/config.ts'

/** The languages that the interface can be read in. */
export const LANGUAGES = ['ar', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_COOKIE = 'language'

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some(language => language === text)
}

/**
 * Says in which language a visitor reads the interface: as chosen, else as the browser asks (of our languages the one
 * that weighs most, RFC 9110 §12.5.4), else in the site's own; null for that.
 */
export function visitorLanguage(
  chosen: string | undefined,
  acceptLanguage: string | undefined,
): Language | null {
  if (isLanguage(chosen)) return chosen
  const asked = (acceptLanguage ?? '').slice(0, LONGEST).split(',').map(readRange)
  const offers = LANGUAGES.map(language => {
    const weights = asked.flatMap(range => (range.language === language ? range.weight : []))
    return { language, weight: Math.max(0, ...weights) }
  })
  // of equals the browser's first
  const rank = (language: string) => asked.findIndex(range => range.language === language)
  const [best] = offers
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || rank(a.language) - rank(b.language))
  return best?.language ?? null
}

/** Browsers send some dozens of characters. */
const LONGEST = 500

function readRange(text: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = text.toLowerCase().split(';')
  const quality = parameters.map(parameter => parameter.trim()).find(parameter => parameter.startsWith('q='))
  const weight = quality === undefined ? 1 : Number(quality.slice(2))
  return { language: tag.trim().split('-')[0] ?? '', weight: weight >= 0 && weight <= 1 ? weight : 0 }
}

const inOther = new WeakMap<Site, Map<Language, Site>>()

/**
 * The site as a visitor of that language sees it, the same object each time. A site in `ar-EG` keeps its own digits and
 * months for who reads Arabic.
 */
export function siteIn(site: Site, language: Language | null): Site {
  if (language === null || site.language.toLowerCase().split('-')[0] === language) return site
  const known = inOther.get(site) ?? new Map<Language, Site>()
  inOther.set(site, known)
  const found = known.get(language) ?? { ...site, language }
  known.set(language, found)
  return found
}
