// Writes docs/screenshots from the demo. An Arabic font must be installed: CONTRIBUTING.md names one.
import { mkdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../test/support/browser.ts'
import { startDemo } from '../test/support/demo.ts'

const DIRECTORY = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const DESK = { width: 1280, height: 1000 }
const PHONE = { width: 390, height: 844 }

type Shot = {
  name: string
  path: string
  viewport: { width: number; height: number }
  dark?: boolean
  /** How sharp: pixels of the picture to one of the page. */
  scale?: number
}

const SHOTS: Shot[] = [
  { name: 'river', path: '/', viewport: DESK },
  { name: 'topic', path: '/topics/taliban-russia', viewport: DESK },
  { name: 'river-dark', path: '/', viewport: DESK, dark: true },
  { name: 'river-phone', path: '/', viewport: PHONE, scale: 2 },
]

await mkdir(DIRECTORY, { recursive: true })
const demo = await startDemo()
const browser = await openBrowser()
try {
  for (const shot of SHOTS) {
    const file = `${DIRECTORY}${shot.name}.png`
    await take(shot, file)
    console.log(`${shot.name}.png  ${Math.ceil((await stat(file)).size / 1000)} KB`)
  }
} finally {
  await browser.close()
  await demo.stop()
}

async function take({ path, viewport, dark = false, scale = 1 }: Shot, file: string): Promise<void> {
  const colorScheme = dark ? 'dark' : 'light'
  const page = await browser.newPage({ viewport, colorScheme, deviceScaleFactor: scale })
  await page.goto(demo.url + path, { waitUntil: 'networkidle' })
  await page.screenshot({ path: file })
  await page.close()
}
