import { loadConfig } from '../config/load.ts'
import { openStore } from '../store/open.ts'
import { type AddCommand, type CliContext, type Places, withPlaces } from './context.ts'
import { table } from './table.ts'

/** `khulasa outlets`: each outlet's health. */
export const addOutlets: AddCommand = (program, context) => {
  withPlaces(program.command('outlets'))
    .description("print each outlet's health")
    .option('--json', 'print it as JSON')
    .action((options: Places & { json?: boolean }) => outlets(options, context))
}

async function outlets(
  { config, data, json }: Places & { json?: boolean },
  { print }: CliContext,
): Promise<void> {
  await loadConfig(config)
  const store = openStore(data, { readonly: true })
  try {
    const all = await store.outlets.list()
    if (json) {
      for (const outlet of all) print(JSON.stringify(outlet))
      return
    }
    const rows = all.map(({ id, lastVisit, nextVisitAt, articleCount, failures }) => [
      id,
      lastVisit?.outcome ?? 'waiting',
      lastVisit ? timeOf(lastVisit.at) : '',
      nextVisitAt === null ? '' : timeOf(nextVisitAt),
      articleCount,
      failures,
      lastVisit?.problem ?? '',
    ])
    for (const line of table(['outlet', 'last', 'at', 'next', 'articles', 'failures', 'problem'], rows))
      print(line)
  } finally {
    store.close()
  }
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
