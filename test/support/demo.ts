import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, startApp } from '../../src/app.ts'
import { checkConfig } from '../../src/config/check.ts'
import { demoConfig } from '../../src/demo/demo-config.ts'
import { type SampleServer, serveSamples } from '../../src/demo/serve-samples.ts'
import type { Config } from '../../src/model/config.ts'

export type Demo = {
  /** Where the server listens. */
  url: string
  /** As it is in force: every link leads to `url`. */
  config: Config
  app: App
  samples: SampleServer
  dataDir: string
  /** Ends everything and removes the data. */
  stop(): Promise<void>
}

/** Older than any hold, so that every story is out once the app is ready. */
const NEWEST_AGE_MS = 10 * 60_000

/** The sample outlets and the real app over a new data directory, once all stories are out. */
export async function startDemo(): Promise<Demo> {
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    const ended = await Promise.allSettled(undo.splice(0).map(step => step()))
    const failed = ended.filter(end => end.status === 'rejected').map(end => end.reason)
    if (failed.length > 0) throw new AggregateError(failed, 'the demo did not end well')
  }
  try {
    const samples = await serveSamples({ newestAt: Date.now() - NEWEST_AGE_MS })
    undo.push(() => samples.close())
    const dataDir = await mkdtemp(join(tmpdir(), 'khulasa-test-'))
    const removeData = () => rm(dataDir, { recursive: true, force: true })
    undo.push(removeData)
    const verdict = checkConfig(demoConfig(samples.origin))
    if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems))
    const app = await startApp({
      config: verdict.config,
      dataDir,
      host: '127.0.0.1',
      port: 0,
      role: 'all',
      adminToken: undefined,
      logLevel: 'error',
      linksToSelf: true,
    })
    // the data goes last: the collector still writes while it stops
    undo.splice(undo.indexOf(removeData), 1, () => app.stop().finally(removeData))
    await Promise.race([app.ready, app.failed])
    const url = app.url as string
    const config = { ...verdict.config, site: { ...verdict.config.site, url } }
    return { url, config, app, samples, dataDir, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
