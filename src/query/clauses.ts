import { fold } from '../text/fold.ts'
import { words } from '../text/words.ts'
import { after, before } from './dates.ts'
import { type Field, nearest } from './fields.ts'
import type { Asked, Comparison, Term, TextField } from './query.ts'
import { compileRegex } from './regex.ts'
import type { Value } from './scan.ts'
import { exactTerms, inflectedTerms, LONGEST_JOINED, nearTerms, phraseTerms } from './terms.ts'
import { readAddress } from './url.ts'

/** What a clause may refer to; where `outlets` is missing, any outlet is believed. */
export type Known = {
  /** The queries of the topics that `topic:` may name, by id. */
  topics?: ReadonlyMap<string, string>
  outlets?: readonly string[]
  /** Nothing is told of what is wrong inside a topic that is named: it may be about what is not for everybody. */
  hidesTopics?: boolean
  /** The IANA zone that days are counted in; UTC by default. */
  timezone?: string
}

/** A clause that was understood, or what would be right instead. */
export type Reading = Asked | { kind: 'wrong'; message: string }

const wrong = (message: string): Reading => ({ kind: 'wrong', message })

/** Reads the value of a field (null: a bare word, which looks in title, summary and text). `topic:` is read elsewhere. */
export function readClause(field: Field | null, value: Value, known: Known): Reading {
  if (field === null && value.kind === 'bare' && value.text === '*') return { kind: 'all' }
  if (field === null) return wordsClause('body', value)
  switch (field) {
    case 'title':
    case 'text':
    case 'author':
    case 'category':
      return wordsClause(field, value)
    case 'keyword':
      return keywordClause(value)
    case 'outlet':
      return outletClause(value.text, known)
    case 'lang':
      return langClause(value.text)
    case 'url':
      return urlClause(value.text)
    case 'after':
      return after(value.text, known.timezone)
    case 'before':
      return before(value.text, known.timezone)
    case 'age':
      return ageClause(value.text)
    case 'outlets':
      return outletsClause(value.text)
    case 'topic':
      return wrong('no topics are known here')
  }
}

function wordsClause(field: TextField, value: Value): Reading {
  if (value.kind === 'regex') {
    const compiled = compileRegex(value.text)
    return 'message' in compiled ? wrong(compiled.message) : { kind: 'regex', field, regex: compiled }
  }
  const terms = termsOf(value)
  if ('message' in terms) return wrong(terms.message)
  return { kind: 'words', field, ...terms }
}

function keywordClause(value: Value): Reading {
  if (value.kind === 'regex') return wrong('keyword: takes words or a "phrase"')
  const terms = termsOf(value)
  return 'message' in terms ? wrong(terms.message) : { kind: 'keyword', ...terms }
}

/** Each place of its first word is compared with all of a phrase. */
const MAX_PHRASE = 100

type Terms = { terms: Term[]; within: number | null }

function termsOf(value: Exclude<Value, { kind: 'regex' }>): Terms | { message: string } {
  const { kind, text } = value
  const message = misplacedSign(value)
  if (message) return { message }
  const within = kind === 'phrase' ? value.within : null
  const terms =
    kind === 'exact'
      ? exactTerms(text)
      : kind === 'inflected'
        ? inflectedTerms(text)
        : within === null
          ? phraseTerms(text)
          : nearTerms(text)
  if (terms.length === 0) return { message: nothingToFind(text) }
  if (terms.some(({ joined }) => joined !== null && [...joined].length > LONGEST_JOINED))
    return { message: `a word written without spaces has at most ${LONGEST_JOINED} letters` }
  if (terms.length > MAX_PHRASE) return { message: `a phrase has at most ${MAX_PHRASE} words` }
  if (within !== null && terms.length < 2)
    return { message: '"…"~ is about words near one another: name at least two' }
  if (kind === 'inflected' && terms.length > 1)
    return { message: `~ takes one word at a time: ~${terms[0]?.typed}` }
  return { terms, within }
}

