import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleFeed } from '../../src/demo/feed-of.ts'
import { OUTLETS } from '../../src/demo/outlets.ts'
import { type SampleServer, serveSamples } from '../../src/demo/serve-samples.ts'

const newestAt = Date.parse('2026-03-14T09:26:53Z')
let samples: SampleServer

beforeAll(async () => {
  samples = await serveSamples({ newestAt })
})
afterAll(() => samples.close())

function get(path: string, init?: RequestInit): Promise<Response> {
  return fetch(samples.origin + path, init)
}

describe('the sample outlets on loopback', () => {
  test.each(OUTLETS.map(({ id, feedPath }) => [id, feedPath]))(
    '%s serves its feed at %s',
    async (id, path) => {
      const response = await get(path)
      const feed = sampleFeed(id, samples.origin, newestAt)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe(feed.contentType)
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(feed.body))
    },
  )

  test.each([
    ['as it was sent', (etag: string) => etag, 304],
    ['weakly', (etag: string) => `W/${etag}`, 304],
    ['among others', (etag: string) => `"old", ${etag}`, 304],
    ['wrongly', () => '"old"', 200],
  ])('a feed whose ETag comes back %s is answered by status', async (_, tagOf, status) => {
    const etag = (await get('/difaf/feed.xml')).headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[0-9a-f]{16}"$/)
    const again = await get('/difaf/feed.xml', { headers: { 'if-none-match': tagOf(etag) } })
    expect(again.status).toBe(status)
    expect((await again.text()) === '').toBe(status === 304)
  })

  test('the outlet that is configured by its site names its feed there', async () => {
    const page = await (await get('/lantern/')).text()
    const href = /<link rel="alternate" type="application\/rss\+xml" title="[^"]*" href="([^"]*)">/.exec(
      page,
    )?.[1]
    expect(href).toBe('/lantern/news.rss')
  })

  test('every article has a page in its own direction, and every picture and recording it shows is there', async () => {
    for (const { id, title, language } of OUTLETS.flatMap(({ articles, language }) =>
      articles.map(article => ({ language, ...article })),
    )) {
      const response = await get(`/${id}`)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      const page = await response.text()
      expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
      expect(page).toContain(`<h1>${title.replaceAll('&', '&amp;')}</h1>`)
      for (const [, url = ''] of page.matchAll(/src="([^"]*)"/g)) {
        expect((await fetch(url, { method: 'HEAD' })).status).toBe(200)
      }
    }
  })

  test('links between articles lead to articles', async () => {
    const page = await (await get('/nawafith/taliban-russia-talks')).text()
    const links = [...page.matchAll(/<li><a href="([^"]*)">/g)].map(([, url = '']) => url)
    expect(links).toHaveLength(10)
    for (const url of links) expect((await fetch(url)).status).toBe(200)
  })

  test('a picture is a PNG of 480 by 270', async () => {
    const response = await get('/meridian/pictures/night.png')
    expect(response.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([480, 270])
    const pixels = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)))
    expect(pixels).toHaveLength(270 * (1 + 480 * 3))
  })

  test('a tracking query changes nothing', async () => {
    const response = await get('/courier/rents-and-rates?utm_source=rss&utm_medium=feed')
    expect(await response.text()).toContain('Rents &amp; rates')
  })

  test.each([
    ['what is not there', '/difaf/nothing', 'GET', 404],
    ['a folder outside', '/../package.json', 'GET', 404],
    ['what would change something', '/difaf/feed.xml', 'POST', 405],
  ])('%s is refused', async (_, path, method, status) => {
    expect((await get(path, { method })).status).toBe(status)
  })
})

test('a closed server answers no more', async () => {
  const server = await serveSamples({ newestAt })
  await server.close()
  await expect(fetch(server.origin)).rejects.toThrow()
})
