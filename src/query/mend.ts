import { isField, nearest, nearestField } from './fields.ts'
import { type Known, parseQuery, QueryError, type QueryProblem } from './parse.ts'

/** A query with one mistake mended as it was probably meant; null where nothing is known that helps. */
export function mended(text: string, problem: QueryProblem, known: Known): string | null {
  const before = countProblems(text, known)
  return guesses(text, problem, known).find(guess => countProblems(guess, known) < before) ?? null
}

/** What may have been meant, the likeliest first. Only what leaves fewer mistakes is told. */
function guesses(text: string, { at, length }: QueryProblem, known: Known): string[] {
  const wrong = text.slice(at, at + length)
  const put = (instead: string) => text.slice(0, at) + instead + text.slice(at + length)
  const [, name = '', value = ''] = /^(\p{L}[\p{L}\p{N}_-]*):(.*)$/su.exec(wrong) ?? []
  const field = name && !isField(name.toLowerCase()) ? nearestField(name) : null
  const behind = text.slice(at + length)
  const rest = /^[^\s()]*/.exec(behind)?.[0].length ?? 0
  return [
    ...(field ? [put(`${field}:${value}`)] : []),
    ...named(name.toLowerCase(), value, known).map(put),
    ...spelt(wrong).map(put),
    ...(wrong === '(' ? [`${text})`] : []),
    ...(/["“”„«»]/.test(wrong) ? [`${text}${CLOSING[wrong.charAt(0)] ?? '"'}`] : []),
    // what touches what follows: a minus, a field
    ...(/^[-−–]$|:$/.test(wrong) ? [text.slice(0, at + length) + behind.trimStart()] : []),
    // an operator with nothing on one side, a bracket that closes nothing
    ...(/^(?:\)|AND|OR|NOT|[-−–])$/.test(wrong)
      ? [
          put(' ')
            .replace(/\s{2,}/g, ' ')
            .trim(),
        ]
      : []),
    ...everythingElse(text, at),
    ...(name && !isField(name.toLowerCase())
      ? [`${text.slice(0, at)}"${text.slice(at, at + length + rest)}"${behind.slice(rest)}`]
      : []),
  ]
}

/** `-sport` alone as everything without it. */
function everythingElse(text: string, at: number): string[] {
  const excluding = /(?:[-−–]|NOT\s+)\(*$/.exec(text.slice(0, at))
  return excluding ? [`${text.slice(0, excluding.index)}* ${text.slice(excluding.index)}`] : []
}

const CLOSING: Record<string, string> = { '«': '»', '“': '”', '„': '“' }

/** Names that are not there, and values in another form than theirs. */
function named(field: string, value: string, known: Known): string[] {
  const near = (names: readonly string[]) => {
    const name = nearest(value, names)
    return name ? [`${field}:${name}`] : []
  }
  switch (field) {
    case 'outlet':
      return near(known.outlets ?? [])
    case 'topic':
      return near([...(known.topics?.keys() ?? [])])
    case 'outlets':
      return /^\p{Nd}+$/u.test(value) ? [`outlets:>=${value}`] : []
    case 'age':
      return /^\p{Nd}+[smhdw]$/iu.test(value) ? [`age:<${value}`] : []
    case 'lang': {
      const code = LANGUAGES[value.toLowerCase()]
      return code ? [`lang:${code}`] : []
    }
    case 'url':
      return [`url:${value.replace(/^\*\./, '').replace(/^"|"$/g, '')}`]
    default:
      return []
  }
}

const LANGUAGES: Record<string, string> = {
  arabic: 'ar',
  عربي: 'ar',
  عربية: 'ar',
  العربية: 'ar',
  english: 'en',
  إنجليزي: 'en',
  إنجليزية: 'en',
  french: 'fr',
  german: 'de',
  spanish: 'es',
  persian: 'fa',
  farsi: 'fa',
  turkish: 'tr',
  urdu: 'ur',
  hebrew: 'he',
  russian: 'ru',
}

/** Signs of other search languages. */
function spelt(wrong: string): string[] {
  if (/^\|+$/.test(wrong)) return ['OR']
  if (/^&+$/.test(wrong)) return ['AND']
  if (wrong.startsWith('!')) return [`-${wrong.slice(1)}`]
  if (wrong.startsWith('=')) return [`="${wrong.slice(1)}"`]
  if (/[|&]/.test(wrong)) return [wrong.replaceAll(/\|+/g, ' OR ').replaceAll(/&+/g, ' AND ')]
  if (wrong.includes('*')) return [`${wrong.replaceAll('*', '')}*`, wrong.replaceAll('*', '')]
  return wrong.includes('~') ? [wrong.replaceAll('~', '')] : []
}

function countProblems(text: string, known: Known): number {
  try {
    parseQuery(text, known)
    return 0
  } catch (error) {
    if (error instanceof QueryError) return error.problems.length
    throw error
  }
}
