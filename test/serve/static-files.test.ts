import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openServing } from '../support/serving.ts'

const href = async (get: (path: string) => Promise<Response> | Response) =>
  /href="([^"]+style\.css)"/.exec(await (await get('/')).text())?.[1] as string

test('what a page asks for is kept for ever, as its address names the version', async () => {
  const { get } = await openServing()
  const style = await get(await href(get))
  expect(style.status).toBe(200)
  expect(style.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

test.each(['/static/style.css', '/static/0123456789ab/style.css'])(
  '%s, which names no version that we have, is asked for again',
  async path => {
    const { get } = await openServing()
    const style = await get(path)
    expect(style.headers.get('cache-control')).toBe('public, max-age=3600')
    expect((await get(path, { 'if-none-match': style.headers.get('etag') as string })).status).toBe(304)
  },
)

test('a static file comes compressed', async () => {
  const { get } = await openServing()
  const plain = await (await get('/static/style.css')).text()
  const packed = await get('/static/style.css', { 'accept-encoding': 'gzip, br' })
  expect(packed.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(await packed.arrayBuffer()).toString()).toBe(plain)
})

test.each(['/static/v/tsconfig.json', '/static/tsconfig.json', '/static/v/..%2f..%2fserver.ts'])(
  '%s is none of them',
  async path => {
    const { get } = await openServing()
    expect((await get(path)).status).toBe(404)
  },
)

test('the Arabic letters are served by us, as they come', async () => {
  const { get } = await openServing()
  const font = await get('/static/vazirmatn.woff2', { 'accept-encoding': 'br' })
  expect(font.headers.get('content-type')).toBe('font/woff2')
  expect(font.headers.get('content-encoding')).toBeNull()
  expect(
    Buffer.from(await font.arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ).toBe('wOF2')
})
