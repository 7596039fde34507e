import { type Known, type Reading, readClause } from './clauses.ts'
import { type Field, nearest } from './fields.ts'
import { withoutPositive } from './positive.ts'
import { QueryError, type QueryProblem } from './problem.ts'
import type { Node, Query } from './query.ts'
import { scan, type Token, type Value } from './scan.ts'

export type { Known } from './clauses.ts'
export { QueryError, type QueryProblem } from './problem.ts'
export type { Query } from './query.ts'

/** Longer queries are refused, for the sake of who must read and run them. */
const MAX_LENGTH = 20_000
const MAX_CLAUSES = 2_000
const MAX_DEPTH = 100

/**
 * Reads a query.
 *
 * Words are required (AND may be written), `OR`, `NOT` and `-`, parentheses; NOT binds tightest, then AND, then OR.
 * `"phrase"`, `"a b"~5`, `prefix*`, `="exact"`, `~inflected`, `/regex/`, `*` for everything, and the fields of
 * `fields.ts` over any of these or a group. Throws {@link QueryError} with every mistake and its place.
 */
export function parseQuery(text: string, known: Known = {}): Query {
  const problems: QueryProblem[] = []
  const count = { clauses: 0 }
  const root = read(text, problems, { known, count, trail: [], place: null })
  if (problems.length > 0 || root === null) throw new QueryError(problems.sort((a, b) => a.at - b.at))
  return { text, root, clauses: count.clauses }
}

type Place = { at: number; length: number }

/** One text being read. */
type Reader = {
  text: string
  tokens: Token[]
  next: number
  depth: number
  /** Given up: what is still open is no mistake of its own. */
  stopped: boolean
  known: Known
  problems: QueryProblem[]
  /** Shared with the topics that it names, whose clauses count too. */
  count: { clauses: number }
  /** The topics that led here. */
  trail: string[]
  /** Where all of it stands in the query that names this topic; null for the query itself. */
  place: Place | null
}

type From = Pick<Reader, 'known' | 'count' | 'trail' | 'place'>

function read(text: string, problems: QueryProblem[], from: From): Node | null {
  const reader: Reader = { ...from, text, problems, tokens: [], next: 0, depth: 0, stopped: false }
  if (text.length > MAX_LENGTH) {
    report(reader, { at: MAX_LENGTH, length: 1 }, `a query has at most ${MAX_LENGTH} characters`)
    return null
  }
  reader.tokens = scan(text, problems)
  if (reader.tokens.length === 0) {
    report(reader, { at: 0, length: text.length }, 'the query is empty; * alone means everything')
    return null
  }
  const root = readOr(reader, null)
  while (reader.next < reader.tokens.length) {
    report(reader, peek(reader) as Token, 'this ) closes nothing')
    reader.next++
    if (peek(reader) && peek(reader)?.kind !== 'close') readOr(reader, null)
  }
  if (root && problems.length === 0) problems.push(...withoutPositive(root))
  return root
}

function report({ problems, stopped }: Reader, { at, length }: Place, message: string): null {
  if (!stopped) problems.push({ at, length, message })
  return null
}

const peek = ({ tokens, next }: Reader): Token | undefined => tokens[next]

const endOf = ({ tokens, next, text }: Reader): Place => {
  const last = tokens[next - 1]
  return last ? { at: last.at, length: last.length } : { at: 0, length: text.length }
}

function readOr(reader: Reader, field: Field | null): Node | null {
  const parts = [readAnd(reader, field)]
  while (peek(reader)?.kind === 'or') {
    reader.next++
    parts.push(readAnd(reader, field))
  }
  return joined('or', parts)
}

function readAnd(reader: Reader, field: Field | null): Node | null {
  const parts: (Node | null)[] = []
  for (
    let token = peek(reader);
    token && token.kind !== 'or' && token.kind !== 'close';
    token = peek(reader)
  ) {
    if (token.kind !== 'and') {
      parts.push(readNot(reader, field))
      continue
    }
    reader.next++
    if (parts.length === 0 || !startsOperand(peek(reader))) report(reader, token, betweenTwo('AND'))
  }
  if (parts.length === 0) return report(reader, ...missing(reader))
  return joined('and', parts)
}

const startsOperand = (token: Token | undefined): boolean =>
  token !== undefined && token.kind !== 'and' && token.kind !== 'or' && token.kind !== 'close'

const betweenTwo = (word: string): string =>
  `${word} stands between two things to look for; to look for the word itself, put it between quotes`

