import { Agent, request } from 'undici'
import { urlOf } from './addresses.ts'
import type { Measured, Order } from './measured.ts'
import { measure } from './measured.ts'

/** The same requests as khulasa sends, through undici's `request`, and nothing else done: what no collector can beat. */
process.on('message', async ({ outlets, port, concurrency, etag }: Order) => {
  const dispatcher = new Agent({ connections: 2 })
  const headers = {
    'user-agent': 'khulasa/bench (+http://localhost)',
    accept: 'application/rss+xml, application/atom+xml;q=0.9, */*;q=0.1',
    'accept-encoding': 'gzip, deflate, br, zstd',
    ...(etag === null ? {} : { 'if-none-match': etag, 'a-im': 'feed' }),
  }
  let next = 0
  const work = async () => {
    while (next < outlets) {
      const { body } = await request(urlOf(next++, port), { dispatcher, headers })
      await body.arrayBuffer()
    }
  }
  const measured: Measured = await measure(outlets, () =>
    Promise.all(Array.from({ length: concurrency }, work)).then(() => {}),
  )
  process.send?.(measured)
  await dispatcher.destroy()
})
