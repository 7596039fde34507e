import { expect, test } from 'vitest'
import { openWindow } from '../../src/group/window.ts'
import type { PlacedArticle } from '../../src/model/story.ts'

const HOUR = 3_600_000
const noon = Date.UTC(2026, 0, 31, 12)
const QUAKE = 'Strong earthquake shakes southern Chile, no casualties reported'
const QUAKE_TOO = 'Chile: strong earthquake in the south, no reports of casualties'
const VOTE = 'Parliament votes down the pension reform after a night of debate'

const placed = (id: number, title: string, storyId: number): PlacedArticle => ({
  id,
  outletId: `outlet-${id}`,
  language: 'en',
  title,
  summary: '',
  text: '',
  eventAt: noon + id * 60_000,
  hintStoryId: null,
  storyId,
})

/** A window over these, of which the last one has just come and may be looked at anew. */
function looking(articles: PlacedArticle[], apart: [number, number, number][] = []) {
  const window = openWindow(articles.slice(0, -1), {
    granularity: 'event',
    windowMs: 72 * HOUR,
    nextStoryId: 50,
    apart,
  })
  const last = articles.at(-1) as PlacedArticle
  window.apply([last], [{ articleId: last.id, storyId: last.storyId, founds: false, score: 1, words: [] }])
  return window
}

test('of a story that is split, the part with the lead stays it, however small', () => {
  const window = looking([placed(1, VOTE, 7), placed(2, QUAKE, 7), placed(3, QUAKE_TOO, 7)])
  expect(window.reconcile(new Set([1])).moves).toEqual([
    { articleId: 2, from: 7, to: 50, founds: true },
    { articleId: 3, from: 7, to: 50, founds: true },
  ])
  expect(window.reconcile(new Set([3])).moves).toEqual([{ articleId: 1, from: 7, to: 50, founds: true }])
})

test('reports of one event in two stories become one, with a reason for what is moved', () => {
  const window = looking([placed(1, QUAKE, 7), placed(2, QUAKE_TOO, 8)])
  const changes = window.reconcile()
  expect(changes.merges).toEqual([{ from: 8, into: 7 }])
  const [moved] = window.reasons(changes, [placed(2, QUAKE_TOO, 8)])
  expect(moved).toMatchObject({ articleId: 2, from: 8, to: 7 })
  expect(moved?.words).toContain('earthquake')
  expect(moved?.score).toBeGreaterThan(0.4)
  expect(moved?.score).toBeLessThan(1)
})

test('what people told apart stays apart, be one of the two in the window or not', () => {
  const both = [placed(1, QUAKE, 7), placed(2, QUAKE_TOO, 8)]
  expect(
    looking(both, [
      [1, 2, 8],
      [2, 1, 7],
    ]).reconcile(),
  ).toEqual({ moves: [], merges: [] })
  // 9 left the window in the story that 2 is in
  expect(
    looking(both, [
      [1, 9, 8],
      [9, 1, 7],
    ]).reconcile(),
  ).toEqual({ moves: [], merges: [] })
  // both left: 8 in the one story, 9 in the other
  const open = [placed(1, QUAKE, 7), placed(2, QUAKE_TOO, 8)]
  expect(
    looking(open, [
      [10, 9, 8],
      [9, 10, 7],
    ]).reconcile().merges,
  ).toEqual([])
})
