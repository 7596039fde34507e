import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LaidOut } from '../../src/group/laid-out.ts'

type Pairs = [bucket: number, weight: number][]

const vectorOf = (pairs: Pairs) => {
  const inOrder = [...new Map(pairs)].sort(([a], [b]) => a - b)
  return {
    terms: Uint32Array.from(inOrder, ([bucket]) => bucket * 4),
    weights: Float32Array.from(inOrder, ([, weight]) => weight),
    norm: 1,
  }
}

const pairs = (max: number): fc.Arbitrary<Pairs> =>
  fc.array(fc.tuple(fc.integer({ min: 0, max }), fc.float({ min: 0, max: 1, noNaN: true })), {
    maxLength: 900,
  })

// few buckets, so that vectors share them; and buckets that fall on one place of the table
test.each([
  ['vectors that share most', pairs(40)],
  ['vectors that share little', pairs(1 << 20)],
  ['buckets that fall on one place', pairs(200).map(all => all.map(([n, w]): Pairs[number] => [n << 12, w]))],
])('the product of %s is that of their common terms', (_, arbitrary) => {
  const laidOut = new LaidOut()
  fc.assert(
    fc.property(arbitrary, arbitrary, (one, other) => {
      const [left, right] = [vectorOf(one), vectorOf(other)]
      const weightOf = new Map([...left.terms].map((term, i) => [term, left.weights[i] as number]))
      laidOut.set(left)
      const expected = [...right.terms].reduce(
        (sum, term, i) => sum + (weightOf.get(term) ?? 0) * (right.weights[i] as number),
        0,
      )
      expect(laidOut.product(right)).toBeCloseTo(expected, 10)
    }),
  )
})
