import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What a program is told when it gets no answer. Places count UTF-16 units from 0; 0 and 0 where there is none. */
export type ApiProblem = { at: number; length: number; message: string }

/** An answer that is none: a word for programs, and sentences for people. */
export function problem(
  context: Context,
  status: ContentfulStatusCode,
  error: string,
  ...messages: string[]
): Response {
  const problems = messages.map((message): ApiProblem => ({ at: 0, length: 0, message }))
  const retry = status === 503 && { 'retry-after': '5' }
  return context.json({ error, problems }, status, { 'cache-control': 'no-store', ...retry })
}
