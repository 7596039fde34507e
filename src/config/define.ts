import { z } from 'zod'
import { readRanges } from '../fetch/address.ts'
import { headerProblem } from '../fetch/headers.ts'
import { readDuration, readSize } from './units.ts'

const duration = z.string().transform((text, context) => {
  const ms = readDuration(text)
  if (ms !== undefined && ms > 0) return ms
  context.addIssue(`write a duration such as 90s, 15m, 2h or 7d, not "${text}"`)
  return z.NEVER
})
const size = z.string().transform((text, context) => {
  const bytes = readSize(text)
  if (bytes !== undefined && bytes > 0) return bytes
  context.addIssue(`write a size such as 500KB or 10MB, not "${text}"`)
  return z.NEVER
})
const id = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
    'use lower-case letters, digits and hyphens, at most 64: it becomes part of addresses',
  )
const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'write a language tag such as ar, en or pt-BR')
const timezone = z
  .string()
  .refine(isTimezone, 'write a time zone of the IANA list, such as UTC or Asia/Riyadh')
const forever = z.union([z.literal('forever').transform(() => null), duration])
const address = (protocols: string[], example: string) =>
  z
    .string()
    .refine(
      text => protocols.includes(URL.parse(text)?.protocol ?? ''),
      `write a whole address such as ${example}`,
    )
const range = z.string().transform((text, context) => {
  if (readRanges(text)) return text
  context.addIssue(
    `write a range such as 10.0.0.0/8 or fd00::/8, a single address, or loopback, not "${text}"`,
  )
  return z.NEVER
})
const headers = z.record(z.string(), z.string()).superRefine((given, context) => {
  for (const [name, value] of Object.entries(given)) {
    const message = headerProblem(name, value)
    if (message) context.addIssue({ code: 'custom', path: [name], message })
  }
})
const webAddress = (example: string) => address(['http:', 'https:'], example)

/** One, or a list of them; read as a list. */
function oneOrMore<T extends z.ZodType>(member: T) {
  return z
    .custom<z.input<T> | z.input<T>[]>()
    .transform(given => (Array.isArray(given) ? given : [given]))
    .pipe(z.array(member))
    .default([])
}

const site = z.strictObject({
  title: z.string().min(1).default('Khulasa'),
  url: address(['http:', 'https:'], 'https://news.example.org')
    .transform(text => text.replace(/\/+$/, ''))
    .default('http://localhost:8080'),
  language: language.default('ar'),
  timezone: timezone.default('UTC'),
  hub: oneOrMore(webAddress('https://hub.example.org/')),
  images: z.enum(['direct', 'proxy', 'off']).default('direct'),
})

const fetch = z.strictObject({
  every: duration.default(900_000),
  minInterval: duration.default(300_000),
  adaptive: z.boolean().default(true),
  timeout: duration.default(20_000),
  maxBytes: size.default(10_000_000),
  perHost: z.int().min(1).max(32).default(2),
  concurrency: z.int().min(1).max(1024).default(64),
  allowPrivate: z.array(range).default([]),
  proxy: webAddress('http://proxy.example.org:3128').nullable().default(null),
})

const grouping = z.strictObject({
  granularity: z.enum(['event', 'saga']).default('event'),
  window: duration.default(72 * 3_600_000),
  lead: z.union([z.enum(['first', 'fullest']), z.array(id)]).default('first'),
})

const keep = z.strictObject({ articles: forever.default(null), visits: forever.default(30 * 86_400_000) })

/** As folders of subscription lists are named. */
const groupName = z
  .string()
  .regex(/^[^@\s](?:.{0,98}\S)?$/u, 'write a name without @, at most 100 characters')
/** An outlet by its id, or a group of them. */
const outletOrGroup = z.string().refine(name => id.safeParse(name.replace(/^@.+$/su, 'group')).success, {
  error: 'write the id of an outlet, or @ and the name of a group',
})

const outlet = z.strictObject({
  id,
  url: address(['http:', 'https:', 'file:'], 'https://example.org/feed.xml'),
  title: z.string().min(1).optional(),
  language: language.optional(),
  timezone: timezone.optional(),
  every: duration.optional(),
  owner: z.string().min(1).optional(),
  groups: oneOrMore(groupName),
  adaptive: z.boolean().optional(),
  headers: headers.optional(),
  websub: z.boolean().optional(),
  private: z.boolean().default(false),
})

const webhook = z
  .custom<string | { url: string; secret?: string | undefined }>()
  .transform(given => (typeof given === 'string' ? { url: given } : given))
  .pipe(
    z.strictObject({
      url: webAddress('https://example.org/hook'),
      secret: z.string().min(16, 'write a secret of at least 16 characters').optional(),
    }),
  )

const topic = z.strictObject({
  id,
  query: z.string().min(1, 'write a query; * is everything'),
  title: z.string().min(1).optional(),
  description: z.string().min(1).optional(),
  languages: z.array(language).default([]),
  outlets: z.array(outletOrGroup).default([]),
  minOutlets: z.int().min(1).default(1),
  within: duration.optional(),
  maxAge: duration.optional(),
  per: z.enum(['story', 'article']).default('story'),
  hold: duration.or(z.literal('0s').transform(() => 0)).default(180_000),
  limit: z.int().min(1).max(500).default(50),
  updates: z.enum(['silent', 'coverage', 'all']).default('silent'),
  headlines: z.enum(['live', 'frozen']).default('live'),
  private: z.boolean().default(false),
  formerly: z.array(id).default([]),
  notify: oneOrMore(webhook),
})

/** What `feeds.config.ts` may say. */
export const configSchema = z.strictObject({
  site: site.prefault({}),
  fetch: fetch.prefault({}),
  grouping: grouping.prefault({}),
  keep: keep.prefault({}),
  outlets: z.array(outlet).min(1, 'name at least one outlet').prefault([]),
  /** A subscription list (OPML) of more outlets, beside the configuration. */
  outletsFrom: z.string().min(1).optional(),
  topics: z.array(topic).default([]),
})

export type ConfigInput = z.input<typeof configSchema>
export type CheckedConfig = z.output<typeof configSchema>

/** Gives `feeds.config.ts` its types. What is wrong in it is told when it is loaded, all at once. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config
}

function isTimezone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
