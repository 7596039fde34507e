import type { Context } from 'hono'
import { HubRequestError, readHubRequest } from '../push/hub-request.ts'
import { readCallbackPath } from '../push/hub-urls.ts'
import { readIntent } from '../push/intent.ts'
import { isSameSecret } from '../push/signature.ts'
import type { ServeDeps } from './deps.ts'
import type { Limiter } from './rate-limiter.ts'
import { readAtMost } from './read-at-most.ts'

const MAX_FORM_BYTES = 16_384
/** Each may be as large as a feed, and waits until it is stored. */
const MOST_PUSHES = 8
const BUSY = { 'retry-after': '30' }

/** What answers for our hub, and at our callback as a subscriber (W3C WebSub). */
export function pushHandlers({ store, config, collector }: ServeDeps, limiter: Limiter) {
  let pushes = 0

  return {
    /** `POST /hub`: somebody subscribes or unsubscribes. Whether that stands, its callback is asked afterwards (§5.3). */
    async hub(context: Context): Promise<Response> {
      const late = limiter(context)
      if (late) return late
      if (!isForm(context)) return context.text('Send a form: application/x-www-form-urlencoded.\n', 415)
      const form = await readAtMost(context.req.raw, MAX_FORM_BYTES)
      if (!form) return context.text('The form is too long.\n', 413)
      try {
        const request = readHubRequest(new TextDecoder().decode(form))
        const answer = await collector('hub-request', request)
        if (answer === 'busy') return context.text('Too many wait just now; try again later.\n', 503, BUSY)
        return context.text('The callback will be asked.\n', 202)
      } catch (error) {
        if (error instanceof HubRequestError) return context.text(`${error.message}\n`, 400)
        throw error
      }
    },

    /** `GET /websub/SECRET`: a hub wants to know whether we asked, or says that it will not push. */
    async intent(context: Context, part: string): Promise<Response> {
      const callback = readCallbackPath(part)
      const intent = readIntent(new URL(context.req.url).searchParams)
      const isAgreed = callback && intent && (await collector('hub-intent', { ...callback, intent }))
      if (!isAgreed) return context.text('Nobody here asked for that.\n', 404)
      return context.text('challenge' in intent ? intent.challenge : '')
    },

    /**
     * `POST /websub/SECRET`: a hub pushes. It is told 2xx once that is stored, or left out because the signature is
     * wrong (§7.1.2); 410 where there is no such subscription, so that it stops.
     */
    async push(context: Context, part: string): Promise<Response> {
      const callback = readCallbackPath(part)
      const known = callback && (await store.subscriptions.find(callback.id))
      if (!known || !isSameSecret(callback.token, known.token)) return gone(context)
      if (pushes >= MOST_PUSHES) return context.text('Too many push just now; try again later.\n', 503, BUSY)
      pushes++
      try {
        const bytes = await readAtMost(context.req.raw, config.fetch.maxBytes)
        if (!bytes) return context.text('That is larger than any feed that we take.\n', 413)
        const contentType = context.req.header('content-type') ?? null
        const signature = context.req.header('x-hub-signature') ?? null
        const answer = await collector('push', { ...callback, bytes, contentType, signature }, [bytes.buffer])
        return answer === 'unknown' ? gone(context) : context.body(null, 202)
      } finally {
        pushes--
      }
    },
  }
}

const gone = (context: Context) => context.text('There is no such subscription any more.\n', 410)

function isForm(context: Context): boolean {
  const type = context.req.header('content-type') ?? ''
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)
}