const nothingToFind = (text: string): string =>
  text.trim() === '' ? 'nothing to look for here' : `"${text.trim()}" has no letter or digit to look for`

/** Signs of other search languages, which would silently mean nothing here. */
function misplacedSign({ kind, text }: Value): string | null {
  if (kind === 'bare') {
    if (/^\|+$/.test(text)) return 'for one or the other write OR'
    if (/^&+$/.test(text)) return 'words are required together as they are; AND may be written'
    if (text.startsWith('!')) return `to exclude, write -${text.slice(1)}`
    if (/^[-−–]/.test(text)) return 'to exclude, put the minus before the field'
    if (/[|&]{2}|\p{L}\|\p{L}/u.test(text)) return 'write AND or OR, with spaces around it'
    if (text.includes('~')) return '~ stands before a word (~word) or after a phrase ("a b"~5)'
  }
  if (kind === 'inflected' && /^\p{Nd}/u.test(text)) return 'a distance touches its phrase: "a b"~5'
  if (kind === 'exact' || !text.includes('*')) return null
  if (kind === 'inflected') return 'a word takes ~ or *, not both'
  const pieces = text.split(/\s+/)
  return pieces.every(piece => /^[^*]*(?:[^*\s]\*)?$/.test(piece))
    ? null
    : 'a * stands at the end of a word, after its first letters'
}

function outletClause(text: string, { outlets }: Known): Reading {
  const prefix = text.endsWith('*')
  const id = words(text).join(' ')
  if (id === '' || text.slice(0, -1).includes('*') || /^\/.*\/$/.test(text))
    return wrong('outlet: takes the id of an outlet, or its beginning and a *')
  if (outlets && !outlets.some(outlet => isOutlet(outlet, id, prefix))) {
    const near = nearest(text, outlets)
    return wrong(`there is no outlet "${text}"${near ? `; did you mean outlet:${near}?` : ''}`)
  }
  return { kind: 'outlet', id, prefix }
}

/** Whether an outlet is the one whose id is asked for, its words folded, or has an id that begins so. */
export function isOutlet(outlet: string, id: string, prefix: boolean): boolean {
  const folded = words(outlet).join(' ')
  return prefix ? folded.startsWith(id) : folded === id
}

function langClause(text: string): Reading {
  const tag = text.toLowerCase().replaceAll('_', '-')
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/.test(tag))
    return wrong('lang: takes the code of a language, such as ar or en-GB')
  return { kind: 'lang', tag }
}

function urlClause(text: string): Reading {
  if (/^\*\./.test(text)) return wrong(`a host takes those under it too: url:${text.slice(2)}`)
  const address = readAddress(text)
  return address
    ? { kind: 'url', ...address }
    : wrong('url: takes a host (bbc.com) or part of a path (/sport/)')
}

function outletsClause(text: string): Reading {
  const [, op, digits] = /^(<=|>=|<|>|=)(\p{Nd}{1,6})$/u.exec(inAscii(text)) ?? []
  if (!op || !digits)
    return wrong('outlets: counts independent outlets, as in outlets:>=3; for one outlet write outlet:ID')
  return { kind: 'outlets', op: op as Comparison, count: Number(fold(digits)) }
}

const inAscii = (text: string): string => text.replace('≥', '>=').replace('≤', '<=')

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

function ageClause(text: string): Reading {
  const [, op, digits, unit] = /^(<=|>=|<|>)(\p{Nd}{1,6})([smhdw])$/iu.exec(inAscii(text)) ?? []
  if (!op || !digits || !unit) return wrong('age: compares with a duration in s, m, h, d or w, as in age:<2d')
  return {
    kind: 'age',
    op: op as Comparison,
    ageMs: Number(fold(digits)) * (UNIT_MS[unit.toLowerCase()] ?? 0),
  }
}
