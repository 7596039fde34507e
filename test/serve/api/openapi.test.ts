import { expect, test } from 'vitest'
import { z } from 'zod'
import { NAMED, type Named, OPERATIONS } from '../../../src/serve/api/operations.ts'
import { aTopic } from '../../support/build.ts'
import { FOREIGN, LOOPBACK, openServing } from '../../support/serving.ts'
import { eventReader } from '../../support/stream.ts'

type Described = {
  openapi: string
  paths: { [path: string]: { [method: string]: { operationId: string; parameters: object[] } } }
  components: { schemas: { [name: string]: object } }
}

async function serving() {
  const room = await openServing([aTopic({ id: 'floods', title: 'Floods', query: 'flood OR floods' })])
  await room.receive({ title: 'Flood at Marlow', summary: 'Marlow is under water.', categories: ['Weather'] })
  await room.receive({
    outletId: 'herald',
    guid: 'two',
    title: 'Marlow flood',
    summary: 'Marlow is under water, police say.',
  })
  await room.publish()
  const [entry] = await room.store.entries.feed('stories', 1)
  const described = (await (await room.get('/openapi.json')).json()) as Described
  return { ...room, described, id: String(entry?.publicId).replace('urn:uuid:', '') }
}

/** What the document says of an answer, as something that checks one. */
function describedAs({ components }: Described, name: string): z.ZodType {
  const text = JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/$defs/')
  return z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: JSON.parse(text) })
}

test('every route of the API is described, and nothing that is not there', async () => {
  const { app, described } = await serving()
  const routes = app.routes
    .filter(({ path, method }) => path.startsWith('/api/') && method !== 'ALL')
    .map(({ path, method }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method} ${path}`),
  )
  expect(operations.filter(name => name.includes(' /api/')).sort()).toEqual(routes.sort())
  expect(routes.length).toBeGreaterThan(10)
})

test('the description is OpenAPI 3.1: every name leads somewhere, every operation has an id of its own', async () => {
  const { described } = await serving()
  expect(described.openapi).toBe('3.1.0')
  const text = JSON.stringify(described)
  const refs = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name as string,
  )
  expect(refs.filter(name => !(name in described.components.schemas))).toEqual([])
  expect([...text.matchAll(/"\$ref":"(?!#\/components\/schemas\/)/g)]).toEqual([])
  const ids = Object.values(described.paths).flatMap(methods =>
    Object.values(methods).map(one => one.operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter(id => !/^[a-z]+[A-Za-z]+$/.test(id))).toEqual([])
  expect(described.paths['/api/topics/{id}/entries']?.get?.parameters).toMatchObject([
    { name: 'id', in: 'path', required: true },
    { name: 'since', in: 'query', required: false, schema: { type: 'integer', minimum: 0, default: 0 } },
    {
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
    },
    { name: 'content', in: 'query', required: false, schema: { enum: ['full', 'summary', 'none'] } },
  ])
  expect(described.paths['/api/explain']?.get?.parameters).toMatchObject([
    { required: true },
    { required: true },
  ])
})

const ASKED: { [path: string]: string } = {
  '/api/topics/{id}': '/api/topics/floods',
  '/api/topics/{id}/entries': '/api/topics/floods/entries',
  '/api/stories/{id}': '/api/stories/ID',
  '/api/outlets/{id}': '/api/outlets/gazette',
  '/api/preview': '/api/preview?q=flood&against=floods',
  '/api/explain': '/api/explain?topic=floods&article=1',
  '/topics/{id}.json': '/topics/floods.json?since=0',
  '/outlets/{id}.json': '/outlets/gazette.json',
}

test.each(
  OPERATIONS.filter(({ method, mediaType }) => method === 'get' && mediaType !== 'text/event-stream').map(
    ({ path, answer }): [string, Named] => [path, answer],
  ),
)('what %s answers is %s as described, and nothing else', async (path, name) => {
  const { get, described, id } = await serving()
  for (const env of [LOOPBACK, FOREIGN]) {
    const answer = await get((ASKED[path] ?? path).replace('ID', id), {}, env)
    expect(answer.status).toBe(200)
    const body = await answer.json()
    expect(describedAs(described, name).safeParse(body).error).toBeUndefined()
    // what is not described would be missing here
    expect(NAMED[name].parse(body)).toEqual(body)
  }
})

test('what a stream sends is a Change as described', async () => {
  const { get, described } = await serving()
  const { body } = await get('/api/stories/events?since=0')
  const reader = eventReader(body)
  const [event] = await reader.events(1)
  await reader.cancel()
  const change = JSON.parse(String(event?.data))
  expect(describedAs(described, 'Change').safeParse(change).error).toBeUndefined()
  expect(NAMED.Change.parse(change)).toEqual(change)
})

test.each(['/api/topics/none', '/api/preview?q=a (b', '/api/topics/floods/entries?limit=x'])(
  'the refusal of %s is a Problem as described',
  async path => {
    const { get, described } = await serving()
    const problem = await (await get(path)).json()
    expect(describedAs(described, 'Problem').safeParse(problem).error).toBeUndefined()
    expect(NAMED.Problem.parse(problem)).toEqual(problem)
  },
)

test('a description checks: what is not so is told apart', async () => {
  const { described } = await serving()
  expect(
    describedAs(described, 'Entries').safeParse({ changes: [{ seq: 'one' }], next: 1, more: false }).success,
  ).toBe(false)
})
