import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { HOUR } from '../support/build.ts'
import { openServing } from '../support/serving.ts'

const TOKEN = 'a token of some length'
const SUMMARY = 'Heavy rain flooded the coast road near Marlow, and police closed it this morning.'
const TITLES = [
  ['gazette', 'Floods close the coast road near Marlow'],
  ['herald', 'Coast road near Marlow closed by floods'],
  ['courier', 'Marlow coast road is closed after floods'],
] as const

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
})

async function openStory(javaScriptEnabled = true) {
  const room = await openServing([], { adminToken: TOKEN })
  for (const [outletId, title] of TITLES) {
    room.clock.now += HOUR
    await room.receive({ outletId, guid: outletId, title, summary: SUMMARY })
    await room.publish()
  }
  const [entry] = await room.store.entries.feed('stories', 1)
  const url = await room.listen()
  const visitor = await browser.newContext({ locale: 'en', javaScriptEnabled })
  const page = await visitor.newPage()
  page.setDefaultTimeout(15_000)
  onTestFinished(async () => {
    await visitor.close()
    room.store.close()
  })
  const path = `/stories/${entry?.snapshot.storyPublicId.replace('urn:uuid:', '')}`
  return { ...room, page, url, path }
}

const told = (page: Page) => page.locator('.timeline .title').allTextContents()

test.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])(
  'the admin enters, says "not the same story", says so again, and sees both stories: %s',
  async (_, scripts) => {
    const { page, url, path } = await openStory(scripts)
    await page.goto(url + path)
    expect(await page.getByRole('button', { name: /^Not the same story/ }).count()).toBe(0)

    await page.goto(`${url}/login`)
    await page.locator('input[name=token]').fill(TOKEN)
    await page.getByRole('button', { name: 'Enter' }).click()
    await page.waitForURL(`${url}/outlets`)

    await page.goto(url + path)
    expect(await told(page)).toHaveLength(3)
    await page.getByRole('button', { name: `Not the same story: ${TITLES[2][1]}` }).click()
    await page.waitForURL(`${url}${path}/split`)
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1)
    await page.getByRole('button', { name: 'Take out what is marked' }).click()
    await page.waitForURL(({ search }) => search.startsWith('?split='))

    expect(await told(page)).toEqual(TITLES.slice(0, 2).map(([, title]) => title))
    await page.getByRole('status').getByRole('link', { name: TITLES[2][1] }).click()
    await page.waitForURL(({ pathname }) => pathname !== path)
    expect(await page.locator('h1').textContent()).toBe(TITLES[2][1])
    expect(await told(page)).toEqual([TITLES[2][1]])
  },
)

test('whoever thinks better of it leaves the story as it is', async () => {
  const { page, url, path, store } = await openStory()
  await page.setExtraHTTPHeaders({ authorization: `Bearer ${TOKEN}` })
  await page.goto(url + path)
  await page
    .getByRole('button', { name: /^Not the same story/ })
    .first()
    .click()
  await page.waitForURL(`${url}${path}/split`)
  await page.getByRole('link', { name: 'Leave it as it is' }).click()
  await page.waitForURL(`${url}${path}`)
  expect(await told(page)).toHaveLength(3)
  expect(await store.stories.separations()).toEqual([])
})
