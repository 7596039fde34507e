import { loadConfig } from '../config/load.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
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
    const list = await store.outlets.list()
    const all = await Promise.all(
      list.map(async outlet => ({ ...outlet, hub: await hubOf(outlet.id, store) })),
    )
    if (json) {
      for (const outlet of all) print(JSON.stringify(outlet))
      return
    }
    const rows = all.map(({ id, lastVisit, nextVisitAt, articleCount, failures, hub }) => [
      id,
      lastVisit?.outcome ?? 'waiting',
      lastVisit ? timeOf(lastVisit.at) : '',
      nextVisitAt === null ? '' : timeOf(nextVisitAt),
      articleCount,
      failures,
      hub ? (hub.leaseUntil === null ? 'asked' : `until ${timeOf(hub.leaseUntil)}`) : '',
      lastVisit?.problem ?? hub?.problem ?? '',
    ])
    for (const line of table(HEAD, rows)) print(line)
  } finally {
    store.close()
  }
}

const HEAD = ['outlet', 'last', 'at', 'next', 'articles', 'failures', 'hub', 'problem']

/** How the outlet's hub pushes it, without what it is signed with; null where none was asked. */
async function hubOf(id: string, { subscriptions }: Store) {
  const subscription = await subscriptions.ofOutlet(id)
  if (!subscription) return null
  const { hubUrl, leaseUntil, pushedAt, problem } = subscription
  return { hubUrl, leaseUntil, pushedAt, problem }
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
