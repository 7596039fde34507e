import { RE2JS } from 're2js'
import { fold } from '../text/fold.ts'
import { type PatternPart, type Required, requiredOf } from './required.ts'

/** Stands, twice, where a word begins or ends in text that a pattern with \b is tried on. From the private use area. */
export const BOUNDARY = '\uE000'

/** Letters, digits and marks of any script. */
const WORD_CHARS = '\\p{L}\\p{N}\\p{M}_'

/** The parts of a pattern; what none of them takes is a literal character. */
const PIECE =
  /(?<quoted>\\Q.*?(?:\\E|$))|(?<property>\\[pP](?:\{[^}]*\}|.))|(?<hex>\\x(?:\{[0-9a-fA-F]{1,6}\}|[0-9a-fA-F]{2}))|(?<backslash>\\.)|(?<group>\((?:\?(?:P?<[^>]*>|[imsU-]*[:)]))?)|(?<set>\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\])|(?<sign>\{\d+(?:,\d*)?\}|[*+?|)^$.])|(?<literal>.)/gsu

/** A pattern for folded text: its letters folded, \w and \b of Unicode words. Or what cannot be done with it. */
export function foldPattern(pattern: string): {
  folded: string
  boundaries: boolean
  required: Required | null
  problem: string | null
} {
  const pieces = [...pattern.normalize('NFC').matchAll(PIECE)].map(piece => piece.groups as Pieces)
  const boundaries = pieces.some(({ backslash }) => backslash === '\\b')
  if (pieces.some(({ hex }) => hex !== undefined && codeOf(hex) > LAST_CODE))
    return { folded: '', boundaries, required: null, problem: 'characters end at \\x{10FFFF}' }
  const unsupported = pieces.some(({ backslash }) => backslash === '\\B') || /\[[^\]]*\\W/.test(pattern)
  return {
    folded: pieces.map(piece => foldPiece(piece, boundaries)).join(''),
    boundaries,
    required: requiredOf(pieces.map(partOf)),
    problem: unsupported ? 'a regular expression here has no \\B, and no \\W inside [ ]' : null,
  }
}

type Pieces = Partial<
  Record<'quoted' | 'property' | 'hex' | 'backslash' | 'group' | 'set' | 'sign' | 'literal', string>
>

/** A piece as what it requires of a text. */
function partOf({ quoted, hex, backslash, group, sign, literal }: Pieces): PatternPart {
  if (literal !== undefined) return { kind: 'letters', letters: fold(literal) }
  if (quoted !== undefined) return { kind: 'letters', letters: [...unquoted(quoted)].map(fold).join('') }
  if (hex !== undefined) return { kind: 'letters', letters: fold(named(hex)) }
  if (backslash !== undefined && /^\\[^\p{L}\p{N}]/u.test(backslash))
    return { kind: 'letters', letters: backslash.slice(1) }
  if (group !== undefined) return { kind: group.endsWith(')') ? 'other' : 'open' }
  if (sign === ')') return { kind: 'close' }
  if (sign === '|') return { kind: 'bar' }
  if (sign === '+') return { kind: 'times', least: 1 }
  if (sign === '*' || sign === '?') return { kind: 'times', least: 0 }
  if (sign?.startsWith('{')) return { kind: 'times', least: Number.parseInt(sign.slice(1), 10) }
  return { kind: 'other' }
}

const unquoted = (quoted: string): string => quoted.slice(2).replace(/\\E$/, '')
const codeOf = (hex: string): number => Number.parseInt(hex.replace(/[^0-9a-fA-F]/g, ''), 16)
const named = (hex: string): string => String.fromCodePoint(Math.min(codeOf(hex), LAST_CODE))
const LAST_CODE = 0x10_ffff

function foldPiece(piece: Pieces, boundaries: boolean): string {
  const { quoted, property, hex, backslash, group, set, sign, literal } = piece
  const not = boundaries ? BOUNDARY : ''
  // Boundaries may stand before whatever a pattern takes in.
  const atom = (text: string) => (boundaries ? `(?:${BOUNDARY}*${text})` : text)
  if (group !== undefined) return group
  if (literal !== undefined) return literalAtom(literal, atom)
  if (quoted !== undefined) return [...unquoted(quoted)].map(char => literalAtom(char, atom)).join('')
  if (hex !== undefined) return literalAtom(named(hex), atom)
  if (property?.startsWith('\\P')) return atom(`[^\\p${property.slice(2)}${not}]`)
  if (property !== undefined) return atom(property)
  if (set !== undefined) return atom(foldSet(set, not))
  if (sign === '.') return boundaries ? atom(`[^\\n${not}]`) : sign
  if (sign === '$') return boundaries ? `(?:${BOUNDARY}*$)` : sign
  return sign ?? foldBackslash(backslash as string, not, atom)
}

function foldBackslash(backslash: string, not: string, atom: (text: string) => string): string {
  switch (backslash) {
    case '\\b':
      return BOUNDARY
    case '\\A':
      return backslash
    case '\\z':
      return not ? `(?:${BOUNDARY}*\\z)` : backslash
    case '\\w':
      return atom(`[${WORD_CHARS}]`)
    case '\\W':
      return atom(`[^${WORD_CHARS}${not}]`)
    case '\\D':
    case '\\S':
      return atom(`[^${backslash.toLowerCase()}${not}]`)
    default:
      return atom(backslash)
  }
}

/** One element, whatever it folds to: harakat to nothing, ß to two letters. */
function literalAtom(char: string, atom: (text: string) => string): string {
  const folded = fold(char)
  const quoted = [...folded].map(letter => atom(RE2JS.quote(letter))).join('')
  return [...folded].length === 1 ? quoted : `(?:${quoted})`
}

function foldSet(set: string, not: string): string {
  const [, open, inside] = /^(\[\^?)(.*)\]$/su.exec(set) as unknown as [string, string, string]
  const folded = inside.replace(/\\[pP](?:\{[^}]*\}|.)|\\x\{[^}]*\}|\\.|\[:[^\]]*:\]|[^\\[]+|\[/gsu, part =>
    part === '\\w' ? WORD_CHARS : /^(?:\\|\[)/.test(part) ? part : fold(part),
  )
  return `${open}${folded}${open === '[^' ? not : ''}]`
}
