import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../app.ts'
import { checkConfig } from '../config/check.ts'
import { demoConfig } from '../demo/demo-config.ts'
import { serveSamples } from '../demo/serve-samples.ts'
import { type AddCommand, type CliContext, CommandError } from './context.ts'
import { readPort, stopped } from './serve.ts'

const NEWEST_AGE_MS = 60_000

/** `khulasa demo`: everything on bundled sample outlets, no network needed. */
export const addDemo: AddCommand = (program, context) => {
  program
    .command('demo')
    .description('try everything on bundled sample outlets, without a network; nothing is kept')
    .option('--port <number>', 'where to listen; 0 picks a free one', readPort, 8080)
    .action(({ port }: { port: number }) => demo(port, context))
}

async function demo(port: number, context: CliContext): Promise<void> {
  const samples = await serveSamples({ newestAt: context.now() - NEWEST_AGE_MS })
  const dataDir = await mkdtemp(join(tmpdir(), 'khulasa-demo-'))
  try {
    const verdict = checkConfig(demoConfig(samples.origin))
    if ('problems' in verdict)
      throw new CommandError(verdict.problems.map(({ place, message }) => `${place}: ${message}`).join('\n'))
    const app = await startApp({
      config: verdict.config,
      dataDir,
      host: '127.0.0.1',
      port,
      role: 'all',
      adminToken: context.env.KHULASA_ADMIN_TOKEN || undefined,
      logLevel: 'warn',
      linksToSelf: true,
    })
    try {
      await Promise.race([app.ready, app.failed, stopped(context.signal)])
      context.print(`listening on ${app.url}`)
      await Promise.race([app.failed, stopped(context.signal)])
    } finally {
      await app.stop()
    }
  } finally {
    await samples.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
