import type { RE2JS } from 're2js'
import type { Instant } from '../model/time.ts'
import type { Required } from './required.ts'

/** A query as it was understood. */
export type Query = {
  /** As the operator wrote it. */
  text: string
  root: Node
  /** How many clauses it has, those of the topics that it names included. */
  clauses: number
}

export type Node = And | Or | Not | Clause
export type And = { kind: 'and'; parts: Node[] }
export type Or = { kind: 'or'; parts: Node[] }
export type Not = { kind: 'not'; part: Node }

/** One thing that is asked. What they share: the clause as written, and its place in the query's text. */
export type Clause = Asked & Place
export type Place = { clause: string; at: number; length: number }

export type Asked =
  | { kind: 'all' }
  /** The terms stand in the field one after the other or, with `within`, near one another in any order. */
  | { kind: 'words'; field: TextField; terms: Term[]; within: number | null }
  | { kind: 'regex'; field: TextField; regex: Regex }
  | { kind: 'outlet'; id: string; prefix: boolean }
  | { kind: 'lang'; tag: string }
  | { kind: 'url'; host: string | null; path: string | null }
  /** Seen at `from` or later and before `until`. */
  | { kind: 'date'; from: Instant; until: Instant }
  | { kind: 'age'; op: Comparison; ageMs: number }
  | { kind: 'topic'; id: string; root: Node }
  | { kind: 'outlets'; op: Comparison; count: number }
  | { kind: 'keyword'; terms: Term[]; within: number | null }

/**
 * `boundaries`: the pattern has \b, so that the text must have the edges of its words marked. `required`: what a block
 * of text must have for the pattern to be tried at all.
 */
export type Regex = { compiled: RE2JS; boundaries: boolean; required: Required | null }

export type Comparison = '<' | '<=' | '=' | '>=' | '>'

/** Where words are looked for; `body` is what a bare word looks in: title, summary and text. */
export type TextField = 'body' | 'title' | 'text' | 'author' | 'category'

/** One word of the query, with every word of an article that it stands for. */
export type Term = {
  /** As typed. */
  typed: string
  /** Folded words; beginnings of words where `prefix`. */
  forms: Set<string>
  prefix: boolean
  /** What every form has in it: a quick look before trying all of them. */
  core: string
  /** The stems by which an article's words are looked up; each of them may be of a word that is no form. */
  stems: string[]
  /** Forms that count only where the article writes them so: exact forms, and US for `U.S.`. */
  asWritten: Map<string, string>
  /** A word of a script without spaces, which several words of an article may spell; `forms` are then its beginnings. */
  joined: string | null
  /** What `~` made of the word, clitics left out; empty without it. */
  inflections: string[]
}
