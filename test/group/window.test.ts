import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openWindow, type Window } from '../../src/group/window.ts'
import type { GroupArticle } from '../../src/model/story.ts'

const HOUR = 3_600_000
const noon = Date.UTC(2026, 0, 31, 12)
const options = { granularity: 'event' as const, windowMs: 72 * HOUR, nextStoryId: 1 }

const article = (id: number, title: string, change: Partial<GroupArticle> = {}): GroupArticle => ({
  id,
  outletId: `outlet-${id}`,
  language: 'en',
  title,
  summary: '',
  text: '',
  eventAt: noon + id * 60_000,
  hintStoryId: null,
  ...change,
})

const quake = article(1, 'Strong earthquake shakes southern Chile, no casualties reported')
const quakeToo = article(2, 'Chile: strong earthquake in the south, no reports of casualties')
const vote = article(3, 'Parliament votes down the pension reform after a night of debate')
const film = article(4, 'Festival opens with a silent film restored after ninety years')
const batch = [quake, quakeToo, vote, film]

/** Stories as sets of article ids, whatever the stories' own ids are. */
function storiesOf(window: Window): string[] {
  const stories = new Map<number, number[]>()
  for (const { articleId, storyId } of window.placed())
    stories.set(storyId, [...(stories.get(storyId) ?? []), articleId])
  return [...stories.values()].map(ids => ids.sort((a, b) => a - b).join('+')).sort()
}

describe('a window', () => {
  test('joins the second article of a batch to the story that the first one founds', () => {
    const placements = openWindow([], options).propose(batch)
    expect(placements.map(({ articleId, storyId, founds }) => [articleId, storyId, founds])).toEqual([
      [1, 1, true],
      [2, 1, false],
      [3, 2, true],
      [4, 3, true],
    ])
    expect(placements[1]?.words).toContain('earthquake')
  })

  test('changes nothing by proposing', () => {
    const window = openWindow([], options)
    window.apply([quake], window.propose([quake]))
    const first = window.propose([quakeToo, vote])
    expect(window.propose([vote, quakeToo])).toEqual(first)
    expect(storiesOf(window)).toEqual(['1'])
  })

  test('makes the same stories of a batch in whatever order its articles came and were numbered', () => {
    const titles = batch.flatMap(({ title }) => [title, `${title}, officials say`, `Update: ${title}`])
    const storiesBy = (order: number[]) => {
      const window = openWindow([], options)
      const articles = order.map((n, i) => {
        const change = { eventAt: noon, outletId: `outlet-${n % 5}` }
        return article(i + 1, titles[n] as string, change)
      })
      window.apply(articles, window.propose(articles))
      const titleOf = new Map(articles.map(({ id, title }) => [id, title]))
      const stories = Map.groupBy(window.placed(), ({ storyId }) => storyId)
      return [...stories.values()]
        .map(ids => ids.map(({ articleId }) => titleOf.get(articleId)).sort())
        .sort()
    }
    const given = titles.map((_, n) => n)
    const expected = storiesBy(given)
    expect(expected.length).toBeLessThan(titles.length)
    fc.assert(
      fc.property(fc.shuffledSubarray(given, { minLength: given.length }), order => {
        expect(storiesBy(order)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  test('takes an article that it has already back into the same story', () => {
    const window = openWindow([], options)
    window.apply(batch, window.propose(batch))
    const before = storiesOf(window)
    const again = batch.map(a => ({ ...a, hintStoryId: 1 }))
    window.apply(again, window.propose(again))
    expect(storiesOf(window)).toEqual(before)
  })

  test('leaves an edited article in its story once that is older than the window', () => {
    const window = openWindow([], options)
    const between = { ...quakeToo, eventAt: noon + 71 * HOUR }
    const later = article(9, 'A new bridge opens over the river', { eventAt: noon + 74 * HOUR })
    window.apply([between, later], window.propose([between, later]))
    const edited = { ...quake, hintStoryId: 41 }
    expect(window.propose([edited])).toMatchObject([{ storyId: 41, founds: false, words: [] }])
    const [joined] = window.propose([{ ...quake, hintStoryId: null }])
    expect(joined?.storyId).toBe(1)
  })

  test('lets articles leave that are older than it', () => {
    const window = openWindow([], options)
    window.apply(batch, window.propose(batch))
    const later = article(9, 'A new bridge opens over the river', { eventAt: noon + 73 * HOUR })
    expect(window.apply([later], window.propose([later])).map(({ articleId }) => articleId)).toEqual([
      1, 2, 3, 4,
    ])
    expect(storiesOf(window)).toEqual(['9'])
  })

  test('opens over articles that have their stories and goes on numbering after them', () => {
    const window = openWindow([{ ...quake, storyId: 41 }], options)
    const [joined, founded] = window.propose([quakeToo, vote])
    expect(joined).toMatchObject({ storyId: 41, founds: false })
    expect(founded).toMatchObject({ storyId: 42, founds: true })
  })
})
