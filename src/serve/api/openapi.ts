import type { Context } from 'hono'
import { z } from 'zod'
import type { Site } from '../../model/config.ts'
import { NAMED, OPERATIONS, type Operation } from './operations.ts'

const REFUSALS: { [status: number]: string } = {
  400: 'What was asked for is wrong; the answer says what would be right.',
  403: "It is the admin's alone.",
  404: 'There is none.',
  409: 'It cannot be done.',
  410: 'It was removed.',
  413: 'The body is too long.',
  415: 'The body is no JSON.',
  429: 'One client asked for too much; Retry-After says when to come back.',
  503: 'Too many ask at once, or nobody can write; Retry-After says when to come back.',
}

/** What answers `/openapi.json`. It stays as it is under one configuration. */
export function openApiHandler({ site }: { site: Site }) {
  let text: string | undefined
  return (context: Context): Response => {
    text ??= JSON.stringify(describeApi(site))
    return context.body(text, 200, {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
    })
  }
}

/** The API as OpenAPI 3.1 describes it, made from the schemas that check what is asked and type what is answered. */
export function describeApi(site: Pick<Site, 'title' | 'url'>): object {
  const paths: { [path: string]: { [method: string]: object } } = {}
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: site.title,
      version: '1',
      description:
        'Topics, stories and outlets as JSON. Fields may be added; those that are here stay. ' +
        'Everything that is read by GET may be read from any page (CORS), without credentials. ' +
        'The `_khulasa` of JSON feeds is that of Feed and of Item.',
    },
    servers: [{ url: site.url }],
    paths,
    components: {
      schemas: schemasOf(),
      securitySchemes: { admin: { type: 'http', scheme: 'bearer', description: 'KHULASA_ADMIN_TOKEN' } },
    },
  }
}

function operationOf(operation: Operation): object {
  const { method, path, summary, description, parameters, body, status = 200, answer, refusals } = operation
  const { mediaType = 'application/json', isAdmins = false } = operation
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const refused = refusals.map(code => [
    code,
    { description: REFUSALS[code], content: contentOf('Problem', 'application/json') },
  ])
  const resume = {
    name: 'Last-Event-ID',
    in: 'header',
    schema: { type: 'integer' },
    description: 'The id of the last event that was had; it counts before `since`.',
  }
  return {
    operationId: `${method} ${path}`
      .replace(/[^\w]+(\w)/g, (_, first: string) => first.toUpperCase())
      .replace(/\W+$/, ''),
    summary,
    ...(description && { description }),
    parameters: [...named, ...queryOf(parameters), ...(mediaType === 'text/event-stream' ? [resume] : [])],
    ...(body && { requestBody: { required: true, content: contentOf(body, 'application/json') } }),
    responses: {
      [status]: { description: summary, content: contentOf(answer, mediaType) },
      ...Object.fromEntries(refused),
    },
    ...(isAdmins && { security: [{ admin: [] }] }),
  }
}

const contentOf = (name: string, mediaType: string) => ({
  [mediaType]: { schema: { $ref: `#/components/schemas/${name}` } },
})

function queryOf(parameters: Operation['parameters']): object[] {
  const { properties = {} } = z.toJSONSchema(parameters) as { properties?: { [name: string]: object } }
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as { description?: string }
    const required = !parameters.shape[name]?.safeParse(undefined).success
    return { name, in: 'query', required, ...(description && { description }), schema }
  })
}

/** Open for what is added later: an answer may hold more than is described. */
function schemasOf(): { [name: string]: object } {
  const registry = z.registry<{ id: string }>()
  for (const [name, schema] of Object.entries(NAMED)) registry.add(schema, { id: name })
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: id => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  )
}
