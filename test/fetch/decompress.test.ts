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
