import { loadConfig } from '../config/load.ts'
import { outletState } from '../flows/outlet-state.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { type AddCommand, type CliContext, type Places, withPlaces } from './context.ts'
import { remedyFor, sparkline, stateInWords, timeOf } from './outlet-lines.ts'
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
  { print, now }: CliContext,
): Promise<void> {
  await loadConfig(config)
  const store = openStore(data, { readonly: true })
  try {
    const list = await store.outlets.list()
    const perDay = await store.outlets.perDay(
      list.map(({ id }) => id),
      DAYS,
      now(),
    )
    const all = await Promise.all(
      list.map(async outlet => ({
        ...outlet,
        state: outletState(outlet, now()),
        articlesPerDay: perDay.get(outlet.id) ?? [],
        hub: await hubOf(outlet.id, store),
      })),
    )
    if (json) {
      for (const outlet of all) print(JSON.stringify(outlet))
      return
    }
    const rows = all.map(({ id, lastVisit, nextVisitAt, articleCount, articlesPerDay, hub, ...outlet }) => [
      id,
      stateInWords(outlet.state),
      lastVisit ? timeOf(lastVisit.at) : '',
      nextVisitAt === null ? '' : timeOf(nextVisitAt),
      articleCount,
      sparkline(articlesPerDay),
      hub ? (hub.leaseUntil === null ? 'asked' : `until ${timeOf(hub.leaseUntil)}`) : '',
      outlet.movedTo ?? '',
      [lastVisit?.problem ?? hub?.problem, remedyFor(outlet.state)].filter(Boolean).join('; '),
    ])
    for (const line of table(HEAD, rows)) print(line)
  } finally {
    store.close()
  }
}

/** What a line of bars shows. */
const DAYS = 14

const HEAD = ['outlet', 'state', 'last', 'next', 'articles', `in ${DAYS} days`, 'hub', 'moved to', 'problem']

/** How the outlet's hub pushes it, without what it is signed with; null where none was asked. */
async function hubOf(id: string, { subscriptions }: Store) {
  const subscription = await subscriptions.ofOutlet(id)
  if (!subscription) return null
  const { hubUrl, leaseUntil, pushedAt, problem } = subscription
  return { hubUrl, leaseUntil, pushedAt, problem }
}
