import { createHmac } from 'node:crypto'
import type { Instant } from '../model/time.ts'
import { sign } from './signature.ts'

/**
 * What a webhook is sent beside the body, so that its receiver can tell that it comes from us, is whole, and is no
 * repetition: Standard Webhooks 1.0.0, and `X-Hub-Signature` for those that know only the body.
 */
export function webhookHeaders(
  id: string,
  at: Instant,
  body: string,
  secret: string,
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000))
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
    'x-hub-signature': sign(body, secret),
  }
}

/** `whsec_` marks a key in base64; any other secret is the key as it stands. */
function keyOf(secret: string): string | Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret
}
