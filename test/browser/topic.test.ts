import type { Browser } from 'playwright-core'
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

type Context = NonNullable<Parameters<Browser['newContext']>[0]>

async function openTopic(context: Context = {}) {
  const topic = aTopic({ id: 'talks', title: 'طالبان وروسيا', query: 'طالبان (روسيا OR موسكو)' })
  const room = await openServing([topic])
  const come = async (title: string) => {
    room.clock.now += HOUR
    await room.receive({
      guid: title,
      title,
      summary: `${title}.`,
      html: '',
      language: 'ar',
      direction: 'rtl',
    })
    await room.publish()
  }
  await come('وفد من طالبان يصل إلى موسكو')
  const url = await room.listen()
  const visitor = await browser.newContext({ locale: 'ar', ...context })
  const page = await visitor.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${url}/topics/talks`)
  onTestFinished(async () => {
    await visitor.close()
    room.store.close()
  })
  return { ...room, come, page, visitor, url }
}

const ADDRESS = 'https://news.example/topics/talks.rss'

test('the address of the feed is copied by a press, and that is said', async () => {
  const { page } = await openTopic({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.getByRole('button', { name: 'انسخ' }).click()
  await page.getByText('نُسخ', { exact: true }).waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(ADDRESS)
})

test('where the clipboard is closed, the address is marked for the hand', async () => {
  const { page } = await openTopic()
  await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
  await page.getByRole('button', { name: 'انسخ' }).click()
  await page.getByText('حُدّد العنوان', { exact: false }).waitFor()
  expect(await page.evaluate('getSelection().toString()')).toBe(ADDRESS)
})

test('without JavaScript there is no button that does nothing, and everything else is there', async () => {
  const { page } = await openTopic({ javaScriptEnabled: false })
  expect(await page.getByRole('button', { name: 'انسخ' }).isVisible()).toBe(false)
  expect(await page.getByLabel('عنوان الخلاصة').inputValue()).toBe(ADDRESS)
  await page.getByText('افتح في قارئ').click()
  expect(await page.getByRole('link', { name: 'Inoreader' }).isVisible()).toBe(true)
  await page.getByText('لماذا هنا').click()
  expect(await page.locator('.why mark').allTextContents()).toEqual(['طالبان', 'موسكو'])
})

test('the code for phones is fetched when it is asked for, and drawn', async () => {
  const { page, url } = await openTopic()
  const requests: string[] = []
  page.on('request', request => requests.push(request.url()))
  const drawn = page.waitForResponse(`${url}/topics/talks/qr.svg`)
  expect(requests).toEqual([])
  await page.getByText('رمز QR', { exact: true }).click()
  expect((await drawn).status()).toBe(200)
  await expect.poll(() => page.evaluate('document.querySelector(".qr").naturalWidth')).toBeGreaterThan(0)
})

test('what comes into the topic is told of, and marked as the rest is', async () => {
  const { page, come } = await openTopic()
  await come('سفير طالبان يلتقي مسؤولين في روسيا')
  await page.getByRole('status').getByRole('button', { name: 'خبر جديد' }).click()
  await page.locator('.story.fresh').waitFor()
  expect(await page.locator('.fresh .story-title mark').allTextContents()).toEqual(['طالبان', 'روسيا'])
})
