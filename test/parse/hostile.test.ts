import { expect, test } from 'vitest'
import { parseFeed } from '../../src/parse/parse.ts'

const rss = (items: string) => `<rss version="2.0"><channel><title>News</title>${items}</channel></rss>`
const item = (elements: string) => rss(`<item>${elements}</item>`)

async function first(xml: string) {
  const { items, repairs } = await parseFeed(Buffer.from(xml), { url: 'https://a.example/' })
  return {
    item: items[0],
    count: items.length,
    repairs: Object.fromEntries(repairs.map(({ kind, count }) => [kind, count])),
  }
}

test('a billion laughs stay as short as they are', async () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
  const { item: read } = await first(
    `<!DOCTYPE l [<!ENTITY l0 "ha">${laughs}]>${item('<title>&l9;</title>')}`,
  )
  expect(read?.title).toBe('&l8;'.repeat(10))
})

test.each([
  'SYSTEM "file:///etc/passwd"',
  'PUBLIC "x" "http://127.0.0.1/"',
  '% x SYSTEM "http://127.0.0.1/"',
])('an entity that is %s is not fetched', async declaration => {
  const { item: read } = await first(`<!DOCTYPE l [<!ENTITY x ${declaration}>]>${item('<title>&x;</title>')}`)
  expect(read?.title).toBe('&x;')
})

test.each([
  ['tags in a text', `<title>a</title><description>${'<a>'.repeat(100_000)}`],
  ['tags that nobody knows', `<title>a</title>${'<a>'.repeat(100_000)}`],
  ['groups', `<title>a</title>${'<media:group>'.repeat(100_000)}`],
  ['people', `<title>a</title>${'<author>'.repeat(100_000)}`],
  ['comments', `<title>a</title>${'<!--'.repeat(300_000)}`],
  ['instructions', `<title>a</title>${'<?'.repeat(500_000)}`],
  ['tags that do not end', `<title>a</title>${'<a '.repeat(500_000)}`],
  ['quotes that do not end', `<title>a</title>${'<a b="'.repeat(300_000)}`],
  ['quotes in quotes', `<title>a</title>${`<a b="'><a c='">`.repeat(100_000)}`],
  [
    'namespaces',
    `<title>a</title>${Array.from({ length: 30_000 }, (_, i) => `<n${i}:a xmlns:n${i}="urn:${i}"/>`).join('')}`,
  ],
])('a hundred thousand %s are passed over', async (_, elements) => {
  const { item: read, count } = await first(item(elements))
  expect({ title: read?.title, count }).toEqual({ title: 'a', count: 1 })
})

test.each([
  ['&', 1_000_000, 'bare-ampersand'],
  ['<', 1_000_000, 'bare-less-than'],
])('a million %s are text', async (character, count, kind) => {
  const { item: read, repairs } = await first(item(`<description>${character.repeat(count)}</description>`))
  expect({ length: read?.summary?.length, repaired: repairs[kind] }).toEqual({
    length: count,
    repaired: count,
  })
})

test('values are cut: bodies at four million characters, others at 65,536', async () => {
  const { item: read, repairs } = await first(
    item(`<title>${'x'.repeat(70_000)}</title><description>${'x'.repeat(4_100_000)}</description>`),
  )
  expect({ title: read?.title?.length, summary: read?.summary?.length, repairs }).toEqual({
    title: 65_536,
    summary: 4_000_000,
    repairs: { 'too-long': 2 },
  })
})

test('of 100,000 attributes the first 64 are read', async () => {
  const attributes = Array.from({ length: 100_000 }, (_, i) => `a${i}="x"`).join(' ')
  const { item: read } = await first(
    item(`<enclosure url="http://a.example/b.mp3" ${attributes} type="never/read"/>`),
  )
  expect(read?.enclosures).toEqual([{ url: 'http://a.example/b.mp3' }])
})

test.each([
  ['categories', (i: number) => `<category>c${i}</category>`, 200],
  ['links', (i: number) => `<link>http://a.example/${i}</link>`, 200],
  ['authors', (i: number) => `<author>a${i}</author>`, 100],
] as const)('of 10,000 %s a reasonable number is read', async (name, element, expected) => {
  const { item: read, repairs } = await first(
    item(Array.from({ length: 10_000 }, (_, i) => element(i)).join('')),
  )
  expect({ length: read?.[name].length, repairs }).toEqual({ length: expected, repairs: { 'too-many': 1 } })
})

test('of 25,000 items 20,000 are read', async () => {
  const { count, repairs } = await first(rss('<item/>'.repeat(25_000)))
  expect({ count, repairs }).toEqual({ count: 20_000, repairs: { 'too-many': 1 } })
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'an element named %s reaches no prototype',
  async name => {
    const { item: read } = await first(
      item(
        `<${name}><x>1</x></${name}><title>a</title><category term="${name}" ${name}="x">${name}</category>`,
      ),
    )
    expect(read).toMatchObject({ title: 'a', categories: [{ term: name }] })
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { x?: unknown }).x).toBeUndefined()
  },
)

test.each(['__proto__', 'constructor', 'toString'])(
  'an attribute named %s is passed over wherever it stands',
  async name => {
    const xml = `<rss ${name}="x"><channel ${name}="x"><item ${name}="x"><title ${name}="x">a</title><category ${name}="x">b</category></item></channel></rss>`
    expect((await first(xml)).item).toMatchObject({ title: 'a', categories: [{ term: 'b' }] })
  },
)

test('a JSON Feed with __proto__ reaches no prototype', async () => {
  const json = '{"__proto__":{"x":1},"items":[{"id":"1","__proto__":{"x":1},"tags":["__proto__"]}]}'
  expect((await first(json)).item).toMatchObject({ id: '1', categories: [{ term: '__proto__' }] })
  expect(({} as { x?: unknown }).x).toBeUndefined()
})
