import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKETS, termsOf } from '../../src/group/features.ts'
import { Frequencies } from '../../src/group/frequencies.ts'
import {
  FEATURES_VERSION,
  packCounts,
  packPairs,
  packVector,
  unpackCounts,
  unpackPairs,
  unpackVector,
} from '../../src/group/kept-features.ts'
import { TermWeights } from '../../src/group/term-weights.ts'

const article = {
  title: 'Strong earthquake shakes southern Chile; «زلزال قوي يهز جنوب تشيلي»',
  summary: 'No casualties were reported after the earthquake of magnitude 6.9, the agency said.',
  text: 'ولم ترد أنباء عن سقوط ضحايا أو أضرار، بحسب المصادر الرسمية.',
}

function vectorOf(withLetters: boolean) {
  const terms = termsOf(article, withLetters)
  return new TermWeights(new Frequencies()).vectorOf(terms, 'en')
}

test('an article comes back as grouping has read it, wherever the bytes lie', () => {
  const vector = vectorOf(true)
  const bytes = packVector(vector)
  expect(unpackVector(bytes)).toEqual(vector)
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  expect(unpackVector(shifted.subarray(3))).toEqual(vector)
})

test('neighbours come back to the last bit', () => {
  const pairs = fc.array(fc.tuple(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true })))
  fc.assert(
    fc.property(pairs, given => {
      expect(unpackPairs(packPairs(given))).toEqual(given)
    }),
  )
})

test('counts come back, however large', () => {
  const counts = fc.uint32Array({ maxLength: 50 })
  fc.assert(
    fc.property(counts, given => {
      const back = new Uint32Array(given.length)
      unpackCounts(packCounts(given), back)
      expect(back).toEqual(given)
    }),
  )
})

test('frequencies that are kept weigh as before', () => {
  const before = new Frequencies()
  const { terms } = vectorOf(false)
  for (let n = 0; n < 300; n++) before.count(terms, n % 2 ? 'ar-SA' : 'en', 1)
  const { counts, ...counted } = before.pack()
  const after = new Frequencies()
  after.unpack(counts, counted)
  const all = Uint32Array.from({ length: BUCKETS }, (_, bucket) => bucket)
  expect(all.every(bucket => before.of(bucket) === after.of(bucket))).toBe(true)
  expect([after.total, after.articlesIn('ar'), after.articlesIn(null)]).toEqual([
    before.total,
    before.articlesIn('ar'),
    before.articlesIn(null),
  ])
})

// Windows are kept over updates: whoever reads articles otherwise raises FEATURES_VERSION, and this hash with it.
test('the version of what is kept is raised when articles are read or weighed otherwise', () => {
  const read = [false, true].map(withLetters => packVector(vectorOf(withLetters)))
  const hash = createHash('sha256').update(Buffer.concat(read)).digest('hex').slice(0, 12)
  expect([FEATURES_VERSION, hash]).toEqual([1, 'cdfea34e9352'])
})
