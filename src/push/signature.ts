import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** WebSub §7.1.1. */
const METHODS = ['sha1', 'sha256', 'sha384', 'sha512']

/** `X-Hub-Signature` of a body. SHA-256 is the least that WebSub §8.3 still calls safe. */
export function sign(body: string | Uint8Array, secret: string): string {
  return `sha256=${hmac('sha256', body, secret)}`
}

/** Whether `X-Hub-Signature` is that of the body, by the method which it names itself (WebSub §7.1.2). */
export function isSigned(header: string | null, body: Uint8Array, secret: string): boolean {
  const [method = '', given = ''] = (header ?? '').trim().split('=', 2)
  const known = method.toLowerCase()
  return METHODS.includes(known) && isSameSecret(given.toLowerCase(), hmac(known, body, secret))
}

/** In constant time, whatever the lengths. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

function hmac(method: string, body: string | Uint8Array, secret: string): string {
  return createHmac(method, secret).update(body).digest('hex')
}
