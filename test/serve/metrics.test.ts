import { expect, test } from 'vitest'
import { aTopic } from '../support/build.ts'
import { FOREIGN, openServing } from '../support/serving.ts'

const harbour = aTopic({ id: 'harbour', query: 'harbour' })

const figureOf = (text: string, sample: string) =>
  Number(
    text
      .split('\n')
      .find(line => line.startsWith(`${sample} `))
      ?.split(' ')[1],
  )

test('what waits, what there is and how outlets are is told to who watches', async () => {
  const room = await openServing([harbour])
  await room.receive({ guid: 'one', title: 'Harbour opens', summary: 'The harbour opened.' })
  const before = await (await room.get('/metrics')).text()
  expect(figureOf(before, 'khulasa_articles_waiting')).toBe(1)
  expect(figureOf(before, 'khulasa_stories_total')).toBe(0)
  await room.publish()
  const response = await room.get('/metrics')
  expect(response.headers.get('content-type')).toContain('version=0.0.4')
  const after = await response.text()
  expect(figureOf(after, 'khulasa_articles_total')).toBe(1)
  expect(figureOf(after, 'khulasa_articles_waiting')).toBe(0)
  expect(figureOf(after, 'khulasa_stories_total')).toBe(1)
  expect(figureOf(after, 'khulasa_outlets{state="well"}')).toBeGreaterThan(0)
  expect(figureOf(after, 'khulasa_topic_seq{topic="harbour"}')).toBeGreaterThan(0)
  expect(figureOf(after, 'khulasa_database_bytes')).toBeGreaterThan(0)
})

test('every line is one that Prometheus reads', async () => {
  const { get } = await openServing([harbour])
  const lines = (await (await get('/metrics')).text()).trimEnd().split('\n')
  for (const line of lines)
    expect(line).toMatch(/^(# (HELP|TYPE) khulasa_\w+ .+|khulasa_\w+(\{\w+="[^"]*"\})? \d+)$/)
})

test.each([
  ['anybody else', undefined, {}, FOREIGN, 403],
  ['loopback where a token is set', 'secret', {}, undefined, 403],
  ['who brings the token', 'secret', { authorization: 'Bearer secret' }, FOREIGN, 200],
])('%s is answered by who may', async (_, adminToken, headers, env, status) => {
  const { get } = await openServing([harbour], adminToken === undefined ? {} : { adminToken })
  const response = await (env ? get('/metrics', headers, env) : get('/metrics', headers))
  expect(response.status).toBe(status)
  if (status === 403) expect(await response.text()).not.toContain('harbour')
})
