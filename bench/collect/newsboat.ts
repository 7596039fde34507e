import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { urlOf } from './addresses.ts'

const THREADS = 8

/** Has newsboat, as Debian packs it, visit all outlets once; gives outlets a second. It keeps what it read in `dir`. */
export async function reloadWithNewsboat(outlets: number, port: number, dir: string): Promise<number> {
  const [urls, config, cache] = ['urls', 'config', 'cache.db'].map(name => join(dir, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(urls, Array.from({ length: outlets }, (_, n) => `${urlOf(n, port)}\n`).join(''))
  writeFileSync(config, `reload-threads ${THREADS}\n`)
  const start = performance.now()
  const args = ['-C', config, '-u', urls, '-c', cache, '-x', 'reload']
  const child = spawn('newsboat', args, { stdio: 'ignore', env: { ...process.env, HOME: dir } })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`newsboat ended with ${code}`)
  return outlets / ((performance.now() - start) / 1_000)
}
