/** Folded letters that every text must have, one after the other, for a pattern to match in it. */
export type Required = { kind: 'text'; text: string } | { kind: 'and' | 'or'; parts: Required[] }

/** A part of a pattern: letters that stand for themselves, a sign that may repeat what is before it, or neither. */
export type PatternPart =
  | { kind: 'letters'; letters: string }
  | { kind: 'open' | 'close' | 'bar' | 'other' }
  | { kind: 'times'; least: number }

type Reader = { parts: PatternPart[]; at: number }

/** What a pattern cannot match without; null where nothing is known. Repetition, sets and edges end a run of letters. */
export const requiredOf = (parts: PatternPart[]): Required | null => branches({ parts, at: 0 })

const peek = ({ parts, at }: Reader): PatternPart | undefined => parts[at]

function branches(reader: Reader): Required | null {
  const found = [sequence(reader)]
  while (peek(reader)?.kind === 'bar') {
    reader.at++
    found.push(sequence(reader))
  }
  const known = found.filter(part => part !== null)
  return known.length < found.length ? null : together('or', known)
}

function sequence(reader: Reader): Required | null {
  const found: Required[] = []
  let run = ''
  const end = () => {
    if (run !== '') found.push({ kind: 'text', text: run })
    run = ''
  }
  for (let part = peek(reader); part && part.kind !== 'bar' && part.kind !== 'close'; part = peek(reader)) {
    reader.at++
    const inside = part.kind === 'open' ? group(reader) : null
    const least = times(reader)
    if (part.kind === 'letters') {
      if (least !== 0) run += part.letters
      if (least !== null) end()
      continue
    }
    end()
    if (inside && least !== 0) found.push(inside)
  }
  end()
  return found.length > 0 ? together('and', found) : null
}

function group(reader: Reader): Required | null {
  const inside = branches(reader)
  if (peek(reader)?.kind === 'close') reader.at++
  return inside
}

/** How often what stands before must be there at least; null where no sign says. */
function times(reader: Reader): number | null {
  let least: number | null = null
  for (let part = peek(reader); part?.kind === 'times'; part = peek(reader)) {
    least = Math.min(least ?? part.least, part.least)
    reader.at++
  }
  return least
}

const together = (kind: 'and' | 'or', parts: Required[]): Required =>
  parts.length === 1 ? (parts[0] as Required) : { kind, parts }

/** Whether a folded text has what is required. */
export function hasRequired(required: Required, text: string): boolean {
  switch (required.kind) {
    case 'text':
      return text.includes(required.text)
    case 'and':
      return required.parts.every(part => hasRequired(part, text))
    case 'or':
      return required.parts.some(part => hasRequired(part, text))
  }
}

/** Letters of one script stay in one word, wherever words are parted. */
const IN_ONE_WORD = /[a-z]{3,}|[ء-ي]{3,}|[а-я]{3,}/g

/** The pieces of words that are required: every piece of a text is inside one word. */
export function piecesOf(required: Required): string[] {
  return required.kind === 'text'
    ? (required.text.match(IN_ONE_WORD) ?? [])
    : required.parts.flatMap(part => piecesOf(part))
}
