import { describe, expect, test } from 'vitest'
import type { Topic } from '../../../src/model/topic.ts'
import { parseQuery } from '../../../src/query/parse.ts'
import { topicPage } from '../../../src/serve/pages/topic.ts'
import type { TopicView } from '../../../src/serve/pages/views.ts'
import { aDocument, anEntry, arabicSite, aTopicView, englishSite, MINUTE_MS, now } from './builders.ts'
import { all, links, outline } from './page-outline.ts'

const why = [
  { clause: 'طالبان', field: 'title', words: ['طالبان', 'وطالبان'] },
  { clause: '(روسيا OR موسكو)', field: 'summary', words: ['الروسية'] },
]

function topic(change: Partial<Topic> = {}, site = arabicSite, view: Partial<TopicView> = {}) {
  const document = aDocument([anEntry({ why })], '/topics/taliban-russia')
  return topicPage({ ...aTopicView(change, site), document, ...view })
}

async function textOf(page: ReturnType<typeof topic>, name: string): Promise<string[]> {
  return (await all(page, name)).map(({ text }) => text.replaceAll(/\s+/g, ' ').trim())
}

describe('a topic', () => {
  test('says what it is and which stories it takes', async () => {
    expect(await textOf(topic(), 'h1')).toEqual(['روسيا وطالبان'])
    expect(await textOf(topic(), 'dd')).toEqual(
      expect.arrayContaining(['طالبان (روسيا OR موسكو)', 'العربية', 'مصدران مستقلان على الأقل']),
    )
  })

  test.each([
    ['Arabic', arabicSite, 'ما يدخله: أخبار فيها «طالبان»، ومعها «روسيا» أو «موسكو».'],
    ['English', englishSite, 'What comes in: Stories with “طالبان”, and with “روسيا” or “موسكو”.'],
  ])('tells its query as a sentence in %s', async (_, site, sentence) => {
    expect(await textOf(topic({}, site), 'p')).toContain(sentence)
  })

  test('does not tell what a private topic asks that it names', async () => {
    const topics = new Map([['hidden', 'كنز']])
    const { root } = parseQuery('topic:hidden', { topics })
    const page = String(
      await topic({ query: 'topic:hidden' }, arabicSite, { query: root, isTold: () => false }),
    )
    expect(page).not.toContain('كنز')
  })

  test.each([
    ['all languages', { languages: [] }, 'اللغات'],
    ['one outlet', { minOutlets: 1 }, 'المصادر'],
    ['no query', { query: '' }, 'الاستعلام'],
  ])('says nothing of a limit that it does not set: %s', async (_, change, word) => {
    expect(await textOf(topic(), 'dt')).toContain(word)
    expect(await textOf(topic(change), 'dt')).not.toContain(word)
  })

  test('is subscribed to in three formats, and tells feed readers of them', async () => {
    const found = await links(topic())
    expect([found.RSS, found.Atom, found.JSON]).toEqual([
      '/topics/taliban-russia.rss',
      '/topics/taliban-russia.atom',
      '/topics/taliban-russia.json',
    ])
    const [rss] = (await all(topic(), 'link')).filter(({ attributes }) => attributes.rel === 'alternate')
    expect(rss?.attributes).toMatchObject({
      title: 'روسيا وطالبان (RSS)',
      href: '/topics/taliban-russia.rss',
    })
  })

  test('is handed to common readers by its whole address', async () => {
    const url = 'https://news.example/topics/taliban-russia.rss'
    const found = await links(topic())
    expect(found.قارئي).toBe(`feed:${url}`)
    for (const reader of ['Feedly', 'Inoreader', 'NewsBlur', 'The Old Reader']) {
      const link = new URL(found[reader] ?? '')
      expect(link.protocol).toBe('https:')
      expect(decodeURIComponent(link.href)).toContain(url)
    }
    const inputs = await all(topic(), 'input')
    expect(inputs.map(({ attributes }) => attributes.value)).toContain(url)
    const images = await all(topic(), 'img')
    expect(images.map(({ attributes }) => [attributes.src, attributes.alt])).toContainEqual([
      '/topics/taliban-russia/qr.svg',
      `رمز QR للعنوان ${url}`,
    ])
  })

  test('marks the words that let an entry in, as they are written', async () => {
    const entry = anEntry({ title: 'موسكو وطالبان', summary: 'لقاء لطالبان', why })
    const page = topic({}, arabicSite, { document: aDocument([entry]) })
    const marks = await textOf(page, 'mark')
    expect(marks.slice(0, 2)).toEqual(['وطالبان', 'لطالبان'])
  })

  test('shows why each entry is there: each clause, where, and the words it caught', async () => {
    expect(await textOf(topic(), 'details')).toContain(
      'لماذا هنا طالبان العنوان: طالبان وطالبان (روسيا OR موسكو) الملخص: الروسية',
    )
    expect(await textOf(topic({}, englishSite), 'summary')).toContain('Why it is here')
  })

  test('draws what came in day by day, told in words, and names who reports it', async () => {
    const page = topic({}, englishSite)
    const [chart] = await all(page, 'svg')
    expect(chart?.attributes.role).toBe('img')
    expect(chart?.attributes['aria-label']).not.toBe('')
    expect((await all(page, 'rect')).length).toBe(2)
    expect(await textOf(page, 'li')).toContain('نهار اليوم 3 entries')
    expect((await links(page))['نهار اليوم']).toBe('/outlets/nahar')
  })

  test('shows its entries alone where nobody counted', async () => {
    const page = topic({}, arabicSite, { figures: null })
    expect(await all(page, 'svg')).toEqual([])
    expect(await all(page, 'article')).toHaveLength(1)
  })

  test.each([
    ['is opened in the workbench', {}, '/workbench?topic=taliban-russia'],
    ['is not, where it is private', { private: true }, undefined],
  ])('%s', async (_, change, href) => {
    expect((await links(topic(change)))['افتح في المشغل']).toBe(href)
  })

  test('keeps a hostile query as text', async () => {
    const query = '"</code><script>alert(1)</script>'
    const { elements } = await outline(topic({ title: query, description: query }))
    const benign = await outline(topic({ title: 'x', description: 'x' }))
    expect(elements.map(({ name }) => name)).toEqual(benign.elements.map(({ name }) => name))
    const read = parseQuery('"</bdi><script>alert(1)</script>"').root
    const said = await outline(topic({ query: '<script>' }, arabicSite, { query: read }))
    const inMain = said.elements.filter(({ name, attributes }) => name === 'script' && !attributes.src)
    expect(inMain).toEqual([])
    expect(said.elements.find(({ name }) => name === 'code')?.text).toBe('<script>')
  })

  test('tells the beginning of a query that is as long as a page', async () => {
    const query = Array.from({ length: 1_500 }, (_, i) => `word${i}`).join(' OR ')
    const page = String(await topic({ query }, arabicSite, { query: parseQuery(query).root }))
    expect(page).toContain('«<bdi>word40</bdi>»')
    expect(Buffer.byteLength(page)).toBeLessThan(30_000)
  })

  test('is within 60 KB at twenty entries of five headlines', async () => {
    const entries = Array.from({ length: 20 }, (_, i) =>
      anEntry({
        why,
        id: `urn:uuid:${i}`,
        image: 'https://nahar.example/7.jpg',
        publishedAt: now - i * MINUTE_MS,
      }),
    )
    const page = topic({}, arabicSite, { document: aDocument(entries) })
    expect(Buffer.byteLength(String(await page))).toBeLessThan(60_000)
  })
})
