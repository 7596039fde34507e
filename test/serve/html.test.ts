import { HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, test } from 'vitest'
import { anOutlet, aTopic, HOUR } from '../support/build.ts'
import { openServing } from '../support/serving.ts'
import { outline } from './pages/page-outline.ts'

/** What breaks out of text, of an attribute or of a script, wherever one of them escapes too little. */
const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)></title></style>&lt;b&gt;`
const SCRIPT = 'javascript:alert(1)'
const outlets = ['gazette', 'herald', 'courier'].map(id =>
  anOutlet({ id, url: `https://${id}.example/feed`, title: `${id} ${HOSTILE}` }),
)
const topics = [aTopic({ id: 'talks', title: `Talks ${HOSTILE}`, description: HOSTILE, query: 'talks' })]

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // templates leave a space where nothing is, and write attributes as they come
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'void-style': 'off',
    // <search> and role=search, lists without marks and tables laid out as blocks say their roles again for some readers
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // our own style of ids, and how long a title may be is up to the outlet
    'long-title': 'off',
  },
})

const found = new Map<string, string>()
let get: (path: string) => Response | Promise<Response>
const PATHS = [
  '/',
  '/?lang=en&days=7',
  '/topics/talks',
  'a story',
  '/outlets',
  '/outlets?state=well&sort=articles',
  '/outlets/gazette',
  '/search',
  '/search?q=talks',
  `/search?q=${encodeURIComponent(HOSTILE)}`,
  '/search?q=%28',
  '/workbench',
  '/workbench?q=talks',
  `/workbench?q=${encodeURIComponent(HOSTILE)}`,
  '/login',
  `/${encodeURIComponent(HOSTILE)}`,
]

beforeAll(async () => {
  const room = await openServing(topics, { change: { outlets } })
  get = path => room.get(path)
  for (const [at, { id }] of outlets.entries()) {
    room.clock.now += HOUR
    await room.receive({
      outletId: id,
      guid: `${id}-1`,
      title: `Talks begin at the border ${at} ${HOSTILE}`,
      summary: `The talks at the border begin ${HOSTILE}`,
      html: `<p>The talks at the border begin</p>`,
      author: HOSTILE,
      categories: [HOSTILE],
      url: at === 0 ? SCRIPT : `https://${id}.example/"onmouseover="alert(1)`,
      image: at === 0 ? SCRIPT : `https://${id}.example/"onerror="alert(1).jpg`,
    })
  }
  // the configured names, whatever the feeds call themselves
  await room.store.outlets.sync(outlets, room.clock.now, () => '')
  room.clock.now += HOUR
  await room.publish()
  for (const path of PATHS) {
    const asked = path === 'a story' ? storyOf(found.get('/topics/talks') ?? '') : path
    found.set(path, await (await room.get(asked)).text())
  }
})

function storyOf(topic: string): string {
  return /href="(\/stories\/[0-9a-f-]{36})"/.exec(topic)?.[1] ?? ''
}

describe.each(PATHS)('%s', path => {
  test('is light, and so are its scripts', async () => {
    const page = found.get(path) as string
    const scripts = [...page.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, src]) => src as string)
    const sizes = scripts.map(async src => (await (await get(src)).arrayBuffer()).byteLength)
    expect(Buffer.byteLength(page)).toBeLessThan(60_000)
    expect(scripts.length).toBeGreaterThan(0)
    expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThan(10_000)
  })

  test('is valid HTML', async () => {
    const { results } = await validator.validateString(found.get(path) as string)
    expect(results.flatMap(({ messages }) => messages.map(told))).toEqual([])
  })

  test('shows what others wrote as text', async () => {
    const { elements } = await outline(found.get(path) as unknown as Promise<never>)
    const attributes = elements.flatMap(element => Object.entries(element.attributes))
    const scripts = elements.filter(({ name }) => name === 'script')
    expect(elements.find(({ name }) => name === 'main')).toBeDefined()
    expect(
      scripts.filter(({ text, attributes: { src } }) => text !== '' || !src?.startsWith('/static/')),
    ).toEqual([])
    expect(attributes.filter(([name]) => name.startsWith('on') || name === 'style')).toEqual([])
    expect(attributes.filter(([, value]) => /^\s*(?:javascript|data):/i.test(value))).toEqual([])
    expect(elements.filter(({ name, attributes: { src } }) => name === 'img' && src === 'x')).toEqual([])
  })
})

test.each([
  '/',
  '/topics/talks',
  'a story',
  '/outlets',
  '/outlets/gazette',
  '/search?q=talks',
  '/workbench?q=talks',
])('%s shows all of it', async path => {
  const { elements } = await outline(found.get(path) as unknown as Promise<never>)
  expect(elements.find(({ name }) => name === 'main')?.text).toContain('"\'><script>alert(1)</script>')
})

function told({ ruleId, message, selector }: { ruleId: string; message: string; selector: string | null }) {
  return `${ruleId}: ${message} (${selector})`
}
