import { describe, expect, test } from 'vitest'
import type { FeedEntry } from '../../../src/model/feed-document.ts'
import type { Headline } from '../../../src/model/story.ts'
import { storyPage } from '../../../src/serve/pages/story.ts'
import { aFrame, aHeadline, anEntry, feedLinks, HOUR_MS, now } from './builders.ts'
import { all, links } from './page-outline.ts'

const allStories = feedLinks('كل الأخبار', '/stories')

function story(change: Partial<FeedEntry> = {}) {
  return storyPage({ ...aFrame(), entry: anEntry(change), allStories })
}

function from(outletTitle: string, at: number, change: Partial<Headline> = {}): Headline {
  return aHeadline({ outletTitle, outletId: outletTitle, title: `عنوان ${outletTitle}`, at, ...change })
}

async function timelineOf(page: ReturnType<typeof story>): Promise<string[]> {
  const items = await all(page, 'li')
  const inTimeline = items.filter(({ text }) => /\d:\d\d/.test(text))
  return inTimeline.map(({ text }) => text.replaceAll(/\s+/g, ' ').trim())
}

describe('a story', () => {
  test('shows the lead as its outlet wrote it', async () => {
    expect(String(await story())).toContain('<p>تبدأ في العاصمة الروسية <b>محادثات</b> تتناول')
  })

  test('shows the summary where the lead has no body', async () => {
    const paragraphs = await all(story({ html: '', summary: 'سطر واحد <b>' }), 'p')
    expect(paragraphs.map(({ text }) => text)).toContain('سطر واحد <b>')
  })

  test('puts its coverage in order of time, the lead among it', async () => {
    const headlines = [from('ج', now - HOUR_MS / 4), from('أ', now - 2 * HOUR_MS)]
    expect(await timelineOf(story({ headlines }))).toEqual([
      '1:00 م أ عنوان أ',
      '2:15 م نهار اليوم الخبر الأول موسكو تستضيف جولة جديدة من المحادثات مع وفد من طالبان',
      '2:45 م ج عنوان ج',
    ])
  })

  test('parts its coverage by the days of the site, not by those of UTC', async () => {
    // 23:30 in Riyadh on the 13th, and half an hour later.
    const headlines = [from('أ', Date.UTC(2026, 2, 13, 20, 30)), from('ب', Date.UTC(2026, 2, 13, 21, 0))]
    const days = (await all(story({ headlines }), 'h3')).map(({ text }) => text)
    expect(days).toEqual(['13 مارس 2026', '14 مارس 2026'])
  })

  test('keeps related stories out of its coverage', async () => {
    const headlines = [from('قديم', now - 900 * HOUR_MS, { kind: 'related' })]
    expect(await timelineOf(story({ headlines }))).toHaveLength(1)
    expect((await all(story({ headlines }), 'h2')).map(({ text }) => text)).toEqual([
      'التغطية',
      'أخبار ذات صلة',
    ])
  })

  test('leads to the article at its outlet', async () => {
    expect((await links(story()))['اقرأ الخبر لدى نهار اليوم']).toBe('https://nahar.example/world/77')
    expect(await links(story({ url: 'javascript:alert(1)' }))).not.toHaveProperty('اقرأ الخبر لدى نهار اليوم')
  })

  test.each([
    ['shows the picture above a body without one', '<p>نص</p>', 1],
    ['does not show the picture twice', '<p><img src="https://nahar.example/77.jpg"> نص</p>', 0],
  ])('%s', async (_, html, count) => {
    const images = await all(story({ html, image: 'https://nahar.example/77.jpg' }), 'img')
    expect(images.filter(({ attributes }) => attributes.class === 'picture')).toHaveLength(count)
  })
})
