import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAgent } from '../../src/fetch/agent.ts'
import { fetchImage, imageOf } from '../../src/fetch/fetch-image.ts'
import { type OutletServer, type Reply, startOutletServer } from '../support/outlet-server.ts'

let outlet: OutletServer
beforeAll(async () => {
  outlet = await startOutletServer()
})
afterAll(() => outlet.close())

const PNG = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1')

async function fetched(path: string, allowPrivate = ['loopback']) {
  const agent = createAgent({ allowPrivate, perHost: 2, concurrency: 4, gapMs: 0 })
  try {
    return await fetchImage(path.startsWith('/') ? outlet.url(path) : path, { agent, userAgent: 'khulasa' })
  } finally {
    await agent.close()
  }
}

test.each<[string, Reply, string | undefined]>([
  ['a picture', { body: PNG, headers: { 'content-type': 'text/html' } }, 'image/png'],
  ['a picture elsewhere', { status: 302, headers: { location: '/there.png' } }, 'image/png'],
  ['a page', { body: '<!doctype html>', headers: { 'content-type': 'image/png' } }, undefined],
  ['more than anybody sends', { body: Buffer.concat([PNG, Buffer.alloc(5_000_001)]) }, undefined],
  ['nothing of that name', { status: 404, body: PNG }, undefined],
  ['a way round', { status: 302, headers: { location: '/asked' } }, undefined],
  ['a way to a file', { status: 302, headers: { location: 'file:///etc/passwd' } }, undefined],
])('where the outlet has %s', async (_, reply, mediaType) => {
  outlet.answer('/there.png', { body: PNG })
  outlet.answer('/asked', reply)
  expect((await fetched('/asked'))?.mediaType).toBe(mediaType)
})

test.each(['/there.png', 'http://169.254.169.254/', 'http://[::1]/', 'file:///etc/passwd', 'nothing'])(
  'nothing is fetched from %s, which is not public',
  async address => {
    outlet.answer('/there.png', { body: PNG })
    const before = outlet.asked.length
    expect(await fetched(address, [])).toBeNull()
    expect(outlet.asked).toHaveLength(before)
  },
)

test.each([
  ['a JPEG', '\xff\xd8\xff\xe0', 'image/jpeg'],
  ['a PNG', '\x89PNG\r\n\x1a\n....', 'image/png'],
  ['a GIF', 'GIF89a......', 'image/gif'],
  ['a WebP', 'RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
  ['an AVIF', '\0\0\0\x20ftypavif\0\0', 'image/avif'],
  ['an SVG, which is a document', '<svg xmlns="http://www.w3.org/2000/svg"/>', undefined],
  ['a page', '<!doctype html><script>', undefined],
  ['another RIFF', 'RIFF\0\0\0\0WAVEfmt ', undefined],
  ['nothing', '', undefined],
])('%s is told by its first bytes', (_, bytes, mediaType) => {
  expect(imageOf(Buffer.from(bytes, 'latin1'))?.mediaType).toBe(mediaType)
})
