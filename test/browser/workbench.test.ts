import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseFeed } from '../../src/parse/parse.ts'
import { openBrowser } from '../support/browser.ts'
import { type Demo, startDemo } from '../support/demo.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const QUERY = 'طالبان (روسيا OR موسكو)'

let demo: Demo
let browser: Browser

beforeAll(async () => {
  demo = await startDemo()
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

type Seen = { page: Page; complaints: string[] }

/** The workbench as a visitor finds it, and what the browser complains of but for queries with a mistake (400). */
async function open(path = '/workbench', options: BrowserContextOptions = {}): Promise<Seen> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().includes('400')) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(demo.url + path)
  return { page, complaints }
}

const status = (page: Page) => page.locator('#status')
const titles = (page: Page) =>
  page.locator('section[aria-labelledby=samples] .sample-title').allTextContents()

/** Waits until the address says that this is shown. */
const asks = (page: Page, params: Record<string, string>) =>
  page.waitForURL(url => url.search === `?${new URLSearchParams(params)}`)

/** What a feed at that address holds. */
async function itemsAt(address: string): Promise<string[]> {
  const answer = await fetch(address)
  expect(answer.status).toBe(200)
  const { items } = await parseFeed(new Uint8Array(await answer.arrayBuffer()), {})
  return items.map(({ title = '' }) => title)
}

test('what is typed is tried as it stands, and comes out as a feed that works', async () => {
  const { page, complaints } = await open()
  await page.locator('#q').pressSequentially(QUERY)
  await page.locator('.samples mark').first().waitFor()
  expect(await status(page).textContent()).toMatch(/^\d+ entries in 30 days, from \d+ of \d+ articles\.$/)
  const caught = await titles(page)
  expect(caught.length).toBeGreaterThan(0)
  for (const format of ['rss', 'atom', 'json']) {
    const address = await page.locator(`#feed-${format}`).inputValue()
    expect(await itemsAt(address)).toEqual(caught)
  }
  expect(complaints).toEqual([])
  await page.context().close()
})

test('while one types, field, caret and page stay, and the address is that of what is shown', async () => {
  const { page, complaints } = await open()
  const field = page.locator('#q')
  await field.pressSequentially('طالبان موسكو')
  for (let i = 0; i < ' موسكو'.length; i++) await field.press('ArrowRight')
  await field.pressSequentially(' OR روسيا')
  await asks(page, { q: 'طالبان OR روسيا موسكو' })
  expect(await field.inputValue()).toBe('طالبان OR روسيا موسكو')
  expect(await page.evaluate('document.activeElement.id')).toBe('q')
  expect(await page.evaluate(`document.getElementById('q').selectionStart`)).toBe('طالبان OR روسيا'.length)
  expect(await page.evaluate(`getComputedStyle(document.getElementById('q')).direction`)).toBe('rtl')
  expect(new URL(page.url()).searchParams.get('q')).toBe('طالبان OR روسيا موسكو')
  const shown = await status(page).textContent()
  await page.reload()
  expect(await status(page).textContent()).toBe(shown)
  expect(complaints).toEqual([])
  await page.context().close()
})

test('however late an answer comes, what is shown is what was asked last', async () => {
  const { page } = await open()
  const held: (() => void)[] = []
  await page.route('**/workbench?*fragment=1', async route => {
    const query = new URL(route.request().url()).searchParams.get('q')
    // the first answers wait until the last one has been shown
    if (query !== 'cheese') await new Promise<void>(resolve => held.push(resolve))
    await route.continue().catch(() => {})
  })
  const field = page.locator('#q')
  for (const query of ['طالبان', 'روسيا', 'cheese']) {
    const asked = page.waitForRequest(request => request.url().includes(encodeURIComponent(query)))
    await field.fill(query)
    await asked
  }
  await asks(page, { q: 'cheese' })
  const shown = await page.locator('.tried').innerHTML()
  for (const release of held) release()
  const another = page.waitForResponse(response => response.url().includes('days=7'))
  await page.locator('details.options summary').click()
  await page.locator('#days').fill('7')
  await another
  await asks(page, { q: 'cheese', days: '7' })
  expect(held.length).toBe(2)
  expect(shown).toContain('cheese')
  expect(await page.locator('table.clauses code').allTextContents()).toEqual(['cheese'])
  await page.context().close()
})

test('a query that is given up is broken off, not waited for', async () => {
  const { page } = await open()
  const failed: string[] = []
  page.on('requestfailed', request => failed.push(request.failure()?.errorText ?? ''))
  await page.route('**/workbench?q=slow*', () => new Promise(() => {}))
  await page.locator('#q').fill('slow')
  await page.waitForRequest('**/workbench?q=slow*')
  await page.locator('#q').fill('ferry')
  await asks(page, { q: 'ferry' })
  expect(failed).toEqual(['net::ERR_ABORTED'])
  await page.context().close()
})

test('a mistake is shown at its place as one types, and what was meant is a click away', async () => {
  const { page, complaints } = await open()
  await page.locator('#q').fill('titel:طالبان (روسيا')
  await page.locator('mark.mistake').first().waitFor()
  expect(await page.locator('mark.mistake').allTextContents()).toEqual(['titel:', '('])
  expect(await page.locator('#q').getAttribute('aria-invalid')).toBe('true')
  expect(await status(page).textContent()).toBe('The query has a mistake')
  await page.locator('a[data-query]').first().click()
  await expect.poll(() => page.locator('mark.mistake').count(), { timeout: 20_000 }).toBe(1)
  expect(await page.locator('#q').inputValue()).toBe('title:طالبان (روسيا')
  await page.locator('a[data-query]').first().click()
  await page.locator('.samples mark').first().waitFor()
  expect(await page.locator('#q').getAttribute('aria-invalid')).toBe('false')
  expect(await page.evaluate('document.activeElement.id')).toBe('q')
  expect(complaints).toEqual([])
  await page.context().close()
})

