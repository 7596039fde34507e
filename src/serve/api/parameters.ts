import type { Context } from 'hono'
import { z } from 'zod'
import { readPlace } from '../../flows/feed-options.ts'
import { problem } from './problem.ts'

/** The parameters of one route. */
export type Parameters = z.ZodObject

/** Reads what an address asks for, or answers what would be right. */
export function readParameters<P extends Parameters>(
  context: Context,
  parameters: P,
): { asked: z.output<P> } | { refused: Response } {
  const given = context.req.query()
  const read = parameters.safeParse(given)
  if (read.success) return { asked: read.data }
  const messages = read.error.issues.map(({ path: [name], message }) => {
    const text = given[String(name)]
    return text === undefined
      ? `${String(name)}: ${message}`
      : `${String(name)}: ${message}, not "${short(text)}"`
  })
  return { refused: problem(context, 400, 'bad-request', ...messages) }
}

const short = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text)

/** A whole number, written in decimal digits. */
const whole = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`
  const toNumber = (text: unknown) =>
    typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : text
  return z.preprocess(toNumber, z.int({ error }).min(least, { error }).max(most, { error }))
}

const LAST_SEQ = 999_999_999_999_999
const seq = whole(0, LAST_SEQ)

/** The number of a change, as `Last-Event-ID` brings it; undefined for anything else. */
export function readSeq(text: string): number | undefined {
  return seq.safeParse(text).data
}

const limit = (otherwise: number) =>
  whole(1, 100).default(otherwise).meta({ description: 'How many at most.' })

const content = z
  .enum(['full', 'summary', 'none'], { error: 'full, summary or none' })
  .default('full')
  .meta({ description: 'How much of the lead article comes along.' })

export const entriesParameters = z.object({
  since: seq.default(0).meta({
    description:
      'Only changes after this one: the `next` of the last answer. 0 begins with the first there was.',
  }),
  limit: limit(50),
  content,
})

export const eventsParameters = z.object({
  since: seq.optional().meta({
    description:
      'Begins after this change. Without it, and without Last-Event-ID, only what comes from now on.',
  }),
})

export const storiesParameters = z.object({
  before: z
    .string()
    .refine(text => readPlace(text) !== undefined, { error: 'the `next` of an answer' })
    .optional()
    .meta({ description: 'Begins behind this place: the `next` of the page before.' }),
  limit: limit(30),
  content,
})

export const previewParameters = z.object({
  q: z.string().default('').meta({ description: 'A query.' }),
  topic: z.string().optional().meta({ description: 'The id of a topic to try instead of a query.' }),
  days: whole(1, 366).default(30).meta({ description: 'How many whole days, today included.' }),
  against: z.string().optional().meta({ description: 'The id of a topic to compare with.' }),
})

const ARTICLE = 'name a topic by its id, and an article by its address: ?topic=ID&article=URL'

export const explainParameters = z.object({
  topic: z.string({ error: ARTICLE }).min(1, { error: ARTICLE }).meta({ description: 'The id of a topic.' }),
  article: z
    .string({ error: ARTICLE })
    .min(1, { error: ARTICLE })
    .meta({ description: 'The address of an article, or its number.' }),
})

export const noParameters = z.object({})
