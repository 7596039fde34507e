/** What the river is narrowed to; null for whatever is not asked for. */
export type RiverFilter = {
  /** A language without a region, `''` for those whose language nobody knows. */
  language: string | null
  /** The id of a topic. */
  topic: string | null
  /** How many days back. */
  days: number | null
}

export const NO_FILTER: RiverFilter = { language: null, topic: null, days: null }

/** How far back the river can be narrowed to. */
export const DAYS_OFFERED = [1, 3, 7, 30] as const
const MOST_DAYS = 3_650

/** How an address says that the language is not known. */
const UNKNOWN = 'und'

/**
 * Reads what `/?lang=ar&topic=football&days=7` narrows the river to. What is empty asks for nothing, as a form sends what
 * was not chosen too; what cannot be read asks for nothing either.
 */
export function readRiverFilter(params: URLSearchParams): RiverFilter {
  const language = params.get('lang')?.trim().toLowerCase() ?? ''
  const topic = params.get('topic')?.trim() ?? ''
  const days = /^\d{1,4}$/.test(params.get('days') ?? '') ? Number(params.get('days')) : 0
  return {
    language: language === UNKNOWN ? '' : /^[a-z]{2,3}$/.test(language) ? language : null,
    topic: /^[a-z0-9-]{1,64}$/.test(topic) ? topic : null,
    days: days >= 1 && days <= MOST_DAYS ? days : null,
  }
}

/** Writes a filter as addresses have it, without a question mark; empty for none. */
export function riverQuery({ language, topic, days }: RiverFilter): string {
  const said = {
    ...(language !== null && { lang: language === '' ? UNKNOWN : language }),
    ...(topic !== null && { topic }),
    ...(days !== null && { days: String(days) }),
  }
  return new URLSearchParams(said).toString()
}
