import { InvalidArgumentError, Option } from 'commander'
import { type Role, startApp } from '../app.ts'
import { loadConfig } from '../config/load.ts'
import { watchConfig } from '../config-watch.ts'
import { type AddCommand, type CliContext, type Places, withPlaces } from './context.ts'

type ServeOptions = Places & { port: number; host: string; role: Role; verbose?: boolean }

/** `khulasa serve`: the whole thing. */
export const addServe: AddCommand = (program, context) => {
  withPlaces(program.command('serve'))
    .description('collect on schedule and serve pages and feeds')
    .option('--port <number>', 'where to listen; 0 picks a free one', readPort, 8080)
    .option('--host <address>', 'which address to listen on', '127.0.0.1')
    .addOption(
      new Option('--role <role>', 'what this process does')
        .choices(['all', 'web', 'collector'])
        .default('all'),
    )
    .action((options: ServeOptions, command) => serve({ ...options, ...command.optsWithGlobals() }, context))
}

async function serve(
  { config, data, port, host, role, verbose }: ServeOptions,
  context: CliContext,
): Promise<void> {
  const app = await startApp({
    config: await loadConfig(config),
    dataDir: data,
    host,
    port,
    role,
    adminToken: context.env.KHULASA_ADMIN_TOKEN || undefined,
    logLevel: verbose ? 'debug' : 'info',
  })
  context.print(app.url ? `listening on ${app.url}` : 'collecting')
  const watch = await watchConfig(config, {
    async onChange(changed) {
      await app.configure(changed)
      context.tell(`${config} was changed and is in force`)
    },
    onBroken: message => context.tell(`${message}\nThe configuration of before stays in force.`),
    onError: error => context.tell(`${config} cannot be read again: ${error}`),
  })
  try {
    await Promise.race([app.failed, stopped(context.signal)])
  } finally {
    watch.close()
    await app.stop()
  }
}

export function stopped(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

export function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('Give a number from 0 to 65535.')
}