/** What is wrong where something to look for should stand: told at the operator that lacks it. */
function missing(reader: Reader): [Place, string] {
  const token = peek(reader)
  const before = reader.tokens[reader.next - 1]
  if (token?.kind === 'or') return [token, betweenTwo('OR')]
  if (before?.kind === 'or') return [before, betweenTwo('OR')]
  if (before?.kind === 'open') return [before, 'nothing between the parentheses']
  return [token ?? endOf(reader), 'something to look for is missing here']
}

function readNot(reader: Reader, field: Field | null): Node | null {
  const token = peek(reader) as Token
  if (token.kind !== 'not') return readOperand(reader, field)
  reader.next++
  if (!startsOperand(peek(reader))) return report(reader, token, 'nothing to exclude follows here')
  const next = peek(reader) as Token
  if (token.length === 1 && !next.touches) report(reader, token, 'the minus touches what it excludes: -word')
  const part = nested(reader, token, () => readNot(reader, field))
  return part && { kind: 'not', part }
}

/** A clause, a group, or a field before either. `outer` is the field of the group that it stands in. */
function readOperand(reader: Reader, outer: Field | null): Node | null {
  const token = peek(reader) as Token
  reader.next++
  if (token.kind === 'open') return readGroup(reader, token, outer)
  if (token.kind === 'value') return clauseOf(reader, outer, token.value, token)
  if (token.kind !== 'field') throw new Error(`no operand begins with ${token.kind}`)
  if (outer)
    report(reader, token, `everything in this group is ${outer}: already; close it before ${token.field}:`)
  const value = peek(reader)
  if (!value?.touches || (value.kind !== 'value' && value.kind !== 'open'))
    return report(reader, token, `${token.field}: is followed by what it should have, without a space`)
  reader.next++
  if (value.kind !== 'value') return readGroup(reader, value, token.field)
  const end = value.at + value.length
  return clauseOf(reader, token.field, value.value, { at: token.at, length: end - token.at })
}

function readGroup(reader: Reader, open: Token, field: Field | null): Node | null {
  const inside = nested(reader, open, () => readOr(reader, field))
  if (peek(reader)?.kind === 'close') reader.next++
  else report(reader, open, 'this ( is never closed')
  return inside
}

function nested(reader: Reader, place: Place, readInside: () => Node | null): Node | null {
  if (reader.depth >= MAX_DEPTH) {
    report(reader, place, `groups go at most ${MAX_DEPTH} deep`)
    reader.next = reader.tokens.length
    reader.stopped = true
    return null
  }
  reader.depth++
  const inside = readInside()
  reader.depth--
  return inside
}

function joined(kind: 'and' | 'or', parts: (Node | null)[]): Node | null {
  const read = parts.filter(part => part !== null)
  if (read.length < parts.length) return null
  return read.length === 1 ? (read[0] as Node) : { kind, parts: read }
}

function clauseOf(reader: Reader, field: Field | null, value: Value, { at, length }: Place): Node | null {
  const { known, count, place, text } = reader
  if (++count.clauses > MAX_CLAUSES) {
    if (count.clauses === MAX_CLAUSES + 1)
      report(reader, { at, length }, `a query has at most ${MAX_CLAUSES} clauses`)
    return null
  }
  const asked =
    field === 'topic' ? topicClause(reader, value.text, { at, length }) : readClause(field, value, known)
  if (asked.kind === 'wrong') return report(reader, { at, length }, asked.message)
  return { ...asked, ...(place ?? { at, length }), clause: text.slice(at, at + length) }
}

function topicClause({ known, count, trail, place }: Reader, id: string, own: Place): Reading {
  const text = known.topics?.get(id)
  if (text === undefined) {
    const near = nearest(id, [...(known.topics?.keys() ?? [])])
    return { kind: 'wrong', message: `unknown topic "${id}"${near ? `; did you mean topic:${near}?` : ''}` }
  }
  if (trail.includes(id))
    return { kind: 'wrong', message: `topic:${id} leads back to itself: ${[...trail, id].join(' → ')}` }
  const problems: QueryProblem[] = []
  const root = read(text, problems, { known, count, trail: [...trail, id], place: place ?? own })
  if (problems.length > 0 && known.hidesTopics)
    return { kind: 'wrong', message: 'this topic cannot be asked for here' }
  if (problems.length > 0)
    return { kind: 'wrong', message: `the query of topic "${id}": ${problems[0]?.message}` }
  return root ? { kind: 'topic', id, root } : { kind: 'wrong', message: `topic "${id}" has too many clauses` }
}
