import { describe, expect, test } from 'vitest'
import { openWindow } from '../../src/group/window.ts'
import type { GroupArticle } from '../../src/model/story.ts'
import { HARD_PAIRS, type HardPair } from './hard-pairs.ts'

const HOUR = 3_600_000
const noon = Date.UTC(2026, 0, 31, 12)

function articlesOf(
  { articles, language }: Pick<HardPair, 'articles' | 'language'>,
  from = 1,
): GroupArticle[] {
  return articles.map(({ title, summary }, i) => ({
    id: from + i,
    outletId: `outlet-${i}`,
    language,
    title,
    summary,
    text: '',
    eventAt: noon + (from + i) * 60_000,
    hintStoryId: null,
  }))
}

/** The stories of a batch after a second look, as ids of articles. */
function storiesOf(batch: GroupArticle[]): string[] {
  const window = openWindow([], { granularity: 'event', windowMs: 72 * HOUR, nextStoryId: 1 })
  window.apply(batch, window.propose(batch))
  window.applyChanges(window.reconcile())
  const stories = Map.groupBy(window.placed(), ({ storyId }) => storyId)
  return [...stories.values()]
    .map(all =>
      all
        .map(({ articleId }) => articleId)
        .sort((a, b) => a - b)
        .join('+'),
    )
    .sort()
}

describe('two articles in a window that knows nothing yet', () => {
  test.each(HARD_PAIRS)('$language, $about: the same story is $isSame', pair => {
    expect(storiesOf(articlesOf(pair))).toEqual(pair.isSame ? ['1+2'] : ['1', '2'])
  })
})

const everything = HARD_PAIRS.flatMap((pair, k) => articlesOf(pair, 1 + k * 2))
const expected = HARD_PAIRS.flatMap(({ isSame }, k) =>
  isSame ? [`${1 + k * 2}+${2 + k * 2}`] : [`${1 + k * 2}`, `${2 + k * 2}`],
).sort()

test('pairs are told apart among all others, too', () => {
  expect(storiesOf(everything)).toEqual(expected)
})

test.each([
  ['turned around', everything.toReversed()],
  ['every fifth first', everything.toSorted((a, b) => ((a.id * 5) % 47) - ((b.id * 5) % 47))],
  ['second articles first', everything.toSorted((a, b) => (b.id % 2) - (a.id % 2))],
])('a batch %s gives the same stories', (_, batch) => {
  expect(storiesOf(batch)).toEqual(expected)
})
