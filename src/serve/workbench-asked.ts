import type { Config } from '../model/config.ts'
import type { Topic } from '../model/topic.ts'
import { fold } from '../text/fold.ts'

/** What somebody tries: a query, and what else its topic would ask. */
export type WorkbenchAsked = {
  query: string
  languages: string[]
  outlets: string[]
  minOutlets: number
  /** Whole days to look back, today included. */
  days: number
  /** The id of a topic to compare with. */
  against: string | null
  /** The topic that is being changed. */
  topic: Topic | null
}

/** A parameter that cannot be used, and what was given. */
export type WrongParameter = {
  name: 'languages' | 'outlets' | 'min_outlets' | 'days' | 'against' | 'topic'
  given: string
}

export const DAYS = 30
const MOST_DAYS = 366
const MOST_OUTLETS = 100
/** Nobody reads on. */
const MOST_TOLD = 20

/** Reads what an address of the workbench asks. `topics` and `outlets` are those that whoever asks may know of. */
export function readAsked(
  params: URLSearchParams,
  { topics, outlets }: Pick<Config, 'topics' | 'outlets'>,
): { asked: WorkbenchAsked; wrong: WrongParameter[] } {
  const wrong: WrongParameter[] = []
  const refuse = (name: WrongParameter['name'], given: string) =>
    void wrong.push({ name, given: given.slice(0, 100) })
  const number = (name: 'min_outlets' | 'days', otherwise: number, most: number) => {
    const given = params.get(name)?.trim() || `${otherwise}`
    const value = /^\p{Nd}{1,4}$/u.test(given) ? Number(fold(given)) : Number.NaN
    if (value >= 1 && value <= most) return value
    refuse(name, given)
    return otherwise
  }
  const named = (name: 'against' | 'topic') => {
    const id = params.get(name) || null
    const topic = topics.find(topic => topic.id === id) ?? null
    if (id !== null && !topic) refuse(name, id)
    return topic
  }
  const chosen = (name: 'languages' | 'outlets', isRight: (text: string) => boolean) => {
    const given = new Set(
      params
        .getAll(name)
        .flatMap(text => text.split(/[\s,،]+/))
        .filter(text => text !== ''),
    )
    for (const text of given) if (!isRight(text)) refuse(name, text)
    return [...given].filter(isRight)
  }

  const ids = new Set(outlets.map(({ id }) => id))
  const topic = named('topic')
  const isLoaded = topic !== null && !params.has('q')
  const asked: WorkbenchAsked = {
    query: isLoaded ? topic.query : (params.get('q') ?? '').trim(),
    languages: isLoaded ? topic.languages : chosen('languages', text => LANGUAGE.test(text)),
    outlets: isLoaded ? topic.outlets : chosen('outlets', text => ids.has(text)),
    minOutlets: isLoaded ? topic.minOutlets : number('min_outlets', 1, MOST_OUTLETS),
    days: number('days', DAYS, MOST_DAYS),
    against: isLoaded && !params.has('against') ? topic.id : (named('against')?.id ?? null),
    topic,
  }
  return { asked, wrong: wrong.slice(0, MOST_TOLD) }
}

const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/

/** The parameters that ask for the same; what is as by default is left out. */
export function askedAsParams(asked: WorkbenchAsked): URLSearchParams {
  const { query, languages, outlets, minOutlets, days, against, topic } = asked
  const params = new URLSearchParams({ q: query })
  for (const language of languages) params.append('languages', language)
  for (const outlet of outlets) params.append('outlets', outlet)
  if (minOutlets !== 1) params.set('min_outlets', `${minOutlets}`)
  if (days !== DAYS) params.set('days', `${days}`)
  if (against !== null) params.set('against', against)
  if (topic !== null) params.set('topic', topic.id)
  return params
}
