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
  /** Of those, what the thread took that asks and stores. */
  ownCpuSecondsPerThousand: number
  /** Of the process since it began. */
  peakMb: number
}

/** Time, processor time (of all threads) and memory of one round. */
export async function measure(outlets: number, round: () => Promise<void>): Promise<Measured> {
  const cpu = process.cpuUsage()
  const own = process.threadCpuUsage()
  const start = performance.now()
  await round()
  const seconds = (performance.now() - start) / 1_000
  const spent = (before: NodeJS.CpuUsage, after: NodeJS.CpuUsage) =>
    (after.user + after.system - before.user - before.system) / 1e6 / (outlets / 1_000)
  return {
    seconds,
    perSecond: outlets / seconds,
    cpuSecondsPerThousand: spent(cpu, process.cpuUsage()),
    ownCpuSecondsPerThousand: spent(own, process.threadCpuUsage()),
    peakMb: process.resourceUsage().maxRSS / 1_024,
  }
}
