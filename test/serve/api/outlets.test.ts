import { expect, test } from 'vitest'
import { anOutlet, aVisit, NOON } from '../../support/build.ts'
import { FOREIGN, LOOPBACK, openServing } from '../../support/serving.ts'

const outlets = [
  anOutlet({ id: 'gazette', url: 'https://gazette.example/feed?key=hidden' }),
  anOutlet({ id: 'inside', url: 'https://inside.example/feed', private: true }),
]

async function serving(adminToken?: string) {
  const room = await openServing([], { change: { outlets }, ...(adminToken && { adminToken }) })
  const visit = aVisit({
    outletId: 'gazette',
    at: NOON,
    outcome: 'failed',
    problem: 'gazette.example/feed?key=hidden is down',
  })
  await room.store.visits.record({ visit, nextVisitAt: NOON + 1, failures: 1 })
  return room
}

test("everybody sees the outlets' health; addresses and problems are the admin's", async () => {
  const { get } = await serving()
  for (const path of ['/api/outlets', '/api/outlets/gazette']) {
    const public_ = await get(path, {}, FOREIGN)
    const text = await public_.text()
    expect(public_.headers.get('cache-control')).toBe('public, max-age=60')
    expect(text).toContain('"outcome":"failed"')
    expect(text).not.toMatch(/hidden|inside/)
    const admins = await get(path, {}, LOOPBACK)
    expect(admins.headers.get('cache-control')).toBe('no-store')
    expect(await admins.text()).toContain('hidden is down')
  }
})

test.each([
  ['a page of another site', { origin: 'https://elsewhere.example' }],
  ['a page of another site that hides its name', { origin: 'null' }],
  ['what another site embeds', { 'sec-fetch-site': 'cross-site' }],
])(
  '%s is not the admin, though its request comes from this machine',
  async (_, headers: Record<string, string>) => {
    const { get } = await serving()
    expect(await (await get('/api/outlets/gazette', headers)).text()).not.toContain('hidden')
    expect(await (await get('/api/outlets/gazette', { origin: 'http://localhost:8080' })).text()).toContain(
      'hidden',
    )
  },
)

test('with a token set, who brings it is the admin', async () => {
  const { get } = await serving('open sesame')
  expect(await (await get('/api/outlets')).text()).not.toContain('hidden')
  expect(await (await get('/api/outlets', { authorization: 'Bearer open sesame' })).text()).toContain(
    'hidden',
  )
})

test.each(['none', 'inside'])('the outlet "%s" is not there, to the admin neither', async id => {
  const { get } = await serving()
  const answer = await get(`/api/outlets/${id}`)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ error: 'unknown-outlet' })
})
