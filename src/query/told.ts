import { RE2JS } from 're2js'
import type { Node, Term } from './query.ts'

const NO_REGEX = { compiled: RE2JS.compile(''), boundaries: false, required: null }

/** A query without what only the matcher needs: light enough to be sent to another thread, where it is told in words. */
export function toldOnly(node: Node): Node {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { ...node, parts: node.parts.map(toldOnly) }
    case 'not':
      return { ...node, part: toldOnly(node.part) }
    case 'topic':
      return { ...node, root: toldOnly(node.root) }
    case 'regex':
      return { ...node, regex: NO_REGEX }
    case 'words':
    case 'keyword':
      return { ...node, terms: node.terms.map(withoutForms) }
    default:
      return node
  }
}

const withoutForms = (term: Term): Term => ({ ...term, forms: new Set(), stems: [], asWritten: new Map() })
