import type { HubRequest } from '../model/push.ts'

const MAX_URL = 2_048
/** WebSub §5.1: a secret is shorter than 200 bytes. */
const MAX_SECRET_BYTES = 199

/** A form that our hub cannot do anything with; the message is for whoever wrote the subscriber. */
export class HubRequestError extends Error {
  override name = 'HubRequestError'
}

/**
 * Reads what was posted to our hub (WebSub §5.1); parameters that it does not know are left alone, as they must be.
 *
 * @throws HubRequestError with what is missing or wrong.
 */
export function readHubRequest(form: string): HubRequest {
  const fields = new URLSearchParams(form)
  return {
    mode: readMode(fields.get('hub.mode')),
    callback: readCallback(fields.get('hub.callback')),
    topicUrl: readTopic(fields.get('hub.topic')),
    secret: readSecret(fields.get('hub.secret')),
    leaseMs: readLease(fields.get('hub.lease_seconds')),
  }
}

function readMode(mode: string | null): HubRequest['mode'] {
  if (mode === 'subscribe' || mode === 'unsubscribe') return mode
  throw new HubRequestError('hub.mode must be subscribe or unsubscribe')
}

function readCallback(callback: string | null): string {
  const url = readUrl('hub.callback', callback)
  if (url.username || url.password) throw new HubRequestError('hub.callback must hold no name or password')
  if (url.hash) throw new HubRequestError('hub.callback must hold no fragment')
  return callback as string
}

function readTopic(topic: string | null): string {
  readUrl('hub.topic', topic)
  return topic as string
}

function readUrl(name: string, value: string | null): URL {
  if (!value) throw new HubRequestError(`${name} is missing`)
  const url = value.length <= MAX_URL ? URL.parse(value) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url
  throw new HubRequestError(`${name} must be an http or https address of at most ${MAX_URL} characters`)
}

function readSecret(secret: string | null): string | null {
  if (!secret) return null
  if (new TextEncoder().encode(secret).length <= MAX_SECRET_BYTES) return secret
  throw new HubRequestError('hub.secret must be shorter than 200 bytes')
}

function readLease(seconds: string | null): number | null {
  if (!seconds) return null
  if (/^\d{1,12}$/.test(seconds) && Number(seconds) > 0) return Number(seconds) * 1_000
  throw new HubRequestError('hub.lease_seconds must be a positive whole number')
}
