import { writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { startProgram } from '../../test/support/program.ts'

export type Beside = { p50: number; p99: number; requests: number; previews: number }

const SECONDS = 5

/** How fast a topic's feed is answered by the program, one request after another, while so many clients ask for previews. */
export async function feedBeside(
  dir: string,
  outlets: string[],
  query: string,
  clients: number,
): Promise<Beside> {
  const config = join(dir, 'feeds.config.ts')
  const configured = {
    site: { url: 'https://news.example', language: 'en' },
    outlets: outlets.map(id => ({ id, url: `https://${id}.example/feed` })),
    topics: [{ id: 'bench', query: '*' }],
  }
  writeFileSync(config, `export default ${JSON.stringify(configured)}`)
  const program = startProgram(['serve', '--role', 'web', '--port', '0', '--config', config, '--data', dir])
  try {
    const [, url = ''] = await program.prints(/listening on (\S+)/)
    await answered(`${url}/api/preview?${new URLSearchParams({ q: query })}`)
    let isOver = false
    let previews = 0
    const asking = Array.from({ length: clients }, async () => {
      while (!isOver)
        if ((await answered(`${url}/api/preview?${new URLSearchParams({ q: query })}`)) === 200) previews++
    })
    const times: number[] = []
    for (const end = performance.now() + SECONDS * 1_000; performance.now() < end; ) {
      const start = performance.now()
      if ((await answered(`${url}/topics/bench.rss`)) !== 200) throw new Error('the feed was not answered')
      times.push(performance.now() - start)
    }
    isOver = true
    await Promise.all(asking)
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.floor(times.length * share)] as number
    return { p50: at(0.5), p99: at(0.99), requests: times.length, previews }
  } finally {
    await program.end()
  }
}

const agent = new Agent({ keepAlive: true })

function answered(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, response => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    }).once('error', reject)
  })
}
