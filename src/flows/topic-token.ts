import { createHash, randomBytes } from 'node:crypto'

/** A new token of a secret address: 256 bits that nobody guesses. */
export function mintToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: who reads it has not read the token, and need not be kept from guessing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(`khulasa topic ${token}`).digest('hex')
}

/** What a token is called where it may be seen. */
export function tokenName(hash: string): string {
  return hash.slice(0, 8)
}
