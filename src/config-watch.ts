import { unwatchFile, watchFile } from 'node:fs'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Loaded } from './config-loader.ts'
import type { Config } from './model/config.ts'

export type ConfigWatch = { close(): void }

type Handlers = {
  /** A changed configuration that is good. */
  onChange(config: Config): Promise<void>
  /** One that is not: the old one stays in force. */
  onBroken(message: string): void
  onError(error: unknown): void
}

const LOOK_EVERY_MS = 1_000

/**
 * Takes up a saved change of the configuration, or of a file that it imports.
 *
 * It is read in a thread of its own and checked whole before anyone hears of it.
 */
export async function watchConfig(file: string, handlers: Handlers): Promise<ConfigWatch> {
  const watched = new Set<string>()
  let isClosed = false
  let isReading = false
  let isChanged = false
  let inForce = ''

  const changed = () => {
    isChanged = true
    if (!isReading) void readAgain()
  }
  const readAgain = async () => {
    isReading = true
    while (isChanged && !isClosed) {
      isChanged = false
      try {
        await take(await load(file))
      } catch (error) {
        handlers.onError(error)
      }
    }
    isReading = false
  }
  const take = async (loaded: Loaded) => {
    watch(loaded.files)
    if ('problems' in loaded) return handlers.onBroken(loaded.message)
    const now = JSON.stringify(loaded.config)
    if (now === inForce || isClosed) return
    inForce = now
    await handlers.onChange(loaded.config)
  }
  const watch = (files: string[]) => {
    for (const path of [resolve(file), ...files]) {
      if (watched.has(path) || isClosed) continue
      watched.add(path)
      watchFile(path, { interval: LOOK_EVERY_MS }, changed)
    }
  }

  const first = await load(file)
  if ('config' in first) inForce = JSON.stringify(first.config)
  watch(first.files)
  return {
    close() {
      isClosed = true
      for (const path of watched) unwatchFile(path, changed)
    },
  }
}

/** Reads the configuration in a fresh thread. */
function load(file: string): Promise<Loaded> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./config-loader.ts', import.meta.url), { workerData: { file } })
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', () => failed(new Error('the configuration could not be read')))
  })
}
