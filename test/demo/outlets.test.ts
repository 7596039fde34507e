import { describe, expect, test } from 'vitest'
import { demoConfig } from '../../src/demo/demo-config.ts'
import { EXPECTED_IN_TALIBAN_RUSSIA, EXPECTED_STORIES } from '../../src/demo/expected.ts'
import { OUTLETS } from '../../src/demo/outlets.ts'

const articles = OUTLETS.flatMap(outlet =>
  outlet.articles.map(article => ({ language: outlet.language, ...article, outletId: outlet.id })),
)
const byId = new Map(articles.map(article => [article.id, article]))
const stories = Object.entries(EXPECTED_STORIES)
const told = stories.flatMap(([, ids]) => ids)

describe('the sample articles', () => {
  test('come from eight outlets, half of them Arabic, in every format that the samples know', () => {
    expect(OUTLETS.map(({ language }) => language).sort()).toEqual([
      ...Array(4).fill('ar'),
      ...Array(4).fill('en'),
    ])
    expect(new Set(OUTLETS.map(({ format }) => format)).size).toBe(7)
    expect(OUTLETS.filter(({ path, feedPath }) => path !== feedPath)).toHaveLength(1)
  })

  test('have ids of their own, under the outlet that published them', () => {
    expect(articles.length).toBeGreaterThanOrEqual(75)
    expect(byId.size).toBe(articles.length)
    expect(articles.filter(({ id, outletId }) => !id.startsWith(`${outletId}/`))).toEqual([])
  })

  test('span two days, and one of them is the newest', () => {
    const ages = articles.map(({ minutesAgo }) => minutesAgo)
    expect(ages.filter(age => age === 0)).toHaveLength(1)
    expect(Math.min(...ages)).toBe(0)
    expect(Math.max(...ages)).toBe(48 * 60)
  })

  test('have a title, a summary and a category each, and a body of two to five paragraphs where they have one', () => {
    for (const { title, summary, categories, paragraphs = ['', ''] } of articles) {
      expect(title.length).toBeGreaterThan(10)
      expect(summary.length).toBeGreaterThan(title.length)
      expect(categories).not.toEqual([])
      expect([2, 3, 4, 5]).toContain(paragraphs.length)
    }
    expect(articles.filter(({ paragraphs }) => paragraphs)).not.toHaveLength(0)
  })

  test('are written in the letters of their language', () => {
    for (const { title, language } of articles)
      expect(/\p{Script=Arabic}/u.test(title)).toBe(language === 'ar')
  })

  test('name no weekday, as their dates move', () => {
    const text = articles.flatMap(({ title, summary, paragraphs = [] }) => [title, summary, ...paragraphs])
    const weekday =
      /\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|(الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)(?!\p{L})/iu
    expect(text.filter(line => weekday.test(line))).toEqual([])
  })

  test('report 46 events, 19 of them in several outlets', () => {
    expect(stories).toHaveLength(19)
    expect(stories.length + articles.length - told.length).toBe(46)
  })

  test('one page has a keyword list and ten related headlines, some of them of sample articles', () => {
    const pages = articles.filter(({ keywords }) => keywords)
    expect(pages.map(({ keywords }) => keywords)).toEqual([
      ['طالبان', 'روسيا', 'موسكو', 'أفغانستان', 'الدولة الإسلامية'],
    ])
    const related = pages[0]?.related ?? []
    expect(related).toHaveLength(10)
    const linked = related.filter(({ id }) => id !== undefined)
    expect(linked.map(({ id = '' }) => byId.get(id)?.title)).toEqual(linked.map(({ title }) => title))
    expect(linked.length).toBeGreaterThanOrEqual(3)
  })
})

describe('the expected stories', () => {
  test('hold no article twice', () => {
    expect(new Set(told).size).toBe(told.length)
  })

  test.each(stories)('%s is told by two to five outlets, in one language, within hours', (_, ids) => {
    const told = ids.map(id => byId.get(id))
    expect(told).not.toContain(undefined)
    expect(new Set(told.map(article => article?.outletId)).size).toBe(ids.length)
    expect([2, 3, 4, 5]).toContain(ids.length)
    expect(new Set(told.map(article => article?.language)).size).toBe(1)
    const ages = told.map(article => article?.minutesAgo ?? Number.NaN)
    expect(ages).toEqual([...ages].sort((a, b) => b - a))
    expect(Math.max(...ages) - Math.min(...ages)).toBeLessThanOrEqual(120)
  })

  test('a story of the Taliban and Russia names both, with prefixes or without, and no other Arabic story does', () => {
    const taliban = /(?<!\p{L})[ول]*طالبان(?!\p{L})/u
    const russia = /(?<!\p{L})[وبل]*(روسيا|موسكو)(?!\p{L})/u
    const caught = articles
      .filter(({ language }) => language === 'ar')
      .filter(({ title, summary, paragraphs = [], categories }) => {
        const text = [title, summary, ...paragraphs, ...categories].join('\n')
        return taliban.test(text) && russia.test(text)
      })
    const expected = EXPECTED_IN_TALIBAN_RUSSIA.flatMap(story => EXPECTED_STORIES[story] ?? [])
    expect(caught.map(({ id }) => id).sort()).toEqual(expected.sort())
  })
})

describe('the configuration of the demo', () => {
  const config = demoConfig('http://127.0.0.1:8089')

  test('polls every sample outlet on loopback, one of them by its site alone', () => {
    expect(config.outlets.map(({ url }) => url)).toEqual(
      OUTLETS.map(({ path }) => `http://127.0.0.1:8089${path}`),
    )
    expect(config.outlets.at(-1)?.url).toBe('http://127.0.0.1:8089/lantern/')
    expect(config.fetch.allowPrivate).toEqual(['127.0.0.0/8'])
  })

  test('leaves the language of an outlet that writes in two to its articles', () => {
    const unsaid = config.outlets.filter(outlet => outlet.language === undefined)
    expect(unsaid.map(({ id }) => id)).toEqual(['northwire'])
  })

  test('has four topics', () => {
    expect(config.topics.map(({ id }) => id)).toEqual(['taliban-russia', 'floods', 'valdria', 'football'])
  })
})
