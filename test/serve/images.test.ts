import { expect, test } from 'vitest'
import type { Site } from '../../src/model/config.ts'
import type { ImageDoor } from '../../src/serve/images.ts'
import { HOUR } from '../support/build.ts'
import { aConfig } from '../support/newsroom.ts'
import { openServing } from '../support/serving.ts'
import { all } from './pages/page-outline.ts'

const PICTURE = 'https://gazette.example/1.jpg?a=1&b=2'
const INSIDE = 'https://gazette.example/2.jpg'

async function serving(images: Site['images']) {
  const asked: string[] = []
  const door: ImageDoor = {
    key: Buffer.alloc(32, 7),
    fetch: async url => {
      asked.push(url)
      return url === PICTURE ? { bytes: Buffer.from('picture'), mediaType: 'image/jpeg' } : null
    },
  }
  const { site } = aConfig()
  const room = await openServing([], {
    change: { site: { ...site, ...(images && { images }) } },
    images: door,
  })
  await room.receive({
    image: PICTURE,
    html: `<p>Text</p><img src="${INSIDE}" srcset="${INSIDE} 2x" alt="a picture">`,
  })
  // longer than any hold
  room.clock.now += HOUR
  await room.publish()
  const river = await (await room.get('/')).text()
  const story = await (await room.get(/\/stories\/[0-9a-f-]{36}/.exec(river)?.[0] ?? '')).text()
  return { ...room, asked, river, story }
}

async function pictures(page: string): Promise<string[]> {
  const images = await all(page as unknown as Promise<never>, 'img')
  return images.flatMap(({ attributes }) => attributes.src ?? '').filter(src => !src.startsWith('/static/'))
}

test.each<[Site['images'], string]>([
  [undefined, 'http: https:'],
  ['direct', 'http: https:'],
])('where images are %s, they come from their outlets', async (images, policy) => {
  const { get, river, story } = await serving(images)
  expect(await pictures(river)).toEqual([PICTURE])
  expect(await pictures(story)).toEqual([INSIDE])
  expect((await get('/')).headers.get('content-security-policy')).toContain(policy)
})

test('where images are off, there are none', async () => {
  const { get, river, story } = await serving('off')
  expect(await pictures(river)).toEqual([])
  expect(await pictures(story)).toEqual([])
  expect((await get('/')).headers.get('content-security-policy')).toContain("img-src 'self' data:;")
})

test('where images go through us, no reader is led to an outlet for them', async () => {
  const { get, asked, river, story } = await serving('proxy')
  const [src = ''] = await pictures(river)
  expect(src).toMatch(/^\/media\/[\w-]{22}\/[\w-]+$/)
  expect(await pictures(story)).toEqual([expect.stringMatching(/^\/media\//)])
  expect(story).not.toContain('srcset')
  const picture = await get(src)
  expect(await picture.text()).toBe('picture')
  expect(picture.headers.get('content-type')).toBe('image/jpeg')
  expect(picture.headers.get('content-security-policy')).toContain('sandbox')
  expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
  await get(src)
  expect(asked).toEqual([PICTURE])
})

test('nobody but we can say what is fetched', async () => {
  const { get, asked, river } = await serving('proxy')
  const [src = ''] = await pictures(river)
  const other = Buffer.from('https://evil.example/').toString('base64url')
  const forged = [
    src.replace(/[\w-]+$/, other),
    src.replace('/media/', '/media/x'),
    `/media/${'A'.repeat(22)}/${other}`,
  ]
  for (const path of forged) expect((await get(path)).status).toBe(404)
  expect(asked).toEqual([])
})

test('what is no picture is not there, and is not asked for again at once', async () => {
  const { get, asked, story } = await serving('proxy')
  const [src = ''] = await pictures(story)
  for (const _ of [1, 2]) expect((await get(src)).status).toBe(404)
  expect(asked).toEqual([INSIDE])
})