test('who is asked to wait waits, and then goes on', async () => {
  const { page } = await open()
  let refused = 0
  await page.route('**/workbench?*fragment=1', route =>
    refused++ === 0
      ? route.fulfill({ status: 429, headers: { 'retry-after': '1' }, body: 'wait' })
      : route.continue(),
  )
  await page.locator('#q').fill('cheese')
  await status(page).getByText('Many are trying').waitFor()
  await page.locator('table.clauses').waitFor()
  expect(refused).toBe(2)
  await page.context().close()
})

test('a query that no address could hold is tried as one types, too', async () => {
  const { page, complaints } = await open()
  const long = `${Array.from({ length: 300 }, (_, n) => `كلمة${n}`).join(' OR ')} OR طالبان`
  await page.locator('#q').fill(long)
  await page.locator('.samples mark').first().waitFor()
  expect(await page.locator('table.clauses tbody tr').count()).toBe(301)
  expect(new URL(page.url()).search).toBe('')
  expect(complaints).toEqual([])
  await page.context().close()
})

test('addresses and lines are copied by a button', async () => {
  const { page } = await open(`/workbench?q=${encodeURIComponent(QUERY)}`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const copied = async (target: string) => {
    await page.locator(`button[data-copy=${target}]`).click()
    await page.locator('.copied', { hasText: 'Copied' }).first().waitFor()
    return page.evaluate('navigator.clipboard.readText()')
  }
  expect(await copied('feed-rss')).toBe(await page.locator('#feed-rss').inputValue())
  expect(await copied('lines')).toContain(`query: '${QUERY}',`)
  await page.context().close()
})

test('by keyboard alone one goes from the query over its options to the feed', async () => {
  const { page } = await open(`/workbench?q=${encodeURIComponent(QUERY)}`)
  await page.locator('#q').focus()
  const stops: string[] = []
  for (let i = 0; i < 60 && !stops.includes('lines'); i++) {
    await page.keyboard.press('Tab')
    stops.push(
      await page.evaluate(
        `document.activeElement.id || document.activeElement.textContent.trim().slice(0, 40)`,
      ),
    )
  }
  const order = ['What else the topic asks', 'Try it', 'feed-rss', 'feed-json', 'lines']
  expect(stops.filter(stop => order.includes(stop))).toEqual(order)
  await page.context().close()
})

test('without scripts the form is submitted, mistakes are mended, articles drafted, feeds had', async () => {
  const { page, complaints } = await open('/workbench', { javaScriptEnabled: false })
  await page.locator('#q').fill('طالبان (موسكو')
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.locator('a[data-query]').click()
  expect(await page.locator('#q').inputValue()).toBe('طالبان (موسكو)')
  await page.locator('details.options summary').click()
  await page.locator('#days').fill('7')
  await page.locator('#against').selectOption('taliban-russia')
  await page.getByRole('button', { name: 'Try it' }).click()
  expect(await status(page).textContent()).toContain('in 7 days')
  expect(await page.locator('.difference h3').count()).toBe(2)
  expect(await page.locator('.copy').first().isVisible()).toBe(false)

  await page.locator('details.draft summary').click()
  await page.locator('#article').fill('طالبان وروسيا في موسكو\nكلمات مفتاحية: موسكو، طالبان، روسيا')
  await page.getByRole('button', { name: 'Draft a query' }).click()
  expect(await page.locator('#q').inputValue()).toBe('طالبان (روسيا OR موسكو)')
  const caught = await titles(page)
  expect(await itemsAt(await page.locator('#feed-atom').inputValue())).toEqual(caught)
  const link = page.locator('.addresses a[type="application/rss+xml"]')
  const address = new URL((await link.getAttribute('href')) as string, demo.url)
  expect(await itemsAt(address.href)).toEqual(caught)
  expect(complaints).toEqual([])
  await page.context().close()
})

const looks = ['ar', 'en'].flatMap(locale =>
  (['light', 'dark'] as const).flatMap(colorScheme =>
    [390, 1280].map(width => ({ locale, colorScheme, viewport: { width, height: 900 } })),
  ),
)

test.each(looks)('it fits the window and is for everybody, with all opened: %o', async look => {
  const long = `${QUERY} OR ${'averylongword'.repeat(12)} OR ${'كلمةطويلةجدا'.repeat(10)} OR (titel:x`
  for (const path of [
    `/workbench?topic=taliban-russia`,
    `/workbench?q=${encodeURIComponent(long.slice(0, -9))}`,
    `/workbench?q=${encodeURIComponent(long)}`,
    '/workbench?days=x',
  ]) {
    const { page, complaints } = await open(path, look)
    await page.evaluate(`for (const closed of document.querySelectorAll('details')) closed.open = true`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.viewport.width)
    expect(await page.locator('html').getAttribute('dir')).toBe(look.locale === 'ar' ? 'rtl' : 'ltr')
    // each width and each theme once: what is amiss in one of them is there whatever the other
    if ((look.colorScheme === 'dark') === look.viewport.width > 1000) {
      await page.evaluate(AXE)
      const found = `axe.run(document, { resultTypes: ['violations'] })
        .then(({ violations }) => violations.flatMap(({ help, nodes }) => nodes.map(({ html }) => help + html)))`
      expect(await page.evaluate(found)).toEqual([])
    }
    expect(complaints).toEqual([])
    await page.context().close()
  }
})
