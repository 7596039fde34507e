import type { Clause, Comparison, Node } from '../../query/query.ts'
import type { Locale } from './locale.ts'

/** A sentence in pieces: words of ours, and those of the query, which may run the other way. */
export type Piece = string | { quoted: string }

type Pieces = Piece[]

/** The phrases that a query is told in, in one language. `{}` stands for what is asked, `{n}` for a number. */
export type QueryPhrases = {
  /** Before all else: «أخبار», stories. */
  stories: string
  /** The whole sentence of the query that lets in everything. */
  everything: string
  /** Between requirements, and between words in a group. */
  and: string
  both: string
  or: string
  /** Before what must be found, what must be found beside it, and what must not. */
  with: string
  andWith: string
  without: string
  /** The same within a group. */
  lacking: string
  /** Before a condition that must not hold. */
  not: string
  either: string
  anything: string
  phrase: string
  exactly: string
  anyForm: string
  beginning: string
  near: string
  pattern: string
  fields: { title: string; text: string; author: string; category: string; keyword: string }
  outlet: string
  outletBeginning: string
  language: string
  url: string
  since: string
  before: string
  younger: string
  older: string
  topic: string
  outlets: Record<Comparison, string>
}

/** What it is told with: the phrases of a language, and its numbers and times. */
export type Words = Pick<Locale, 'number' | 'day' | 'exact' | 'span' | 'languageName'> & {
  phrases: QueryPhrases
  /** Whether everybody may know what a topic asks that the query names. */
  isTold(topicId: string): boolean
}

/**
 * Tells a query as one would say it: «أخبار فيها طالبان، ومعها روسيا أو موسكو، وليس فيها رياضة».
 *
 * The words that are quoted are the query's own. Everything that it asks is told, groups in groups between parentheses.
 */
export function queryInWords(root: Node, words: Words): Pieces {
  if (root.kind === 'all') return [words.phrases.everything]
  return [words.phrases.stories, ' ', ...requirements(root, words)]
}

/** What must hold together, one after the other. */
function requirements(root: Node, words: Words): Pieces {
  const { phrases } = words
  const all = root.kind === 'and' ? root.parts : [root]
  const telling = all.filter(part => part.kind !== 'all')
  const parts = telling.some(part => part.kind !== 'not') ? telling : all
  let isFirst = true
  return joined(
    parts.map(part => {
      const says = requirement(part, words, false, isFirst)
      if (isContent(part)) isFirst = false
      return says
    }),
    phrases.and,
  )
}

/** One requirement, as it stands behind «stories»: with this word, not in that language. */
function requirement(node: Node, words: Words, isNegated: boolean, isFirst = true): Pieces {
  const { phrases } = words
  if (node.kind === 'not') return requirement(node.part, words, !isNegated, isFirst)
  if (isContent(node)) {
    const before = isNegated ? phrases.without : isFirst ? phrases.with : phrases.andWith
    return [before, ...content(node, words, false)]
  }
  if (node.kind === 'and' || node.kind === 'or') return choice(node, words, isNegated)
  if (node.kind === 'topic')
    return [
      ...(isNegated ? [phrases.not] : []),
      ...filled(phrases.topic, { quoted: node.id }),
      ...(words.isTold(node.id) ? [' (', ...requirements(node.root, words), ')'] : []),
    ]
  return isLeaf(node) ? [] : [...(isNegated ? [phrases.not] : []), ...condition(node, words)]
}

/** Requirements of which one is enough, or which hold together in a group; under a negation each is negated (De Morgan). */
function choice(node: Extract<Node, { parts: Node[] }>, words: Words, isNegated: boolean): Pieces {
  const { phrases } = words
  const isEither = (node.kind === 'or') !== isNegated
  const parts = node.parts.map(part => requirement(part, words, isNegated))
  return isEither ? [phrases.either, ...joined(parts, phrases.or)] : ['(', ...joined(parts, phrases.and), ')']
}

/** Whether all of it is about what an article says, so that it can stand behind one «with». */
function isContent(node: Node): boolean {
  switch (node.kind) {
    case 'not':
      return false
    case 'and':
    case 'or':
      return node.parts.every(part => isContent(part.kind === 'not' ? part.part : part))
    case 'all':
    case 'words':
    case 'regex':
    case 'keyword':
      return true
    default:
      return false
  }
}

function content(node: Node, words: Words, isInside: boolean): Pieces {
  const { phrases } = words
  const field = sharedField(node)
  const says = contentAnywhere(node, words, isInside || field !== null)
  return field === null ? says : filled(phrases.fields[field], ...says)
}

