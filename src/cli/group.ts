import { InvalidArgumentError, Option } from 'commander'
import { readDuration } from '../config/units.ts'
import { type Departed, type Granularity, openWindow } from '../group/window.ts'
import { LineOrder, readArticleLine } from './article-lines.ts'
import type { AddCommand } from './context.ts'
import { readLines } from './read-input.ts'

/** `khulasa group`: NDJSON articles in, each with its story out. */
export const addGroup: AddCommand = (program, context) => {
  program
    .command('group')
    .description(
      'group articles given as NDJSON in time order, and print each with its final storyId, and the firstStoryId it was given when it came',
    )
    .argument('[file]', 'a file of articles, or - for standard input', '-')
    .addOption(
      new Option('--granularity <kind>', 'how wide a story is').choices(['event', 'saga']).default('event'),
    )
    .option('--window <duration>', 'how long a story stays open', readWindow, 72 * 3_600_000)
    .action(async (file: string, { granularity, window }: { granularity: Granularity; window: number }) => {
      const { refused } = await groupCommand(
        { granularity, windowMs: window, file },
        { lines: readLines(file, context.stdin), write: context.print, tell: context.tell },
      )
      if (refused > 0) context.setExitCode(1)
    })
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

export type GroupIo = {
  lines: AsyncIterable<string>
  write(line: string): void | Promise<void>
  /** What is wrong with a line: it is left out, or said to be out of order, and all others go on. */
  tell(line: string): void
}

/** The window is reconciled after so many articles, or after such a share of it where that is more. */
const RECONCILE_AFTER = 500
const RECONCILE_SHARE = 0.1

type OpenLine = { id: string | number; firstStoryId: number }

/**
 * Groups articles given as NDJSON in time order; writes each once with its final `storyId`, when it leaves the open window
 * or the input ends; `firstStoryId` is where it was placed when it came. Memory is bounded by the window, not by the input.
 *
 * Lines that are no articles are told and left out. Gives how many those were.
 */
export async function groupCommand(
  { file = '-', ...options }: GroupOptions,
  io: GroupIo,
): Promise<{ refused: number }> {
  const window = openWindow([], { ...options, nextStoryId: 1 })
  const open = new Map<number, OpenLine>()
  const openIds = new Set<string | number>()
  const order = new LineOrder(file, io.tell)
  const print = async ({ articleId, storyId }: Departed) => {
    const line = open.get(articleId) as OpenLine
    open.delete(articleId)
    openIds.delete(line.id)
    await io.write(JSON.stringify({ ...line, storyId }))
  }
  let [sinceReconciled, lineNumber, refused] = [0, 0, 0]
  for await (const line of io.lines) {
    lineNumber++
    if (line.trim() === '') continue
    const given = readArticleLine(line, lineNumber, openIds)
    if ('wrong' in given) {
      io.tell(`${file}:${lineNumber}: ${given.wrong}`)
      refused++
      continue
    }
    const { givenId, article } = given
    order.see(article.eventAt, lineNumber)
    const placements = window.propose([article])
    open.set(article.id, { id: givenId, firstStoryId: placements[0]?.storyId ?? 0 })
    openIds.add(givenId)
    for (const departed of window.apply([article], placements)) await print(departed)
    if (++sinceReconciled < Math.max(RECONCILE_AFTER, window.size * RECONCILE_SHARE)) continue
    window.applyChanges(window.reconcile())
    sinceReconciled = 0
  }
  window.applyChanges(window.reconcile())
  for (const departed of window.placed()) await print(departed)
  order.sum()
  if (refused > 0) io.tell(`${file}: ${refused} of ${lineNumber} lines were left out`)
  return { refused }
}
