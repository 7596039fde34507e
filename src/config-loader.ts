import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { ConfigError, loadConfig } from './config/load.ts'
import type { Config, ConfigProblem } from './model/config.ts'

/** What the thread gives: the configuration or what is wrong with it, and the files that it was read from. */
export type Loaded = ({ config: Config } | { problems: ConfigProblem[]; message: string }) & {
  files: string[]
}

// The root of a thread that lives for one reading: modules are read once a thread, so a changed one needs another.
const { file } = workerData as { file: string }
const files = new Set<string>()
/** The program's own modules change with the program only. */
const OURS = new URL('.', import.meta.url).href
registerHooks({
  load(url, context, next) {
    const isOurs = url.startsWith(OURS) || url.includes('/node_modules/')
    if (url.startsWith('file:') && !isOurs) files.add(fileURLToPath(url))
    return next(url, context)
  },
})
parentPort?.postMessage(await read())

async function read(): Promise<Loaded> {
  try {
    const config = await loadConfig(file, path => files.add(path))
    return { config, files: [...files] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { problems: error.problems, message: error.message, files: [...files] }
  }
}
