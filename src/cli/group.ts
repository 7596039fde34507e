import { InvalidArgumentError, Option } from 'commander'
import { readDuration } from '../config/units.ts'
import { type Departed, type Granularity, openWindow } from '../group/window.ts'
import type { GroupArticle } from '../model/story.ts'
import type { AddCommand } from './context.ts'
import { readLines } from './read-input.ts'

/** `khulasa group`: NDJSON articles in, each with its story out. */
export const addGroup: AddCommand = (program, context) => {
  program
    .command('group')
    .description('group articles given as NDJSON in time order, and print each with its storyId')
    .argument('[file]', 'a file of articles, or - for standard input', '-')
    .addOption(
      new Option('--granularity <kind>', 'how wide a story is').choices(['event', 'saga']).default('event'),
    )
    .option('--window <duration>', 'how long a story stays open', readWindow, 72 * 3_600_000)
    .action((file: string, { granularity, window }: { granularity: Granularity; window: number }) =>
      groupCommand(
        { granularity, windowMs: window, file },
        { lines: readLines(file, context.stdin), write: context.print },
      ),
    )
}

function readWindow(text: string): number {
  const ms = readDuration(text)
  if (ms) return ms
  throw new InvalidArgumentError('Give a duration such as 90s, 15m, 2h or 7d.')
}

export type GroupOptions = {
  granularity: Granularity
  /** How long an article stays open, in milliseconds. */
  windowMs: number
  /** Where the lines come from, for messages. */
  file?: string
}

export type GroupIo = { lines: AsyncIterable<string>; write(line: string): void | Promise<void> }

/** The window is reconciled after so many articles, or after such a share of it where that is more. */
const RECONCILE_AFTER = 500
const RECONCILE_SHARE = 0.1

/** A line that is no article: says where and what would be right. */
export class BadLineError extends Error {
  override name = 'BadLineError'
}

/**
 * Groups articles given as NDJSON in time order; writes each once with its final `storyId`, when it leaves the open window
 * or the input ends; `firstStoryId` is where it was placed when it came. Memory is bounded by the window, not by the input.
 */
export async function groupCommand({ file = '-', ...options }: GroupOptions, io: GroupIo): Promise<void> {
  const window = openWindow([], { ...options, nextStoryId: 1 })
  const open = new Map<number, { id: unknown; firstStoryId: number }>()
  const print = async ({ articleId, storyId }: Departed) => {
    await io.write(JSON.stringify({ ...open.get(articleId), storyId }))
    open.delete(articleId)
  }
  let sinceReconciled = 0
  let lineNumber = 0
  for await (const line of io.lines) {
    lineNumber++
    if (line.trim() === '') continue
    const { givenId, article } = readLine(line, lineNumber, file)
    const placements = window.propose([article])
    open.set(article.id, { id: givenId, firstStoryId: placements[0]?.storyId ?? 0 })
    for (const departed of window.apply([article], placements)) await print(departed)
    if (++sinceReconciled < Math.max(RECONCILE_AFTER, window.size * RECONCILE_SHARE)) continue
    window.applyChanges(window.reconcile())
    sinceReconciled = 0
  }
  window.applyChanges(window.reconcile())
  for (const departed of window.placed()) await print(departed)
}

function readLine(
  line: string,
  lineNumber: number,
  file: string,
): { givenId: unknown; article: GroupArticle } {
  const wrong = (what: string) => new BadLineError(`${file}:${lineNumber}: ${what}`)
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch (cause) {
    throw new BadLineError(`${file}:${lineNumber}: not JSON: ${(cause as Error).message}`, { cause })
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrong('expected one JSON object a line')
  const { id, publishedAt, outlet, language, title, summary, text } = given as Record<string, unknown>
  if (typeof id !== 'string' && typeof id !== 'number') throw wrong('"id" must be a string or a number')
  if (typeof title !== 'string') throw wrong('"title" must be a string')
  const eventAt =
    typeof publishedAt === 'string' || typeof publishedAt === 'number'
      ? new Date(publishedAt).getTime()
      : Number.NaN
  if (Number.isNaN(eventAt)) throw wrong('"publishedAt" must be a date, such as 2026-01-31T12:00:00Z')
  const optional = { outlet, language, summary, text }
  for (const [name, value] of Object.entries(optional)) {
    if (value !== undefined && value !== null && typeof value !== 'string')
      throw wrong(`"${name}" must be a string`)
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