function contentAnywhere(node: Node, words: Words, isInside: boolean): Pieces {
  const { phrases } = words
  if (node.kind !== 'and' && node.kind !== 'or') return isLeaf(node) ? term(node, words) : []
  const isShared = sharedField(node) !== null
  const say = (part: Node) =>
    isShared ? contentAnywhere(part, words, true) : content(part, words, node.parts.length > 1)
  const wanted = node.parts.filter(part => part.kind !== 'not').map(say)
  const unwanted = node.parts.flatMap(part => (part.kind === 'not' ? [say(part.part)] : []))
  const says = [
    ...joined(wanted, node.kind === 'or' ? phrases.or : phrases.both),
    ...unwanted.flatMap(part => [' ', phrases.lacking, ...part]),
  ]
  return isInside && says.length > 1 ? ['(', ...says, ')'] : says
}

type Leaf = Extract<Clause, { kind: 'all' } | { kind: 'words' } | { kind: 'regex' } | { kind: 'keyword' }>
type FieldName = keyof QueryPhrases['fields']

const isLeaf = (node: Node): node is Leaf =>
  node.kind === 'all' || node.kind === 'words' || node.kind === 'regex' || node.kind === 'keyword'

/** The field that all of it is asked of; null for anywhere, and where there are several. */
function sharedField(node: Node): FieldName | null {
  const fields = new Set(leavesOf(node).map(fieldOf))
  const [only] = fields
  return fields.size === 1 && only !== undefined && only !== 'body' ? only : null
}

function leavesOf(node: Node): Leaf[] {
  if (node.kind === 'and' || node.kind === 'or') return node.parts.flatMap(leavesOf)
  if (node.kind === 'not') return leavesOf(node.part)
  return isLeaf(node) ? [node] : []
}

function fieldOf(leaf: Leaf): FieldName | 'body' {
  if (leaf.kind === 'all') return 'body'
  return leaf.kind === 'keyword' ? 'keyword' : leaf.field
}

function term(leaf: Leaf, { phrases, number }: Words): Pieces {
  if (leaf.kind === 'all') return [phrases.anything]
  const written = leaf.clause.replace(/^\p{L}[\p{L}\p{N}_-]*:/u, '')
  if (leaf.kind === 'regex') return filled(phrases.pattern, { quoted: written })
  const typed = leaf.terms.map(one => (one.prefix ? `${one.typed}…` : one.typed)).join(' ')
  const [first] = leaf.terms
  if (leaf.within !== null) {
    const all = leaf.terms.map((one): Pieces => [{ quoted: one.typed }])
    const [head = '', tail = ''] = phrases.near.replace('{n}', number(leaf.within)).split('{}')
    return [head, ...joined(all, phrases.both), tail].filter(piece => piece !== '')
  }
  if (written.startsWith('=')) return filled(phrases.exactly, { quoted: typed })
  if (first && first.inflections.length > 0) return filled(phrases.anyForm, { quoted: typed })
  if (leaf.terms.length > 1) return filled(phrases.phrase, { quoted: typed })
  return first?.prefix ? filled(phrases.beginning, { quoted: first.typed }) : [{ quoted: typed }]
}

type Condition = Exclude<Clause, Leaf | { kind: 'topic' }>

function condition(clause: Condition, words: Words): Pieces {
  const { phrases, number, day, exact, span, languageName } = words
  const at = /\d:\d/.test(clause.clause) ? exact : day
  switch (clause.kind) {
    case 'outlet': {
      const id = clause.clause.replace(/^[^:]*:/, '').replace(/\*$/, '')
      return filled(clause.prefix ? phrases.outletBeginning : phrases.outlet, { quoted: id })
    }
    case 'lang':
      return filled(phrases.language, languageName(clause.tag))
    case 'url':
      return filled(phrases.url, { quoted: `${clause.host ?? ''}${clause.path ?? ''}` })
    case 'date':
      return Number.isFinite(clause.from)
        ? filled(phrases.since, at(clause.from))
        : filled(phrases.before, at(clause.until))
    case 'age':
      return filled(clause.op.startsWith('<') ? phrases.younger : phrases.older, span(clause.ageMs))
    case 'outlets':
      return [phrases.outlets[clause.op].replace('{n}', number(clause.count))]
  }
}

function joined(parts: Pieces[], between: string): Pieces {
  return parts.flatMap((part, i) => (i === 0 ? part : [between, ...part]))
}

/** A phrase with something in its place. */
function filled(phrase: string, ...what: Pieces): Pieces {
  const [before = '', after = ''] = phrase.split('{}')
  return [before, ...what, after].filter(piece => piece !== '')
}
