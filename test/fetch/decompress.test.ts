import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decompress } from '../../src/fetch/decompress.ts'

const COMPRESS: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
}

test('what was compressed in up to three layers comes back as it was', async () => {
  const layers = fc.array(fc.constantFrom(...Object.keys(COMPRESS)), { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), layers, async (plain, encodings) => {
      const wire = encodings.reduce<Uint8Array>(
        (bytes, encoding) => COMPRESS[encoding]?.(bytes) ?? bytes,
        plain,
      )
      const outcome = await decompress(wire, encodings.join(', '), 10_000)
      expect(outcome.kind === 'bytes' && Buffer.from(outcome.bytes)).toEqual(Buffer.from(plain))
    }),
    { numRuns: 60 },
  )
})

test('deflate is read with its header and without', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async plain => {
      const outcome = await decompress(deflateRawSync(plain), 'deflate', 10_000)
      expect(outcome.kind === 'bytes' && Buffer.from(outcome.bytes)).toEqual(Buffer.from(plain))
    }),
    { numRuns: 60 },
  )
})

test.each(Object.keys(COMPRESS))('a body in %s that was cut short is not taken for whole', async encoding => {
  const wire = COMPRESS[encoding]?.(Buffer.from('<rss>'.repeat(500))) ?? Buffer.alloc(0)
  for (const length of [0, 1, 5, wire.length - 1]) {
    expect((await decompress(wire.subarray(0, length), encoding, 10_000)).kind).toBe('bad-encoding')
  }
})

test.each([
  ['a line break', Buffer.from('\r\n')],
  ['a note', Buffer.from('<!-- cached -->')],
  ['zeros', Buffer.alloc(8)],
  ['another part', gzipSync('</rss>')],
])('%s behind a body in gzip does no harm', async (what, behind) => {
  const wire = Buffer.concat([gzipSync('<rss>'), behind])
  const outcome = await decompress(wire, 'gzip', 10_000)
  expect(outcome.kind === 'bytes' && Buffer.from(outcome.bytes).toString()).toBe(
    what === 'another part' ? '<rss></rss>' : '<rss>',
  )
})

test('a name and a comment in the header of gzip are passed over', async () => {
  const plain = gzipSync('<rss>')
  const head = Buffer.from([...plain.subarray(0, 10), 2, 0, 7, 7, ...Buffer.from('a.xml\0note\0')])
  head[3] = 4 | 8 | 16
  const wire = Buffer.concat([head, plain.subarray(10), Buffer.from('\r\n')])
  const outcome = await decompress(wire, 'gzip', 10_000)
  expect(outcome.kind === 'bytes' && Buffer.from(outcome.bytes).toString()).toBe('<rss>')
})

test.each([
  ['a bomb', Buffer.concat([gzipSync(Buffer.alloc(20_000)), Buffer.from('x')]), 'too-large'],
  ['what is no gzip', Buffer.from('<rss>'), 'bad-encoding'],
  ['a header and no more', gzipSync('<rss>').subarray(0, 10), 'bad-encoding'],
])('%s is still given up on', async (_, wire, kind) => {
  expect((await decompress(wire, 'gzip', 10_000)).kind).toBe(kind)
})
