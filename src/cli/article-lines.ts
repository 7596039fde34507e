import type { GroupArticle } from '../model/story.ts'

/** Of lines that are out of order only so many are named. */
const MOST_NAMED = 20

/** Tells of lines that are older than one before: they are grouped all the same, as far as the window is still open there. */
export class LineOrder {
  private newestAt = Number.NEGATIVE_INFINITY
  private early = 0
  private readonly file: string
  private readonly tell: (line: string) => void

  constructor(file: string, tell: (line: string) => void) {
    this.file = file
    this.tell = tell
  }

  see(at: number, lineNumber: number): void {
    if (at < this.newestAt && ++this.early <= MOST_NAMED)
      this.tell(
        `${this.file}:${lineNumber}: out of order: published ${new Date(at).toISOString()}, after a line of ${new Date(this.newestAt).toISOString()}; sort the lines by "publishedAt"`,
      )
    this.newestAt = Math.max(this.newestAt, at)
  }

  sum(): void {
    if (this.early > MOST_NAMED)
      this.tell(`${this.file}: ${this.early} lines are out of order; the first ${MOST_NAMED} are named above`)
  }
}

/** Reads one line of NDJSON as an article, or says what is wrong with it. Its number becomes the id by which it is grouped. */
export function readArticleLine(
  line: string,
  lineNumber: number,
  openIds: ReadonlySet<string | number>,
): { givenId: string | number; article: GroupArticle } | { wrong: string } {
  const wrong = (what: string) => ({ wrong: what })
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return wrong(`not JSON: ${error.message}`)
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return wrong('expected one JSON object a line')
  const { id, publishedAt, outlet, language, title, summary, text } = given as Record<string, unknown>
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '')
    return wrong('"id" must be a string or a number')
  if (openIds.has(id)) return wrong(`"id" ${JSON.stringify(id)} is that of an article before`)
  if (typeof title !== 'string') return wrong('"title" must be a string')
  const eventAt =
    typeof publishedAt === 'string' || typeof publishedAt === 'number'
      ? new Date(publishedAt).getTime()
      : Number.NaN
  if (Number.isNaN(eventAt)) return wrong('"publishedAt" must be a date, such as 2026-01-31T12:00:00Z')
  const optional = { outlet, language, summary, text }
  for (const [name, value] of Object.entries(optional)) {
    if (value !== undefined && value !== null && typeof value !== 'string')
      return wrong(`"${name}" must be a string`)
  }
  return {
    givenId: id,
    article: {
      id: lineNumber,
      outletId: (outlet as string | null | undefined) ?? '',
      language: (language as string | null | undefined) ?? null,
      title,
      summary: (summary as string | null | undefined) ?? '',
      text: (text as string | null | undefined) ?? '',
      eventAt,
      hintStoryId: null,
    },
  }
}
