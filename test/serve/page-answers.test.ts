import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openServing } from '../support/serving.ts'

const ARABIC = { 'accept-language': 'ar' }

test.each([
  ['as the browser asks', { 'accept-language': 'ar-EG, en;q=0.5' }, 'ar'],
  ['as the site speaks, where the browser says nothing of use', { 'accept-language': 'fr' }, 'en'],
  [
    'as the visitor chose, whatever the browser asks',
    { 'accept-language': 'en', cookie: 'language=ar' },
    'ar',
  ],
])('pages speak %s, errors too', async (_, headers, language) => {
  const { get } = await openServing()
  for (const path of ['/', '/outlets', '/search', '/search?q=%28', '/login', '/nothing'])
    expect(await (await get(path, headers)).text()).toContain(`<html lang="${language}"`)
})

test('a page is kept by nobody but its visitor, and for nobody else', async () => {
  const { get } = await openServing()
  for (const path of ['/', '/outlets', '/search?q=ferry', '/nothing']) {
    const { headers } = await get(path)
    expect(headers.get('cache-control')).toMatch(/^private, /)
    expect(headers.get('vary')).toBe('Accept-Encoding, Accept-Language, Cookie')
  }
})

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
])('a page comes compressed as %s', async (encoding, decompress) => {
  const { get } = await openServing()
  const plain = await get('/outlets')
  const packed = await get('/outlets', { 'accept-encoding': encoding })
  expect(packed.headers.get('content-encoding')).toBe(encoding)
  expect(decompress(await packed.arrayBuffer()).toString()).toBe(await plain.text())
})

test('a compressed page of a search is known again by its tag', async () => {
  const { get } = await openServing()
  const first = await get('/search?q=ferry', { 'accept-encoding': 'br' })
  const etag = first.headers.get('etag') as string
  expect(etag).toMatch(/-br"$/)
  expect((await get('/search?q=ferry', { 'if-none-match': etag })).status).toBe(304)
  expect((await get('/search?q=ferry', { ...ARABIC, 'if-none-match': etag })).status).toBe(200)
})
