import { loadConfig } from '../config/load.ts'
import type { Subscriber } from '../model/push.ts'
import { openStore } from '../store/open.ts'
import { type AddCommand, type CliContext, type Places, withPlaces } from './context.ts'
import { table } from './table.ts'

/** `khulasa webhooks`: who is told of topics' news because the configuration says so, and the secrets to check it with. */
export const addWebhooks: AddCommand = (program, context) => {
  withPlaces(program.command('webhooks'))
    .description('print the webhooks and hubs that are told of news, with their secrets and how that goes')
    .option('--json', 'print it as JSON')
    .action((options: Places & { json?: boolean }) => webhooks(options, context))
}

async function webhooks(
  { config, data, json }: Places & { json?: boolean },
  { print }: CliContext,
): Promise<void> {
  await loadConfig(config)
  const store = openStore(data, { readonly: true })
  try {
    const named = await store.subscribers.named()
    if (json) for (const one of named) print(JSON.stringify(one))
    else if (named.length === 0) print('Nobody is told of news. A topic names a webhook with notify: URL.')
    else for (const line of table(HEAD, named.map(rowOf))) print(line)
  } finally {
    store.close()
  }
}

const HEAD = ['topic', 'kind', 'address', 'secret', 'last told', 'failures', 'problem']

function rowOf({ topicId, kind, callback, secret, deliveredAt, failures, problem }: Subscriber) {
  const told = deliveredAt === null ? '' : new Date(deliveredAt).toISOString().slice(0, 19).replace('T', ' ')
  return [topicId, kind, callback, secret ?? '', told, failures, problem ?? '']
}
