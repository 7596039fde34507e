import { describe, expect, test } from 'vitest'
import type { CoverageItem } from '../../../src/flows/publish-coverage.ts'
import type { FeedEntry } from '../../../src/model/feed-document.ts'
import { splitPage } from '../../../src/serve/pages/split.ts'
import { storyPage } from '../../../src/serve/pages/story.ts'
import type { StoryView } from '../../../src/serve/pages/views.ts'
import {
  aCoverageItem,
  aFrame,
  aHeadline,
  anEntry,
  arabicSite,
  aStoryView,
  englishSite,
  HOUR_MS,
  now,
} from './builders.ts'
import { all, links, outline } from './page-outline.ts'

function story(change: Partial<FeedEntry> = {}, view: Partial<StoryView> = {}, site = arabicSite) {
  return storyPage({ ...aStoryView(change, site), ...view })
}

function from(outletTitle: string, at: number, change: Partial<CoverageItem> = {}): CoverageItem {
  const own = { outletTitle, outletId: outletTitle, title: `عنوان ${outletTitle}`, at }
  return aCoverageItem({ ...own, ...change })
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

async function textOf(page: ReturnType<typeof story>, name: string): Promise<string[]> {
  return (await all(page, name)).map(({ text }) => plain(text))
}

async function timelineOf(page: ReturnType<typeof story>): Promise<string[]> {
  return (await textOf(page, 'li')).filter(text => /^\d+:\d\d/.test(text))
}

describe('a story', () => {
  test('shows the lead as its outlet wrote it', async () => {
    expect(String(await story())).toContain('<p>تبدأ في العاصمة الروسية <b>محادثات</b> تتناول')
  })

  test('shows the summary where the lead has no body', async () => {
    const paragraphs = await all(story({ html: '', summary: 'سطر واحد <b>' }), 'p')
    expect(paragraphs.map(({ text }) => text)).toContain('سطر واحد <b>')
  })

  test('tells who reported it and when, and whose text it is', async () => {
    const coverage = [
      from('أ', now - 2 * HOUR_MS, { joined: null, isLead: true }),
      from('ب', now - HOUR_MS, { source: { kind: 'agency', agency: 'reuters' } }),
      from('ج', now - HOUR_MS / 4, { source: { kind: 'copy', outletTitle: 'أ' } }),
    ]
    expect(await timelineOf(story({}, { coverage }))).toEqual([
      '1:00 م أ الخبر الأول عنوان أ',
      '2:00 م ب عن رويترز عنوان ب',
      '2:45 م ج النص كما في أ عنوان ج',
    ])
    expect((await timelineOf(story({}, { coverage }, englishSite)))[1]).toContain('via Reuters')
  })

  test('parts its coverage by the days of the site, not by those of UTC', async () => {
    // 23:30 in Riyadh on the 13th, and half an hour later.
    const coverage = [from('أ', Date.UTC(2026, 2, 13, 20, 30)), from('ب', Date.UTC(2026, 2, 13, 21, 0))]
    const days = (await all(story({}, { coverage }), 'h3')).map(({ text }) => text)
    expect(days).toEqual(['13 مارس 2026', '14 مارس 2026'])
  })

  test('keeps related stories out of its coverage', async () => {
    const headlines = [aHeadline({ kind: 'related', at: now - 900 * HOUR_MS })]
    expect(await timelineOf(story({ headlines }))).toHaveLength(1)
    expect((await textOf(story({ headlines }), 'h2')).slice(0, 2)).toEqual(['التغطية', 'أخبار ذات صلة'])
  })

  test('leads to the article at its outlet', async () => {
    expect((await links(story()))['اقرأ الخبر لدى نهار اليوم']).toBe('https://nahar.example/world/77')
    expect(await links(story({ url: 'javascript:alert(1)' }))).not.toHaveProperty('اقرأ الخبر لدى نهار اليوم')
  })

  test('leads from each keyword to where else it is said, and to the topics that it is in', async () => {
    const page = story({ keywords: ['كأس "الشرق"'] }, { topics: [{ id: 'cup', title: 'الكأس' }] })
    const found = await links(page)
    const search = new URL(found['كأس "الشرق"'] ?? '', 'https://news.example')
    expect([search.pathname, search.searchParams.get('q')]).toEqual(['/search', '"كأس  الشرق "'])
    expect(found.الكأس).toBe('/topics/cup')
  })

  test('says in plain words why each article was joined', async () => {
    const coverage = [
      from('أ', now - HOUR_MS, { joined: null }),
      from('ب', now, { joined: { score: 0.624, words: ['موسكو', 'القمح'] } }),
      from('ج', now, { joined: { score: 1, words: [] } }),
    ]
    const said = (await textOf(story({}, { coverage }), 'li')).filter(text => / عنوان .: /.test(text))
    expect(said).toEqual([
      'أ عنوان أ: به بدأ الخبر',
      expect.stringMatching(/^ب عنوان ب: شبه .*62.*، يشتركان في: موسكو القمح$/),
      'ج عنوان ج: وُضع هنا يدويًا، أو عند إعادة النظر في الكل',
    ])
  })

  test('tells what outlets changed: words that went and came, or the text under the same title', async () => {
    const own = { outletTitle: 'Courier', language: 'en', direction: 'ltr' as const, at: now - HOUR_MS }
    const changes = [
      { ...own, before: 'Two held after fire', after: 'Three held after the fire' },
      { ...own, before: 'Same title', after: 'Same title' },
    ]
    const page = story({}, { changes }, englishSite)
    expect(await textOf(page, 'del')).toEqual(['Two'])
    expect(await textOf(page, 'ins')).toEqual(['Three', 'the'])
    expect((await textOf(page, 'dd')).slice(0, 2)).toEqual([
      'Two held after fire',
      'Three held after the fire',
    ])
    expect((await textOf(page, 'li')).filter(text => text.includes('changed the text'))).toEqual([
      'Courier changed the text under the title 1 hour ago Same title',
    ])
  })

  test('tells how it grew, and which article became its lead, in one order with what outlets changed', async () => {
    const lead = { title: 'Fire put out', language: 'en', direction: 'ltr' as const }
    const growth = [
      { at: now - 3 * HOUR_MS, outletCount: 1, independentCount: 1, lead: null },
      { at: now - HOUR_MS, outletCount: 3, independentCount: 2, lead },
    ]
    const own = { outletTitle: 'Courier', language: 'en', direction: 'ltr' as const, at: now - 2 * HOUR_MS }
    const changes = [{ ...own, before: 'Fire', after: 'Fire' }]
    const said = await textOf(story({}, { growth, changes }, englishSite), 'li')
    expect(said.filter(text => / hours? ago/.test(text))).toEqual([
      'came out with 1 outlet 3 hours ago',
      'Courier changed the text under the title 2 hours ago Fire',
      'grew to 3 outlets, 2 independent 1 hour ago The lead is now: Fire put out',
    ])
    expect(await textOf(story({}, { growth: growth.slice(0, 1) }), 'h2')).not.toContain('ما تغيّر')
  })

  test.each([
    ['shows the picture above a body without one', '<p>نص</p>', 1],
    ['does not show the picture twice', '<p><img src="https://nahar.example/77.jpg"> نص</p>', 0],
  ])('%s', async (_, html, count) => {
    const images = await all(story({ html, image: 'https://nahar.example/77.jpg' }), 'img')
    expect(images.filter(({ attributes }) => attributes.class === 'picture')).toHaveLength(count)
  })
})

test('a page is within 60 KB, however many report a story and however long its text is', async () => {
  const coverage = Array.from({ length: 200 }, (_, i) =>
    from(`مصدر ${i}`, now - i * 60_000, {
      articleId: i,
      title: 'موسكو تستضيف جولة جديدة من المحادثات مع وفد',
    }),
  )
  const long = 'كلمة '.repeat(20_000)
  const page = story({ html: `<p>${long}</p>`, summary: long }, { coverage, splitPath: '/stories/x/split' })
  expect(Buffer.byteLength(String(await page))).toBeLessThan(60_000)
  expect(await textOf(page, 'p')).toContain('و140 عنوانًا آخر')
})

test('whatever an outlet says is text wherever it stands', async () => {
  const saying = (text: string) => {
    const own = { outletTitle: text, language: 'en', direction: 'ltr' as const, at: now }
    const changes = [{ ...own, before: `${text} a`, after: `${text} b` }]
    const source = { kind: 'copy' as const, outletTitle: text }
    const coverage = [
      from(text, now, { joined: { score: 1, words: [text] }, source }),
      from(text, now, { title: text, url: text }),
    ]
    const topics = [{ id: text, title: text }]
    const other = { title: text, pageUrl: 'https://news.example/stories/x' }
    return story({ title: text, keywords: [text] }, { changes, coverage, topics, other, splitPath: '/x' })
  }
  const names = async (text: string) => (await outline(saying(text))).elements.map(({ name }) => name)
  const benign = await names('x')
  for (const hostile of [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
  ])
    expect(await names(hostile.replaceAll(' ', '\u00a0'))).toEqual(benign)
})

describe('"not the same story"', () => {
  const coverage = [from('أ', now), from('ب', now, { articleId: 7 })]
  const path = '/stories/x/split'

  test.each([
    ['stands at each article for who may part them', { coverage, splitPath: path }, 2],
    ['is not shown to others', { coverage, splitPath: null }, 0],
    ['is not there where one article stands alone', { splitPath: path }, 0],
  ])('%s', async (_, view, count) => {
    const forms = (await all(story({}, view), 'form')).filter(
      ({ attributes }) => attributes.class === 'split',
    )
    expect(forms).toHaveLength(count)
    for (const { attributes } of forms) expect(attributes).toMatchObject({ method: 'post', action: path })
  })

  test('asks once more, with what was marked', async () => {
    const page = splitPage({
      ...aFrame(),
      entry: anEntry(),
      coverage,
      marked: new Set([7]),
      splitPath: path,
      isNothingLeft: false,
    })
    const boxes = (await all(page, 'input')).filter(({ attributes }) => attributes.name === 'article')
    expect(boxes.map(({ attributes }) => [attributes.value, 'checked' in attributes])).toEqual([
      ['2', false],
      ['7', true],
    ])
  })

  test('says what came of it, and leads to both stories', async () => {
    const other = { title: 'الخبر الثاني', pageUrl: 'https://news.example/stories/other' }
    const found = await links(story({}, { other }))
    expect(found['الخبر الثاني']).toBe('/stories/other')
    expect(found['موسكو تستضيف جولة جديدة من المحادثات مع وفد من طالبان']).toMatch(/^\/stories\/0195947e/)
  })
})
