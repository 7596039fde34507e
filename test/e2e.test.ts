import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXPECTED_IN_TALIBAN_RUSSIA, EXPECTED_STORIES } from '../src/demo/expected.ts'
import { OUTLETS } from '../src/demo/outlets.ts'
import type { ParsedFeed } from '../src/model/parsed-feed.ts'
import { parseFeed } from '../src/parse/parse.ts'
import { type Demo, startDemo } from './support/demo.ts'

let demo: Demo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.stop())

async function read(path: string): Promise<ParsedFeed> {
  const response = await fetch(`${demo.url}${path}`)
  const contentType = response.headers.get('content-type') ?? ''
  return parseFeed(new Uint8Array(await response.arrayBuffer()), { url: `${demo.url}${path}`, contentType })
}

/** `OUTLET/SLUG` of an article's address on the sample server. */
const articleOf = (url: string | undefined) => new URL(url ?? '').pathname.slice(1)
const linkedFrom = (html: string) =>
  [...html.matchAll(/<li[^>]*><a href="([^"]+)"/g)].map(found => articleOf(found[1]))

type JsonItem = {
  url: string
  _khulasa: { headlines: { url: string; kind: string }[]; article_count: number }
}
const storyOf = ({ url, _khulasa }: JsonItem) =>
  [url, ..._khulasa.headlines.filter(({ kind }) => kind === 'coverage').map(headline => headline.url)]
    .map(articleOf)
    .sort()

describe.each(['rss', 'atom', 'json'])("the topic's %s feed", format => {
  test('holds the stories that the query asks for and no other', async () => {
    const { items, feed } = await read(`/topics/taliban-russia.${format}`)
    expect(feed.title).toBe('روسيا وطالبان')
    const wanted = EXPECTED_IN_TALIBAN_RUSSIA.map(key => EXPECTED_STORIES[key] as string[])
    expect(items).toHaveLength(wanted.length)
    for (const item of items) expect(wanted.flat()).toContain(articleOf(item.link))
  })

  test('tells each story once, with the linked headlines of the other outlets', async () => {
    const { items } = await read(`/topics/taliban-russia.${format}`)
    for (const item of items) {
      const story = EXPECTED_IN_TALIBAN_RUSSIA.map(key => EXPECTED_STORIES[key] as string[]).find(articles =>
        articles.includes(articleOf(item.link)),
      )
      expect([articleOf(item.link), ...linkedFrom(item.content ?? '')].sort()).toEqual(story?.toSorted())
    }
  })

  test('gives entries permanent ids, dates and a language', async () => {
    const { items } = await read(`/topics/taliban-russia.${format}`)
    for (const { id, published, language } of items) {
      expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
      expect(published).toMatch(/^\d{4}-\d\d-\d\dT/)
      if (format !== 'rss') expect(language).toBe('ar')
    }
  })
})

test('the three formats list the same entries in the same order', async () => {
  const ids = await Promise.all(
    ['rss', 'atom', 'json'].map(async format => (await read(`/stories.${format}`)).items.map(({ id }) => id)),
  )
  expect(ids[1]).toEqual(ids[0])
  expect(ids[2]).toEqual(ids[0])
  expect(new Set(ids[0]).size).toBe(ids[0]?.length)
})

test('every story that several outlets cover is one entry with all of them', async () => {
  const { items } = (await (await fetch(`${demo.url}/stories.json`)).json()) as { items: JsonItem[] }
  const told = items.map(storyOf)
  for (const articles of Object.values(EXPECTED_STORIES)) {
    const outletsOf = (ids: string[]) => [...new Set(ids.map(id => id.split('/')[0]))].sort()
    const entry = told.find(story => articles.includes(story[0] as string))
    expect(outletsOf(entry ?? [])).toEqual(outletsOf(articles))
    expect(articles).toEqual(expect.arrayContaining(entry ?? []))
  }
})

test.each(OUTLETS.map(({ id, articles }) => [id, articles.length]))(
  'all that %s published is in its own feed',
  async (id, count) => {
    for (const format of ['rss', 'atom', 'json'])
      expect((await read(`/outlets/${id}.${format}`)).items).toHaveLength(count)
  },
)

test('an Arabic word is found with what is written attached to it, and a word that only looks like it is not', async () => {
  const { items } = await read('/topics/taliban-russia.json')
  const titles = items.map(({ title }) => title).join('\n')
  expect(titles).toContain('لطالبان')
  expect(titles).not.toContain('طالب من')
})

test('subscription lists name every topic and outlet', async () => {
  const topics = await (await fetch(`${demo.url}/topics.opml`)).text()
  for (const { id } of demo.config.topics) expect(topics).toContain(`/topics/${id}.atom`)
  const outlets = await (await fetch(`${demo.url}/outlets.opml`)).text()
  for (const { id } of OUTLETS) expect(outlets).toContain(`/outlets/${id}.rss`)
})

test('a poll that finds nothing new is answered with 304', async () => {
  const url = `${demo.url}/topics/taliban-russia.atom`
  const etag = (await fetch(url)).headers.get('etag') as string
  const again = await fetch(url, { headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
})
