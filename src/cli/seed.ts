import { loadConfig } from '../config/load.ts'
import { readPageKeywords } from '../flows/page-keywords.ts'
import { type Preview, preview } from '../flows/preview.ts'
import { draftQuery } from '../flows/seed.ts'
import { openStore, StoreError } from '../store/open.ts'
import { type AddCommand, type CliContext, CommandError, type Places, withPlaces } from './context.ts'
import { download } from './download.ts'
import { previewLines } from './preview-lines.ts'
import { readBytes } from './read-input.ts'

const DAYS = 30

/** `khulasa seed`: a draft query from an article's keywords. */
export const addSeed: AddCommand = (program, context) => {
  withPlaces(program.command('seed'))
    .description("draft a query from the keywords of an article's page, and try it on what is kept")
    .argument('<source>', 'the address of an article, a file with its page, or - for standard input')
    .option('--json', 'print it as JSON')
    .action((source: string, options: Places & { json?: boolean }) => seed(source, options, context))
}

async function seed(
  name: string,
  { json, ...places }: Places & { json?: boolean },
  context: CliContext,
): Promise<void> {
  const source = /^https?:/i.test(name)
    ? await download(name, 'seed', context)
    : { bytes: await readBytes(name, context.stdin) }
  const page = readPageKeywords(source.bytes, source.contentType ?? null)
  const query = draftQuery(page)
  if (query === null)
    throw new CommandError(`${name} names no keywords, and has no title to take words from.`)
  const tried = await tryOnArchive(query, places, context)
  if (json) return context.print(JSON.stringify({ query, ...page, preview: tried }, null, 2))
  context.print(query)
  context.tell(`from the keywords ${page.keywords.join('، ') || '(none)'} of «${page.title}»`)
  if (!tried) return context.tell(`Nothing is kept in ${places.data} to try it on.`)
  const [, ...lines] = previewLines(tried, (await loadConfig(places.config)).site.timezone)
  for (const line of lines) context.print(line)
}

/** Null where nothing is kept yet. */
async function tryOnArchive(
  query: string,
  places: Places,
  { now, signal }: CliContext,
): Promise<Preview | null> {
  const store = openArchive(places.data)
  if (!store) return null
  try {
    const config = await loadConfig(places.config)
    const ask = { query, days: DAYS, against: null, asker: 'operator' as const }
    const found = await preview(ask, { store, config, now: now(), check: () => signal.throwIfAborted() })
    if (found.kind !== 'preview') throw new Error(`a query of our own was refused: ${query}`)
    return found
  } finally {
    store.close()
  }
}

function openArchive(dir: string) {
  try {
    return openStore(dir, { readonly: true })
  } catch (error) {
    if (error instanceof StoreError && error.cause === undefined) return null
    throw error
  }
}
