// Writes docs/screenshots from the demo.
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openBrowser } from '../test/support/browser.ts'
import { startDemo } from '../test/support/demo.ts'

const DIRECTORY = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const DESK = { width: 1280, height: 1000 }
const PHONE = { width: 390, height: 844 }
/** What fits into the README without weighing on it. */
const MAX_BYTES = 300_000

const TALIBAN = encodeURIComponent('طالبان (روسيا OR موسكو)')

type Shot = {
  name: string
  path: string | ((page: Page, url: string) => Promise<string>)
  language?: 'ar' | 'en'
  phone?: boolean
  dark?: boolean
  before?: (page: Page) => Promise<void>
}

const SHOTS: Shot[] = [
  { name: 'river', path: '/' },
  { name: 'river-dark', path: '/', dark: true },
  { name: 'river-english', path: '/', language: 'en' },
  { name: 'river-phone', path: '/', phone: true },
  { name: 'topic', path: '/topics/taliban-russia' },
  { name: 'topic-phone-dark', path: '/topics/taliban-russia', phone: true, dark: true },
  { name: 'story', path: talks },
  { name: 'story-english-dark', path: talks, language: 'en', dark: true },
  { name: 'workbench', path: `/workbench?q=${TALIBAN}` },
  { name: 'workbench-english', path: `/workbench?q=${TALIBAN}`, language: 'en' },
  { name: 'outlets', path: '/outlets' },
  { name: 'outlets-phone-english', path: '/outlets', language: 'en', phone: true },
  { name: 'outlet', path: '/outlets/nawafith' },
  { name: 'search', path: '/search' },
  { name: 'search-found-dark', path: `/search?q=${TALIBAN}`, dark: true },
  { name: 'search-mistake-english', path: '/search?q=talks%20(border', language: 'en' },
  {
    name: 'keys',
    path: '/',
    before: async page => {
      await page.keyboard.press('?')
    },
  },
]

/** The page of the story that five outlets tell: only the running demo knows its id. */
async function talks(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/topics/taliban-russia`)
  const href = await page.locator('article.story .count', { hasText: '5' }).first().getAttribute('href')
  return href ?? '/'
}

await mkdir(DIRECTORY, { recursive: true })
for (const file of await readdir(DIRECTORY)) if (file.endsWith('.png')) await rm(DIRECTORY + file)
const demo = await startDemo()
const browser = await openBrowser()
try {
  for (const shot of SHOTS) {
    const file = `${DIRECTORY}${shot.name}.png`
    await take(shot, file)
    const { size } = await stat(file)
    console.log(`${shot.name}.png  ${Math.ceil(size / 1000)} KB${size > MAX_BYTES ? '  too large' : ''}`)
  }
} finally {
  await browser.close()
  await demo.stop()
}

async function take({ path, language = 'ar', phone, dark, before }: Shot, file: string): Promise<void> {
  const context = await browser.newContext({
    viewport: phone ? PHONE : DESK,
    locale: language,
    colorScheme: dark ? 'dark' : 'light',
    deviceScaleFactor: phone ? 2 : 1,
  })
  const page = await context.newPage()
  const at = typeof path === 'string' ? path : await path(page, demo.url)
  await page.goto(demo.url + at, { waitUntil: 'load' })
  await page.evaluate('document.fonts.ready')
  // pictures in sight
  await page.waitForFunction(
    "[...document.images].filter(({ loading }) => loading !== 'lazy').every(({ complete }) => complete)",
  )
  await page.waitForTimeout(300)
  await before?.(page)
  await page.screenshot({ path: file })
  await context.close()
}
