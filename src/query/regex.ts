import { RE2JS, RE2JSException } from 're2js'
import { wordSpans } from '../text/words.ts'
import { foldedBlocksOf, type Part, type Prepared, partsOf, startOf } from './prepared.ts'
import type { Regex, TextField } from './query.ts'
import { BOUNDARY, foldPattern } from './regex-pattern.ts'
import { hasRequired } from './required.ts'

const MAX_LENGTH = 1_000

/** A regular expression in linear time over folded text, or what is wrong with it. */
export function compileRegex(pattern: string): Regex | { message: string } {
  if (pattern.length > MAX_LENGTH)
    return { message: `a regular expression has at most ${MAX_LENGTH} characters` }
  const { folded, problem, boundaries, required } = foldPattern(pattern)
  if (problem) return { message: problem }
  try {
    return { compiled: RE2JS.compile(folded), boundaries, required }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    return { message: `not a regular expression: ${error.message.replace(/: `.*$/s, '')}` }
  }
}

/** Whether it matches anywhere in a field. A match stays in one block. */
export const testsRegex = (prepared: Prepared, field: TextField, regex: Regex): boolean =>
  partsOf(field).some(part =>
    foldedBlocksOf(prepared, part).some(
      block => mayMatch(regex, block) && regex.compiled.test(textFor(prepared, regex, block)),
    ),
  )

/** The words that the first match in a field touches: their places in `Prepared.words`; null where there is none. */
export function findRegex(
  prepared: Prepared,
  field: TextField,
  regex: Regex,
): { part: Part; places: number[] } | null {
  for (const part of partsOf(field)) {
    let at = startOf(prepared, part)
    for (const block of foldedBlocksOf(prepared, part)) {
      const spans = wordSpans(block)
      const found = firstMatch(prepared, regex, block)
      if (found) {
        const touches = ({ start, end }: { start: number; end: number }) =>
          start < found.end && end > found.start
        return { part, places: spans.flatMap((span, i) => (touches(span) ? [at + i] : [])) }
      }
      at += spans.length + 1
    }
  }
  return null
}

const mayMatch = ({ required }: Regex, block: string): boolean =>
  required === null || hasRequired(required, block)

function firstMatch(prepared: Prepared, regex: Regex, block: string): { start: number; end: number } | null {
  if (!mayMatch(regex, block)) return null
  const text = textFor(prepared, regex, block)
  const matcher = regex.compiled.matcher(text)
  if (!matcher.find()) return null
  const plainLength = (end: number) => text.slice(0, end).replaceAll(BOUNDARY, '').length
  return { start: plainLength(matcher.start()), end: plainLength(matcher.end()) }
}

/** RE2 knows \b of ASCII only, so that where a pattern has one the text has the boundaries of Unicode words marked. */
function textFor({ edged }: Prepared, { boundaries }: Regex, block: string): string {
  if (!boundaries) return block
  const text = edged.get(block) ?? block.replaceAll(BOUNDARY, ' ').replace(EDGE, BOUNDARY + BOUNDARY)
  edged.set(block, text)
  return text
}

const EDGE = /(?<=[\p{L}\p{N}\p{M}_])(?![\p{L}\p{N}\p{M}_])|(?<![\p{L}\p{N}\p{M}_])(?=[\p{L}\p{N}\p{M}_])/gu
