import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXPECTED_STORIES } from '../../src/demo/expected.ts'
import { openBrowser } from '../support/browser.ts'
import { type Demo, startDemo } from '../support/demo.ts'

const DESK = { width: 1280, height: 900 }
const TOPIC = '/topics/taliban-russia'
const TALKS = EXPECTED_STORIES['taliban-russia-talks'] as string[]

let demo: Demo
let browser: Browser
/** The page of the talks: only the running demo knows its id. */
let talksPath: string

beforeAll(async () => {
  demo = await startDemo()
  browser = await openBrowser()
  const { page } = await visited(TOPIC)
  talksPath = (await talksCard(page).locator('.count').getAttribute('href')) as string
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

type Visited = {
  page: Page
  /** What the browser complained of. */
  complaints: string[]
  requests: { origin: string; path: string; kind: string }[]
}

const visits = new Map<string, Promise<Visited>>()

/** A page as a visitor finds it who was never here; opened once, as most tests only look. */
function visited(path: string, viewport = DESK): Promise<Visited> {
  const key = `${path} ${viewport.width}`
  const visit = visits.get(key) ?? open(path, viewport)
  visits.set(key, visit)
  return visit
}

async function open(path: string, viewport: typeof DESK): Promise<Visited> {
  const page = await browser.newPage({ viewport })
  const complaints: string[] = []
  const requests: Visited['requests'] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('requestfailed', request => complaints.push(`${request.url()} failed`))
  page.on('response', response => response.ok() || complaints.push(`${response.url()}: ${response.status()}`))
  page.on('request', request => {
    const { origin, pathname } = new URL(request.url())
    requests.push({ origin, path: pathname, kind: request.resourceType() })
  })
  await page.goto(demo.url + path, { waitUntil: 'load' })
  return { page, complaints, requests }
}

/** The card of the story that five outlets tell. */
function talksCard(page: Page): Locator {
  return page.locator('article.story', { has: page.locator('.count', { hasText: '5' }) })
}

async function attributes(locator: Locator, name: string): Promise<(string | null)[]> {
  return Promise.all((await locator.all()).map(element => element.getAttribute(name)))
}

const pages: [name: string, path: () => string][] = [
  ['the river', () => '/'],
  ['a topic', () => TOPIC],
  ['a story', () => talksPath],
  ['the list of outlets', () => '/outlets'],
  ['an outlet', () => '/outlets/nawafith'],
]

test.each(pages)('%s is Arabic from right to left, and nothing is complained of', async (_, path) => {
  const { page, complaints } = await visited(path())
  expect(await page.locator('html').getAttribute('lang')).toBe('ar')
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await page.evaluate("getComputedStyle(document.querySelector('main')).direction")).toBe('rtl')
  expect(await page.locator('h1').count()).toBe(1)
  expect(complaints).toEqual([])
})

test.each(pages)('%s fetches nothing from elsewhere but pictures of articles', async (_, path) => {
  const { requests } = await visited(path())
  const foreign = requests.filter(({ origin }) => origin !== demo.url)
  expect(requests.map(request => request.path).join()).toMatch(/\/static\/[0-9a-f]{12}\/style\.css/)
  expect(foreign.filter(({ kind }) => kind !== 'image')).toEqual([])
  expect(foreign.filter(({ origin }) => origin !== demo.samples.origin)).toEqual([])
})

test.each(pages)('every feed that %s offers for discovery is there', async (_, path) => {
  const { page } = await visited(path())
  const links = page.locator('head link[rel=alternate]')
  const types = await attributes(links, 'type')
  expect(types).toEqual(
    expect.arrayContaining(['application/rss+xml', 'application/atom+xml', 'application/feed+json']),
  )
  const answers = (await attributes(links, 'href')).map(href => fetch(new URL(href as string, demo.url)))
  for (const [index, { status, headers }] of (await Promise.all(answers)).entries()) {
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain(types[index])
  }
})

test('an English story among Arabic ones is told from left to right', async () => {
  const { page } = await visited('/')
  const told = await page.evaluate<{ lang: string; direction: string }[]>(
    `[...document.querySelectorAll('article.story')].map(story => (
      { lang: story.lang, direction: getComputedStyle(story.querySelector('.story-title')).direction }
    ))`,
  )
  const directions = (lang: string) => told.filter(story => story.lang === lang).map(story => story.direction)
  expect(new Set(directions('en'))).toEqual(new Set(['ltr']))
  expect(new Set(directions('ar'))).toEqual(new Set(['rtl']))
  expect(directions('en').length + directions('ar').length).toBe(told.length)
})

test('a story is told once, with the headlines of the other outlets linked under its lead', async () => {
  const { page } = await visited(TOPIC)
  const card = talksCard(page)
  expect(await card.count()).toBe(1)
  const titles = card.locator('> .story-title a, > .headlines a.title')
  const links = await attributes(titles, 'href')
  expect(links.toSorted()).toEqual(TALKS.map(id => `${demo.samples.origin}/${id}`).toSorted())
  const boxes = await Promise.all((await titles.all()).map(title => title.boundingBox()))
  const [lead = 0, ...headlines] = boxes.map(box => box?.y)
  expect(headlines.every(y => y !== undefined && y > lead)).toBe(true)
})

test('a linked headline leads to the article at its outlet', async () => {
  const { page } = await open(TOPIC, DESK)
  const headline = talksCard(page).locator('.headlines a.title').first()
  const title = (await headline.textContent()) as string
  await headline.click()
  await page.waitForURL(`${demo.samples.origin}/**`)
  expect(await page.locator('h1').textContent()).toBe(title)
})

test('pictures of articles come from their outlets and are shown', async () => {
  const { page, requests } = await visited('/')
  await page.waitForFunction("document.querySelector('article.story img').naturalWidth > 0")
  expect(requests.map(({ origin, kind }) => `${kind} of ${origin}`)).toContain(
    `image of ${demo.samples.origin}`,
  )
})
