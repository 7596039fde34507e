import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { aTopic, HOUR } from '../support/build.ts'
import { openServing } from '../support/serving.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
})

/** A word of no language, another one for each number: what shares none is no story together. */
function word(n: number): string {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'hy']
  return [n % 6, Math.floor(n / 6) % 6, Math.floor(n / 36)].map(i => syllables[i]).join('')
}

const titleOf = (n: number) => `${word(n)} ${word(n + 60)} ${word(n + 120)}`

/** Twelve stories, every third in Arabic, on a real server; what comes later is told to it as the collector does. */
async function openRiver(context: Partial<Parameters<Browser['newContext']>[0]> = {}, path = '/') {
  const room = await openServing([aTopic({ id: 'word', title: 'The word', query: word(3) })])
  let count = 0
  const come = async (language = 'en') => {
    room.clock.now += HOUR
    const title = titleOf(count++)
    await room.receive({ guid: title, title, summary: `${title}.`, html: '', language })
    await room.publish()
    room.clock.now += HOUR
    await room.publish()
  }
  for (let i = 0; i < 12; i++) await come(i % 3 === 0 ? 'ar' : 'en')
  const url = await room.listen()
  const visitor: BrowserContext = await browser.newContext({ locale: 'en', ...context })
  const page = await visitor.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(url + path)
  onTestFinished(async () => {
    await visitor.close()
    room.store.close()
  })
  return { ...room, come, page, url, complaints }
}

const titles = (page: Page) => page.locator('.story-title').allTextContents()
const news = (page: Page) => page.getByRole('status').getByRole('button')
const placeOf = async (page: Page, title: string) =>
  (await page.locator('.story', { hasText: title }).boundingBox())?.y

test('new stories are told of, moving nothing, and come in when that is pressed', async () => {
  const { page, come, complaints } = await openRiver()
  const before = await titles(page)
  const place = await placeOf(page, titleOf(11))
  await come()
  await news(page).filter({ hasText: '1 new story' }).waitFor()
  await come()
  await news(page).filter({ hasText: '2 new stories' }).waitFor()
  expect(await titles(page)).toEqual(before)
  expect(await placeOf(page, titleOf(11))).toBe(place)
  await news(page).click()
  await page.locator('.story', { hasText: titleOf(13) }).waitFor()
  expect(await titles(page)).toEqual([titleOf(13), titleOf(12), ...before])
  expect(await news(page).count()).toBe(0)
  expect(await page.evaluate('document.activeElement.textContent')).toBe(titleOf(13))
  expect(complaints).toEqual([])
})

test('who reads further down goes on reading there', async () => {
  const { page, come } = await openRiver({
    viewport: { width: 390, height: 600 },
    reducedMotion: 'reduce',
  })
  await page.evaluate("document.querySelectorAll('.story')[6].scrollIntoView()")
  await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(600)
  const place = await placeOf(page, titleOf(5))
  await come()
  await news(page).waitFor()
  expect(await news(page).isVisible()).toBe(true)
  expect(await placeOf(page, titleOf(5))).toBe(place)
  // a press by the mouse, which would scroll the button to itself first, moves what is measured
  await news(page).dispatchEvent('click')
  await page.locator('.story', { hasText: titleOf(12) }).waitFor({ state: 'attached' })
  await news(page).waitFor({ state: 'detached' })
  expect(Math.abs(((await placeOf(page, titleOf(5))) ?? 0) - (place ?? 0))).toBeLessThanOrEqual(1)
})

test('a filtered river is told of its own stories alone', async () => {
  const { page, come } = await openRiver({}, '/?lang=ar')
  await come('en')
  await come('ar-eg')
  await news(page).filter({ hasText: '1 new story' }).waitFor()
  await news(page).click()
  await page.locator('.story', { hasText: titleOf(13) }).waitFor()
  expect(await titles(page)).toEqual([13, 9, 6, 3, 0].map(titleOf))
})

test('a page that is hidden listens no more, and hears of what it missed when it is seen again', async () => {
  const { page, come } = await openRiver()
  const hide = (isHidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${isHidden} });
      document.dispatchEvent(new Event('visibilitychange'))`)
  const ended = page.waitForEvent('requestfailed', request => request.url().includes('/events'))
  await come()
  await news(page).waitFor()
  await hide(true)
  await ended
  await come()
  await come()
  await hide(false)
  await news(page).filter({ hasText: '3 new stories' }).waitFor()
})

test('without JavaScript the river is filtered by its form, and paged', async () => {
  const { page, url } = await openRiver({ javaScriptEnabled: false })
  expect(await news(page).count()).toBe(0)
  await page.getByLabel('Language').selectOption('ar')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(({ searchParams }) => searchParams.get('lang') === 'ar')
  expect(await titles(page)).toEqual([9, 6, 3, 0].map(titleOf))
  expect(await page.getByLabel('Language').inputValue()).toBe('ar')
  await page.getByRole('combobox', { name: 'Topic' }).selectOption('word')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(({ searchParams }) => searchParams.get('topic') === 'word')
  expect(await titles(page)).toEqual([titleOf(3)])
  await page.getByRole('link', { name: 'Show all', exact: true }).click()
  await page.waitForURL(`${url}/`)
  expect(await page.locator('.story').count()).toBe(12)
})
