import { schedule } from 'node-cron'

export type Ticker = {
  /** Ticks no more, and waits for the one that runs. */
  stop(): Promise<void>
}

type TickerOptions = {
  /** A cron pattern with seconds; every second unless told otherwise, since an outlet may be due each second. */
  pattern?: string
  /** Told what a tick threw; the next one comes all the same. */
  onError(error: unknown): void
}

/** Calls `onTick` at every beat of the pattern, but for those that find the one before still running. */
export function startTicker(
  onTick: () => Promise<void>,
  { pattern = '* * * * * *', onError }: TickerOptions,
): Ticker {
  let running: Promise<void> | null = null
  const tick = async () => {
    try {
      await onTick()
    } catch (error) {
      onError(error)
    }
  }
  const task = schedule(
    pattern,
    () => {
      running ??= tick().finally(() => {
        running = null
      })
    },
    { suppressMissedWarning: true },
  )
  return {
    async stop() {
      await task.destroy()
      await running
    },
  }
}
