import { fold } from '../text/fold.ts'
import { FIELDS, type Field, isField, nearestField } from './fields.ts'
import type { QueryProblem } from './problem.ts'

/** A piece of a query's text. */
type Piece = { at: number; length: number } & (
  | { kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  | { kind: 'field'; field: Field }
  | { kind: 'value'; value: Value }
)

/** `touches`: nothing stands between it and the piece before. */
export type Token = Piece & { touches: boolean }

export type Value =
  | { kind: 'bare'; text: string }
  | { kind: 'inflected'; text: string }
  | { kind: 'phrase'; text: string; within: number | null }
  | { kind: 'exact'; text: string }
  | { kind: 'regex'; text: string }

const GAP = /[\s\u200B]+/y
const WORD = /[^\s()"“”„«»]+/y
const FIELD = /(\p{L}[\p{L}\p{N}_-]*):/uy
/** Case is folded whether the i is there or not. */
const REGEX = /\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/i?(?=[\s)]|$)/sy
const NEAR = /~([\p{Nd}]{1,4})(?![^\s()])/uy
/** What comes along when Arabic is pasted; it means nothing anywhere. */
const INVISIBLE = /[\u00AD\u061C\u200C-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/
/** What closes what; people mix them. */
const CLOSING: Record<string, string> = { '"': '"”', '“': '”“"', '”': '”"', '„': '“”"', '«': '»', '»': '«»' }
const MINUS = /[-−–]/

/** Cuts a query into tokens. What cannot be read goes to `problems`, and reading goes on behind it. */
export function scan(text: string, problems: QueryProblem[]): Token[] {
  if (!INVISIBLE.test(text)) return scanPlain(text, problems)
  const places: number[] = []
  for (let at = 0; at < text.length; at++) if (!INVISIBLE.test(text.charAt(at))) places.push(at)
  const own: QueryProblem[] = []
  const tokens = scanPlain(places.map(at => text.charAt(at)).join(''), own)
  const placed = <T extends { at: number; length: number }>(piece: T): T => {
    const at = places[piece.at] ?? text.length
    const last = places[piece.at + piece.length - 1] ?? at
    return { ...piece, at, length: piece.length === 0 ? 0 : last + 1 - at }
  }
  problems.push(...own.map(placed))
  return tokens.map(placed)
}

function scanPlain(text: string, problems: QueryProblem[]): Token[] {
  const tokens: Token[] = []
  /** The field that stands right before, and for each open group the one that it belongs to. */
  let field: Field | null = null
  const groups: (Field | null)[] = []
  for (let at = lengthAt(GAP, text, 0); at < text.length; ) {
    const piece: Piece =
      operatorAt(text, at, field) ??
      fieldAt(text, at, field ?? groups.at(-1) ?? null, problems) ??
      valueAt(text, at, field ?? groups.at(-1) ?? null, problems)
    const before = tokens.at(-1)
    const token: Token = { ...piece, touches: before !== undefined && before.at + before.length === at }
    if (isStrayStar(token, before))
      problems.push({
        at,
        length: 1,
        message: 'a * stands at the end of a word, also between quotes: "foreign min*"',
      })
    tokens.push(token)
    if (token.kind === 'open') groups.push(field ?? groups.at(-1) ?? null)
    if (token.kind === 'close') groups.pop()
    field = token.kind === 'field' ? token.field : null
    at += token.length
    const gap = lengthAt(GAP, text, at)
    if (gap > 0) field = null
    at += gap
  }
  return tokens
}

/** `"foreign min"*` would be the phrase, and everything. */
const isStrayStar = (token: Token, before: Token | undefined): boolean =>
  token.kind === 'value' && token.value.text === '*' && before?.kind === 'value' && token.touches

function operatorAt(text: string, at: number, field: Field | null): Piece | null {
  const char = text.charAt(at)
  if (char === '(') return { kind: 'open', at, length: 1 }
  if (char === ')') return { kind: 'close', at, length: 1 }
  if (field) return null
  if (MINUS.test(char)) return { kind: 'not', at, length: 1 }
  const word = wordAt(text, at)
  if (word !== 'AND' && word !== 'OR' && word !== 'NOT') return null
  return { kind: word.toLowerCase() as 'and' | 'or' | 'not', at, length: word.length }
}

function fieldAt(text: string, at: number, inside: Field | null, problems: QueryProblem[]): Piece | null {
  FIELD.lastIndex = at
  const written = FIELD.exec(text)?.[1]
  if (written === undefined) return null
  const length = written.length + 1
  const name = written.toLowerCase()
  if (isField(name)) return { kind: 'field', field: name, at, length }
  // Where a field's value is expected only another field is a mistake: url:https://…
  if (inside) return null
  const near = nearestField(written)
  const meant = near ? `did you mean ${near}:?` : `the fields are ${Object.keys(FIELDS).join(', ')}`
  problems.push({
    at,
    length,
    message: `there is no field "${written}:"; ${meant} (a word with a colon goes between quotes)`,
  })
  return { kind: 'field', field: near ?? 'title', at, length }
}

function valueAt(text: string, at: number, field: Field | null, problems: QueryProblem[]): Piece {
  const char = text.charAt(at)
  const takesWords = field === null || FIELDS[field] === 'words'
  if (char === '=' && takesWords) return exactAt(text, at, problems)
  if (char === '/' && takesWords) return regexAt(text, at, problems)
  if (/["“”„«»]/.test(char)) return phraseAt(text, at, problems)
  const word = wordAt(text, at)
  if (char === '~' && takesWords)
    return { kind: 'value', value: { kind: 'inflected', text: word.slice(1) }, at, length: word.length }
  return { kind: 'value', value: { kind: 'bare', text: word }, at, length: word.length }
}

function phraseAt(text: string, at: number, problems: QueryProblem[]): Piece {
  const { inside, length } = quotedAt(text, at, problems)
  const end = at + length
  if (text[end] !== '~')
    return { kind: 'value', value: { kind: 'phrase', text: inside, within: null }, at, length }
  NEAR.lastIndex = end
  const near = NEAR.exec(text)
  const nearLength = near?.[0].length ?? wordAt(text, end).length
  if (near === null)
    problems.push({
      at: end,
      length: nearLength,
      message: 'after "…"~ comes how many words may stand between them, as in "a b"~5',
    })
  const within = near ? Number(fold(near[1] as string)) : null
  return { kind: 'value', value: { kind: 'phrase', text: inside, within }, at, length: length + nearLength }
}

function exactAt(text: string, at: number, problems: QueryProblem[]): Piece {
  if (CLOSING[text.charAt(at + 1)] === undefined) {
    const word = wordAt(text, at)
    const message = `an exact form goes between quotes: ="${word.slice(1) || 'word'}"`
    problems.push({ at, length: word.length, message })
    return { kind: 'value', value: { kind: 'bare', text: word }, at, length: word.length }
  }
  const { inside, length } = quotedAt(text, at + 1, problems)
  return { kind: 'value', value: { kind: 'exact', text: inside }, at, length: length + 1 }
}

function regexAt(text: string, at: number, problems: QueryProblem[]): Piece {
  REGEX.lastIndex = at
  const found = REGEX.exec(text)
  if (found)
    return { kind: 'value', value: { kind: 'regex', text: found[1] as string }, at, length: found[0].length }
  const word = wordAt(text, at)
  const message =
    'a regular expression stands between two slashes, with a space or nothing after it: /pattern/'
  problems.push({ at, length: word.length, message })
  return { kind: 'value', value: { kind: 'bare', text: word }, at, length: word.length }
}

function quotedAt(text: string, at: number, problems: QueryProblem[]): { inside: string; length: number } {
  const closing = CLOSING[text.charAt(at)] ?? ''
  let end = at + 1
  while (end < text.length && !closing.includes(text.charAt(end))) end++
  if (end >= text.length) {
    problems.push({ at, length: 1, message: 'these quotes are never closed' })
    return { inside: text.slice(at + 1), length: text.length - at }
  }
  return { inside: text.slice(at + 1, end), length: end + 1 - at }
}

function wordAt(text: string, at: number): string {
  WORD.lastIndex = at
  return WORD.exec(text)?.[0] ?? text.charAt(at)
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}
