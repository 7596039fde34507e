import { RE2JS } from 're2js'
import { fold } from '../text/fold.ts'

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
  problem: string | null
} {
  const pieces = [...pattern.normalize('NFC').matchAll(PIECE)].map(piece => piece.groups as Pieces)
  const boundaries = pieces.some(({ backslash }) => backslash === '\\b')
  const unsupported = pieces.some(({ backslash }) => backslash === '\\B') || /\[[^\]]*\\W/.test(pattern)
  return {
    folded: pieces.map(piece => foldPiece(piece, boundaries)).join(''),
    boundaries,
    problem: unsupported ? 'a regular expression here has no \\B, and no \\W inside [ ]' : null,
  }
}

type Pieces = Partial<
  Record<'quoted' | 'property' | 'hex' | 'backslash' | 'group' | 'set' | 'sign' | 'literal', string>
>

function foldPiece(piece: Pieces, boundaries: boolean): string {
  const { quoted, property, hex, backslash, group, set, sign, literal } = piece
  const not = boundaries ? BOUNDARY : ''
  // Boundaries may stand before whatever a pattern takes in.
  const atom = (text: string) => (boundaries ? `(?:${BOUNDARY}*${text})` : text)
  if (group !== undefined) return group
  if (literal !== undefined) return literalAtom(literal, atom)
  if (quoted !== undefined)
    return [...quoted.slice(2).replace(/\\E$/, '')].map(char => literalAtom(char, atom)).join('')
  if (hex !== undefined)
    return literalAtom(String.fromCodePoint(Number.parseInt(hex.replace(/[^0-9a-fA-F]/g, ''), 16)), atom)
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
