import type { GroupArticle } from '../../src/model/story.ts'

/** Numbers in 0..1 that are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Generated = GroupArticle & { event: number }

const VOCABULARY = 80_000
const OUTLETS = 120
const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'

/**
 * Endless articles, `perHour` of them: words are as frequent as in news (Zipf), an event has words of its own, is reported for some
 * twelve hours and mostly by one or two outlets, seldom by fifty.
 */
export function* generated(perHour: number, startAt: number, seed = 1): Generator<Generated> {
  const random = randomFrom(seed)
  const word = () => wordOf(Math.floor(VOCABULARY ** random()))
  const live: { event: number; words: string[]; left: number; endsAt: number }[] = []
  const stepMs = 3_600_000 / perHour
  for (let id = 1, at = startAt; ; id++, at += stepMs) {
    let story = random() < 0.35 ? live[Math.floor(random() * live.length)] : undefined
    if (story && (story.left <= 0 || story.endsAt < at)) {
      live.splice(live.indexOf(story), 1)
      story = undefined
    }
    if (!story) {
      const left = Math.floor(1 / Math.max(random(), 0.02))
      story = { event: id, words: Array.from({ length: 30 }, word), left, endsAt: at + 12 * 3_600_000 }
      live.push(story)
    }
    story.left--
    const own = story.words
    const ownWord = () => own[Math.floor(own.length * random() ** 1.5)] as string
    const text = (length: number, share: number) =>
      Array.from({ length }, () => (random() < share ? ownWord() : word())).join(' ')
    yield {
      id,
      event: story.event,
      outletId: `outlet-${Math.floor(OUTLETS * random())}`,
      language: 'ar',
      title: text(8, 0.8),
      summary: text(40, 0.65),
      text: '',
      eventAt: at,
      hintStoryId: null,
    }
  }
}

function wordOf(rank: number): string {
  let word = ''
  for (let left = rank + 30; left > 0; left = Math.floor(left / LETTERS.length))
    word += LETTERS[left % LETTERS.length]
  return word.length > 1 ? word : `${word}${word}`
}
