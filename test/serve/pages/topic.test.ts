import { describe, expect, test } from 'vitest'
import type { Topic } from '../../../src/model/topic.ts'
import { topicPage } from '../../../src/serve/pages/topic.ts'
import { aDocument, aFrame, anEntry, arabicSite, aTopic, englishSite } from './builders.ts'
import { all, links, outline } from './page-outline.ts'

const paging = { before: null, older: null }
const why = [
  { clause: 'طالبان', field: 'title', words: ['طالبان', 'وطالبان'] },
  { clause: '(روسيا OR موسكو)', field: 'summary', words: ['الروسية'] },
]

function topic(change: Partial<Topic> = {}, site = arabicSite) {
  const document = aDocument([anEntry({ why })], '/topics/taliban-russia')
  return topicPage({ ...aFrame(site), topic: aTopic(change), document, paging })
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

  test('shows why each entry is there: each clause, where, and the words it caught', async () => {
    expect(await textOf(topic(), 'details')).toEqual([
      'لماذا هنا طالبان العنوان: طالبان وطالبان (روسيا OR موسكو) الملخص: الروسية',
    ])
    expect(await textOf(topic({}, englishSite), 'summary')).toEqual(['Why it is here'])
  })

  test('keeps a hostile query as text', async () => {
    const query = '"</code><script>alert(1)</script>'
    const { elements } = await outline(topic({ query, title: query, description: query }))
    expect(elements.map(({ name }) => name)).not.toContain('script')
    expect(elements.find(({ name }) => name === 'code')?.text).toBe(query)
  })
})
