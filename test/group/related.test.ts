import { expect, test } from 'vitest'
import { type Aspect, likest, type Way, weightOf } from '../../src/group/related.ts'

const way = (weight: number, inTitle: number[], inBody: number[] = [], standsAlone = false): Way => ({
  weight,
  standsAlone,
  inTitle: new Set(inTitle),
  inArticle: new Set([...inTitle, ...inBody]),
})
const aspect = (...given: Parameters<typeof way>): Aspect => [way(...given)]
const idsOf = (aspects: Aspect[]) => likest(aspects).map(({ articleId }) => articleId)

test('the rarer a word is in the archive, the more finding it tells; what every tenth article has tells nothing', () => {
  expect(weightOf(1, 1_000)).toBeCloseTo(1)
  expect(weightOf(10, 1_000)).toBeGreaterThan(weightOf(90, 1_000))
  expect(weightOf(101, 1_000)).toBe(0)
  expect(weightOf(0, 1_000)).toBe(0)
  expect(weightOf(1, 1)).toBe(0)
})

test.each([
  ['two things in titles', [aspect(0.4, [7]), aspect(0.4, [7])], [7]],
  ['two things, one of them in the title', [aspect(0.8, [7]), aspect(0.8, [], [7])], [7]],
  ['two things in the body alone', [aspect(0.9, [], [7]), aspect(0.9, [], [7])], []],
  ['two things that many have', [aspect(0.2, [7]), aspect(0.2, [7])], []],
  ['one rare word', [aspect(0.9, [7])], []],
  ['one rare name', [aspect(0.9, [7], [], true)], [7]],
  ['one name that many have', [aspect(0.3, [7], [], true)], []],
  ['one rare name in the body alone', [aspect(0.9, [], [7], true)], []],
  ['one thing told in two ways', [[way(0.9, [7]), way(0.6, [7])]], []],
  ['a name told by a part of it', [[way(0.9, [1], [], true), way(0.6, [1, 7], [], true)]], [1, 7]],
  ['what tells nothing', [aspect(0, [7], [], true), aspect(0, [7])], []],
])('%s: related or not', (_, aspects, expected) => {
  expect(idsOf(aspects)).toEqual(expected)
})

test('the likest come first', () => {
  expect(idsOf([aspect(0.5, [1, 2, 3]), aspect(0.6, [2, 3]), aspect(0.3, [3], [1])])).toEqual([3, 2, 1])
})
