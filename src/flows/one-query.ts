import type { Query } from '../query/parse.ts'
import type { Rules } from './preview.ts'

/** Writes a query together with a topic's other rules as one query: what an ad-hoc feed asks. */
export function asOneQuery({ text, root }: Query, { languages, outlets, minOutlets }: Rules): string {
  const rules = [
    ...anyOf('lang', languages),
    ...anyOf('outlet', outlets),
    ...(minOutlets > 1 ? [`outlets:>=${minOutlets}`] : []),
  ]
  if (rules.length === 0) return text
  return [root.kind === 'or' ? `(${text})` : text, ...rules].join(' ')
}

const anyOf = (field: string, names: string[]): string[] =>
  names.length === 0 ? [] : [`${field}:${names.length === 1 ? names[0] : `(${names.join(' OR ')})`}`]
