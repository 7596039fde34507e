import { SingleBar } from 'cli-progress'
import { loadConfig } from '../config/load.ts'
import { openWorks, type Works } from '../deps.ts'
import { visitOutlet } from '../flows/collect.ts'
import type { Config } from '../model/config.ts'
import type { Outlet, Visit } from '../model/outlet.ts'
import type { DueOutlet } from '../store/store.ts'
import { type AddCommand, type CliContext, type Places, UsageError, withPlaces } from './context.ts'
import { table } from './table.ts'

type CollectOptions = Places & { all?: boolean; json?: boolean }

const LEASE_MS = 10 * 60_000

/** `khulasa collect`: one pass, until what came is placed. */
export const addCollect: AddCommand = (program, context) => {
  withPlaces(program.command('collect'))
    .description('visit the outlets that are due (or those named, or all) once, and place what came')
    .argument('[outlets...]', 'ids of outlets')
    .option('--all', 'every outlet, due or not')
    .option('--json', 'print the visits as JSON')
    .action((ids: string[], options: CollectOptions) => collect(ids, options, context))
}

async function collect(ids: string[], options: CollectOptions, context: CliContext): Promise<void> {
  const config = await loadConfig(options.config)
  const unknown = ids.filter(id => !config.outlets.some(outlet => outlet.id === id))
  if (unknown.length > 0)
    throw new UsageError(`There is no outlet ${unknown.join(', ')}. "khulasa outlets" lists those there are.`)
  const works = await openWorks(config, options.data, { signal: context.signal, onCommit: () => {} })
  try {
    const { store } = works.collect
    const now = context.now()
    const claimed =
      ids.length > 0 || options.all
        ? await store.outlets.claim(options.all ? null : ids, now, LEASE_MS)
        : await store.outlets.claimDue(now, config.outlets.length, LEASE_MS)
    const visits = await visitAll(claimed, config, works, context)
    const { placed } = await works.arranger.arrange()
    if (options.json) for (const visit of visits) context.print(JSON.stringify(visit))
    else report(visits, placed, context)
  } finally {
    await works.close()
  }
}

async function visitAll(
  claimed: DueOutlet[],
  config: Config,
  works: Works,
  context: CliContext,
): Promise<Visit[]> {
  const outlets = new Map(config.outlets.map(outlet => [outlet.id, outlet]))
  const progress = progressOn(context, claimed.length)
  const visits = claimed.map(async due => {
    const visit = await visitOutlet(due, outlets.get(due.id) as Outlet, works.collect)
    progress.step(visit)
    return visit
  })
  try {
    return await Promise.all(visits)
  } catch (error) {
    await Promise.allSettled(visits)
    await works.collect.store.outlets.release(claimed.map(due => due.id))
    throw error
  } finally {
    progress.end()
  }
}

function progressOn({ progress, tell }: CliContext, total: number) {
  if (!progress.isTTY) {
    return {
      step: ({ outletId, outcome, newArticles, problem }: Visit) =>
        tell(
          `${outletId}: ${outcome}${newArticles > 0 ? `, ${newArticles} new` : ''}${problem ? `, ${problem}` : ''}`,
        ),
      end: () => {},
    }
  }
  const bar = new SingleBar({
    format: '{bar} {value}/{total} {outlet}',
    stream: progress,
    hideCursor: true,
    clearOnComplete: true,
  })
  bar.start(total, 0, { outlet: '' })
  return { step: ({ outletId }: Visit) => bar.increment({ outlet: outletId }), end: () => bar.stop() }
}

function report(visits: Visit[], placed: number, { print }: CliContext): void {
  if (visits.length === 0) {
    print('No outlet is due. "khulasa collect --all" visits every one.')
    return
  }
  const rows = visits.map(
    ({ outletId, outcome, status, bytes, newArticles, changedArticles, tookMs, problem }) => [
      outletId,
      outcome,
      status ?? '',
      bytes,
      newArticles,
      changedArticles,
      tookMs,
      problem ?? '',
    ],
  )
  for (const line of table(['outlet', 'outcome', 'status', 'bytes', 'new', 'changed', 'ms', 'problem'], rows))
    print(line)
  const failed = visits.filter(visit => visit.problem !== null).length
  print(
    `${visits.length} outlets visited, ${placed} articles placed${failed > 0 ? `, ${failed} outlets failed` : ''}`,
  )
}
