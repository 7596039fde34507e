import { InvalidArgumentError } from 'commander'
import { pointAt } from '../config/check.ts'
import { loadConfig } from '../config/load.ts'
import { preview } from '../flows/preview.ts'
import type { BadQuery, UnknownTopic } from '../flows/read-query.ts'
import { openStore } from '../store/open.ts'
import { type AddCommand, type CliContext, type Places, UsageError, withPlaces } from './context.ts'
import { previewLines } from './preview-lines.ts'

type PreviewOptions = Places & { days: number; against?: string; json?: boolean }

const MOST_DAYS = 3_660

/** `khulasa preview`: what a query would have caught. */
export const addPreview: AddCommand = (program, context) => {
  withPlaces(program.command('preview'))
    .description(
      'try a query, or a topic, on everything kept: entries a day, samples, and what each clause did',
    )
    .argument('<query>', 'a query, such as: طالبان (روسيا OR موسكو); or the id of a topic')
    .option('--days <number>', 'how many days back, today included', readDays, 30)
    .option('--against <topic>', 'what would come and go, were this the query of that topic')
    .option('--json', 'print it as JSON')
    .action((query: string, options: PreviewOptions) => previewCommand(query.trim(), options, context))
}

async function previewCommand(text: string, options: PreviewOptions, context: CliContext): Promise<void> {
  const config = await loadConfig(options.config)
  const store = openStore(options.data, { readonly: true })
  try {
    const query = config.topics.some(topic => topic.id === text) ? { topic: text } : text
    const ask = { query, days: options.days, against: options.against ?? null, asker: 'operator' as const }
    const check = () => context.signal.throwIfAborted()
    const found = await preview(ask, { store, config, now: context.now(), check })
    if (found.kind !== 'preview') throw new UsageError(mistake(found))
    if (options.json) context.print(JSON.stringify(found, null, 2))
    else for (const line of previewLines(found, config.site.timezone)) context.print(line)
  } finally {
    store.close()
  }
}

/** What is wrong with a query, at its place. */
export function mistake(found: BadQuery | UnknownTopic): string {
  if (found.kind === 'unknown-topic') return `There is no topic "${found.topic}" in the configuration.`
  return found.problems
    .map(({ at, length, message }) => `${message}\n${pointAt(found.query, at, length)}`)
    .join('\n')
}

function readDays(text: string): number {
  const days = Number(text)
  if (/^\d+$/.test(text) && days >= 1 && days <= MOST_DAYS) return days
  throw new InvalidArgumentError(`Give a number of days from 1 to ${MOST_DAYS}.`)
}
