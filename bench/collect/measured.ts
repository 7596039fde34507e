/** One round over all outlets. */
export type Order = {
  outlets: number
  port: number
  concurrency: number
  etag: string | null
  dataDir: string
}

export type Measured = {
  seconds: number
  perSecond: number
  cpuSecondsPerThousand: number
  /** Of the process since it began. */
  peakMb: number
}

/** Time, processor time (of all threads) and memory of one round. */
export async function measure(outlets: number, round: () => Promise<void>): Promise<Measured> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await round()
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  return {
    seconds,
    perSecond: outlets / seconds,
    cpuSecondsPerThousand: (user + system) / 1e6 / (outlets / 1_000),
    peakMb: process.resourceUsage().maxRSS / 1_024,
  }
}
