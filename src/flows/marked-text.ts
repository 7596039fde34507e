import type { Mark, ReadPart } from '../query/marks.ts'

/** A text in pieces: `clause` is the one that a piece is marked for, null where it is not marked. */
export type MarkedText = MarkedPiece[]
export type MarkedPiece = { text: string; clause: string | null }

/** What is shown of an article, with the words marked that a query asks for. */
export type MarkedArticle = { title: MarkedText; excerpt: MarkedText }

const EXCERPT = 260
/** So much is shown before the first marked word. */
const LEAD_IN = 60

type Read = { title: string; summary: string; text: string }

/** The whole title, and of summary or text the place that says most of why it matches beyond the title. */
export function markArticle(article: Read, marks: Mark[]): MarkedArticle {
  const told = new Set(marks.filter(({ part }) => part === 'title').map(({ clause }) => clause))
  const below = marks.filter(({ part }) => part !== 'title')
  const first = below.find(({ clause }) => !told.has(clause)) ?? below[0]
  const part: ReadPart = first?.part ?? (article.summary === '' ? 'text' : 'summary')
  const [from, until] = windowAround(article[part], first?.start ?? 0)
  const excerpt = pieces(article[part], marksIn(marks, part), from, until)
  return {
    title: pieces(article.title, marksIn(marks, 'title'), 0, article.title.length),
    excerpt: [
      ...(from > 0 ? [{ text: '… ', clause: null }] : []),
      ...excerpt,
      ...(until < article[part].length ? [{ text: ' …', clause: null }] : []),
    ],
  }
}

const marksIn = (marks: Mark[], part: ReadPart) => marks.filter(mark => mark.part === part)

/** Where to cut, at spaces where there are some. */
function windowAround(text: string, at: number): [from: number, until: number] {
  const from = at <= LEAD_IN ? 0 : cutAt(text, at - LEAD_IN, 1)
  const until = text.length - from <= EXCERPT ? text.length : cutAt(text, from + EXCERPT, -1)
  return [from, until]
}

const FARTHEST = 30

/** The space nearest to a place, looking on or back; where there is none, the place, but never inside a character. */
function cutAt(text: string, at: number, step: 1 | -1): number {
  for (let i = at; Math.abs(i - at) < FARTHEST; i += step)
    if (/\s/.test(text.charAt(i))) return step > 0 ? i + 1 : i
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}

function pieces(text: string, marks: Mark[], from: number, until: number): MarkedText {
  const cut: MarkedText = []
  let at = from
  for (const { start, end, clause } of marks) {
    // several clauses may find one word: the first has it
    if (start < at || end > until) continue
    if (start > at) cut.push({ text: text.slice(at, start), clause: null })
    cut.push({ text: text.slice(start, end), clause })
    at = end
  }
  if (at < until) cut.push({ text: text.slice(at, until), clause: null })
  return cut
}
