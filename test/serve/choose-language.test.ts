import { expect, test } from 'vitest'
import { openServing } from '../support/serving.ts'

async function choose(form: Record<string, string>) {
  const { app } = await openServing()
  const body = new URLSearchParams(form)
  return app.request('/language', { method: 'POST', headers: { host: 'localhost:8080' }, body })
}

test('a language is chosen for a year, and the visitor is back where they were', async () => {
  const response = await choose({ language: 'ar', to: '/search?q=%D8%A7' })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/search?q=%D8%A7')
  const cookie = response.headers.get('set-cookie') as string
  for (const part of ['language=ar', 'SameSite=Lax', 'Path=/', 'Max-Age=31536000', 'Secure', 'HttpOnly'])
    expect(cookie).toContain(part)
})

test('a language that we do not speak is not remembered', async () => {
  const response = await choose({ language: 'xx; Domain=evil.example', to: '/' })
  expect(response.status).toBe(303)
  expect(response.headers.get('set-cookie')).toBeNull()
})

test.each([
  '//evil.example/',
  '/\\evil.example',
  '/..//evil.example',
  '/\t/evil.example',
  'https://evil.example/',
  '',
])('nobody is led to %j', async to => {
  expect((await choose({ language: 'en', to })).headers.get('location')).toBe('/')
})

test('a form of any length is not read', async () => {
  expect((await choose({ language: 'en', to: `/${'a'.repeat(20_000)}` })).status).toBe(413)
})
