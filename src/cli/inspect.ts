import type { Outlet } from '../model/outlet.ts'
import type { ParsedFeed } from '../model/parsed-feed.ts'
import { normaliseFeed } from '../normalise/normalise.ts'
import { findFeedLinks } from '../parse/discover.ts'
import { NotAFeedError, parseFeed } from '../parse/parse.ts'
import { type AddCommand, type CliContext, CommandError } from './context.ts'
import { download, type Source } from './download.ts'
import { readBytes } from './read-input.ts'
import { table } from './table.ts'

/** `khulasa inspect`: one feed as we read it. */
export const addInspect: AddCommand = (program, context) => {
  program
    .command('inspect')
    .description('read one feed and show what was understood, and what had to be repaired')
    .argument('<source>', 'a URL, a file, or - for standard input')
    .option('--json', 'print what was read as JSON')
    .action((source: string, { json }: { json?: boolean }) => inspect(source, json ?? false, context))
}

async function inspect(name: string, json: boolean, context: CliContext): Promise<void> {
  const source = /^https?:/i.test(name)
    ? await download(name, 'inspect', context)
    : { bytes: await readBytes(name, context.stdin) }
  const parsed = await read(source, name)
  if (json) context.print(JSON.stringify(parsed, null, 2))
  else for (const line of summary(parsed, context.now())) context.print(line)
}

async function read({ bytes, ...options }: Source, name: string): Promise<ParsedFeed> {
  try {
    return await parseFeed(bytes, options)
  } catch (error) {
    if (!(error instanceof NotAFeedError)) throw error
    const links = findFeedLinks(
      new TextDecoder().decode(bytes.subarray(0, 200_000)),
      options.url ?? 'http://localhost/',
    )
    const hint =
      options.url && links.length > 0
        ? `\nIt may be a page; its feed may be:\n${links.map(link => `  ${link}`).join('\n')}`
        : ''
    throw new CommandError(`${name} is not a feed: ${error.reason}${hint}`, { cause: error })
  }
}

function summary(parsed: ParsedFeed, now: number): string[] {
  const { format, encoding, encodingFrom, repairs, feed, items } = parsed
  const { articles, dropped } = normaliseFeed(parsed, INSPECTED, now)
  const told = repairs.map(({ kind, count }) => (count > 1 ? `${kind} ×${count}` : kind)).join(', ')
  const rows = articles.map(({ publishedAt, language, title, url }) => [
    dayOf(publishedAt),
    language ?? '',
    title,
    url ?? '',
  ])
  return [
    `${feed.title ?? '(no title)'}`,
    `format    ${format}`,
    `encoding  ${encoding} (${encodingFrom})`,
    `repairs   ${told || 'none were needed'}`,
    `language  ${feed.language ?? 'not said'}`,
    `items     ${items.length}${dropped.length > 0 ? `, of which ${dropped.length} are dropped` : ''}`,
    ...dropped.map(({ title, reason }) => `  dropped: ${title || '(no title)'}: ${reason}`),
    '',
    ...(rows.length > 0 ? table(['published', 'lang', 'title', 'url'], rows) : []),
  ]
}

/** Nothing is known of an outlet that is only looked at. */
const INSPECTED: Outlet = {
  id: 'inspected',
  url: '',
  title: null,
  language: null,
  timezone: null,
  everyMs: 0,
  owner: null,
  private: false,
}

function dayOf(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
