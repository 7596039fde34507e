import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type Demo, startDemo } from '../support/demo.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIDTHS = [390, 1280]
const THEMES = ['light', 'dark'] as const
const TOPIC = '/topics/taliban-russia'

let demo: Demo
let browser: Browser
/** Only the running demo knows its id. */
let story: string

beforeAll(async () => {
  demo = await startDemo()
  browser = await openBrowser()
  const river = await (await fetch(`${demo.url}${TOPIC}`)).text()
  story = /href="(\/stories\/[0-9a-f-]{36})"/.exec(river)?.[1] as string
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

const pages: [name: string, path: () => string, status?: number][] = [
  ['the river', () => '/'],
  ['a topic', () => TOPIC],
  ['a story', () => story],
  ['the outlets', () => '/outlets'],
  ['the outlets of one state, by name', () => '/outlets?state=repaired&sort=name'],
  ['an outlet', () => '/outlets/nawafith'],
  ['the search', () => '/search'],
  ['what was found', () => '/search?q=%D8%B7%D8%A7%D9%84%D8%A8%D8%A7%D9%86'],
  ['a mistaken query', () => '/search?q=%28', 400],
  ['the workbench', () => '/workbench?q=%D8%B7%D8%A7%D9%84%D8%A8%D8%A7%D9%86'],
  ['the login', () => '/login'],
  ['a page that never was', () => '/nothing', 404],
]

type Opened = { page: Page; complaints: string[]; foreign: string[]; close(): Promise<void> }

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Opened> {
  const context: BrowserContext = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  const foreign: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('request', request => {
    const { origin } = new URL(request.url())
    if (origin !== demo.url && request.resourceType() !== 'image') foreign.push(request.url())
  })
  await page.goto(demo.url + path, { waitUntil: 'load' })
  return { page, complaints, foreign, close: () => context.close() }
}

type Violation = { id: string; help: string; nodes: { html: string }[] }

/** What axe-core finds amiss, a line each. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
  )
}

/** How far what stands on the page sticks out of it, in pixels. */
const overflow = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

describe.each([
  ['ar', 'rtl'],
  ['en-GB', 'ltr'],
])('in %s', (locale, direction) => {
  test.each(pages)(
    '%s is for everybody, on a phone and on a desk, by day and by night',
    async (_, path, status) => {
      const { page, complaints, foreign, close } = await open(path(), { locale })
      expect(await page.locator('html').getAttribute('dir')).toBe(direction)
      await page.evaluate(AXE)
      for (const [at, width] of WIDTHS.entries()) {
        await page.setViewportSize({ width, height: 900 })
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          expect(await overflow(page), `${width} px, ${colorScheme}`).toBe(0)
          // each width and each theme once: what is amiss in one of them is there whatever the other
          if (THEMES.indexOf(colorScheme) === at)
            expect(await violations(page), `${width} px, ${colorScheme}`).toEqual([])
        }
      }
      expect(complaints.filter(text => !(status && text.includes(`${status}`)))).toEqual([])
      expect(foreign).toEqual([])
      await close()
    },
  )

  test.each(pages)('%s can be read and used without JavaScript', async (_, path) => {
    const { page, close } = await open(path(), { locale, javaScriptEnabled: false })
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.locator('button.keys').isVisible()).toBe(false)
    expect(await page.locator('nav a').first().isVisible()).toBe(true)
    await close()
  })
})

test('who reads with the keyboard goes past the navigation, from story to story, to search and to help', async () => {
  const { page, close } = await open('/', { locale: 'en', viewport: { width: 1280, height: 900 } })
  const focused = () => page.evaluate<string>('document.activeElement.closest("article")?.id ?? ""')
  const ids = await page.locator('article.story').evaluateAll(cards => cards.map(card => card.id))
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.className')).toBe('skip')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
  await page.keyboard.press('j')
  expect(await focused()).toBe(ids[0])
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
  for (const _ of [1, 2, 3]) await page.keyboard.press('j')
  await page.keyboard.press('k')
  expect(await focused()).toBe(ids[2])
  await page.keyboard.press('?')
  expect(await page.locator('dialog.keys').isVisible()).toBe(true)
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  expect(await page.locator('dialog.keys').isVisible()).toBe(false)
  expect(await focused()).toBe(ids[2])
  const href = await page.evaluate<string>('document.activeElement.href')
  await page.keyboard.press('o')
  await page.waitForURL(href)
  await page.goBack()
  await page.keyboard.press('/')
  await page.waitForURL(`${demo.url}/search`)
  await page.keyboard.press('/')
  expect(await page.evaluate('document.activeElement.name')).toBe('q')
  await page.keyboard.type('j?/k')
  expect(await page.locator('main input[type=search]').inputValue()).toBe('j?/k')
  await close()
})

test('the keys are where they are on a keyboard that writes Arabic, and can be switched off', async () => {
  const { page, close } = await open('/', { locale: 'ar' })
  const press = (key: string, code: string) =>
    page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', ${JSON.stringify({ key, code, bubbles: true, cancelable: true })}))`,
    )
  const focused = () => page.evaluate<string>('document.activeElement.closest("article")?.id ?? ""')
  await press('ت', 'KeyJ')
  const first = await focused()
  expect(first).not.toBe('')
  await press('؟', 'Slash')
  await page.locator('dialog.keys input').uncheck()
  await page.keyboard.press('Escape')
  await press('ت', 'KeyJ')
  expect(await focused()).toBe(first)
  await close()
})

test('a visitor chooses the language, with or without JavaScript, and it stays', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, complaints, close } = await open('/search?q=alpha', { locale: 'en', javaScriptEnabled })
    await page.locator('form.language button').click()
    await page.waitForURL(`${demo.url}/search?q=alpha`)
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    await page.goto(`${demo.url}/outlets`)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(complaints).toEqual([])
    await close()
  }
})

test('Arabic is set in the font that we serve', async () => {
  const { page, close } = await open('/', { locale: 'ar' })
  await page.evaluate('document.fonts.ready')
  expect(await page.evaluate(`document.fonts.check('16px Vazirmatn', 'خلاصة')`)).toBe(true)
  expect(
    await page.evaluate(
      `[...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family)`,
    ),
  ).toContain('Vazirmatn')
  await close()
})

test('printed, a page is its stories alone', async () => {
  const { page, close } = await open('/', { locale: 'en' })
  await page.emulateMedia({ media: 'print' })
  for (const hidden of ['nav', 'aside', '.colophon', '.language', '.subscribe'])
    for (const element of await page.locator(hidden).all())
      expect(await element.isVisible(), hidden).toBe(false)
  expect(await page.locator('.story-title').first().isVisible()).toBe(true)
  await close()
})
