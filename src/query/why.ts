import type { Hit, Why } from '../model/entry.ts'
import { findWords } from './find-words.ts'
import { type Circumstances, holds, judge, type Single, timeOf } from './judge.ts'
import { type Prepared, prepareKeywords, writtenAt } from './prepared.ts'
import type { Node } from './query.ts'
import { findRegex } from './regex.ts'

/** What of a query that holds let the article in, and where each was found. */
export function whyOf(node: Node, article: Prepared, circumstances: Circumstances): Why {
  return whatLetIn(node, article, circumstances).flatMap(
    clause => hitOf(clause, article, circumstances) ?? [],
  )
}

/** The clauses of a query that holds that let the article in: those that hold, of an OR those of each branch that holds. */
export function whatLetIn(
  node: Node,
  article: Prepared,
  circumstances: Circumstances,
  negated = false,
): Single[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.flatMap(part =>
        judge(part, article, circumstances) === negated
          ? []
          : whatLetIn(part, article, circumstances, negated),
      )
    case 'not':
      return whatLetIn(node.part, article, circumstances, !negated)
    case 'topic':
      return whatLetIn(node.root, article, circumstances, negated)
    default:
      return !negated && holds(node, article, circumstances) ? [node] : []
  }
}

/** Where a clause that holds was found. */
export function hitOf(node: Single, prepared: Prepared, { story }: Circumstances): Hit | null {
  const { clause } = node
  const { article } = prepared
  const at = timeOf(article)
  switch (node.kind) {
    case 'all':
      return { clause, field: '*', words: [] }
    case 'words':
      return wordsHit(clause, prepared, findWords(prepared, node.field, node.terms, node.within))
    case 'regex':
      return regexHit(clause, prepared, findRegex(prepared, node.field, node.regex))
    case 'outlet':
      return { clause, field: 'outlet', words: [article.outletId ?? ''] }
    case 'lang':
      return { clause, field: 'lang', words: [article.language ?? ''] }
    case 'url':
      return { clause, field: 'url', words: [article.url ?? ''] }
    case 'date':
    case 'age':
      return { clause, field: 'seenAt', words: at === null ? [] : [new Date(at).toISOString()] }
    case 'outlets':
      return { clause, field: 'outlets', words: story ? [String(story.independentCount)] : [] }
    case 'keyword': {
      const keywords = prepareKeywords(story ?? { independentCount: 0, keywords: [] })
      const hit = wordsHit(clause, keywords, findWords(keywords, 'category', node.terms, node.within))
      return hit && { ...hit, field: 'keyword' }
    }
  }
}

function wordsHit(clause: string, prepared: Prepared, found: number[] | null): Hit | null {
  if (!found) return null
  const written = found.map(at => writtenAt(prepared, at))
  return { clause, field: written[0]?.part ?? '', words: written.map(word => word.written) }
}

function regexHit(clause: string, prepared: Prepared, found: ReturnType<typeof findRegex>): Hit | null {
  return (
    found && { clause, field: found.part, words: found.places.map(at => writtenAt(prepared, at).written) }
  )
}
