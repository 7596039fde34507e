import type { Validators } from './outlet.ts'
import type { Instant } from './time.ts'

/** What to ask of an outlet, and how much of it we would take. */
export type FetchRequest = {
  /** The outlet's address as configured: `http:`, `https:` or `file:`. Its credentials and `headers` go to its host only. */
  url: string
  /** Where the outlet has moved for good (see `rememberMove`): asked instead of `url`. */
  movedTo?: string | null
  validators: Validators
  /** For the whole request, all hops and a dripping body included; time spent waiting for our own turn is not counted. */
  timeoutMs: number
  /** Of the body, on the wire and decompressed. */
  maxBytes: number
  userAgent: string
  headers?: Record<string, string>
  /** Asks for the new items alone (`A-IM: feed`, RFC 3229) when there is an ETag; true unless told otherwise. */
  etagDelta?: boolean
}

/** What came of one request to an outlet. */
export type Fetched = FetchedFrom &
  (
    | {
        kind: 'body'
        /** 200 or its like; 226 when the body holds the new items alone. */
        status: number
        bytes: Uint8Array
        contentType: string | null
        headers: FetchedHeaders
        /** Those of this body, replacing the former as a whole. */
        validators: Validators
      }
    | {
        kind: 'unchanged'
        status: 304
        headers: FetchedHeaders
        /** The former ones, but for those that the answer names anew (RFC 9111 §4.3.4). */
        validators: Validators
      }
    | {
        kind: 'refused'
        status: 429 | 503
        retryAt: Instant | null
        /** True when nothing was sent, because other outlets of the host were just told to wait. */
        boundByHost: boolean
      }
    | { kind: 'gone'; status: 410 }
    | { kind: 'failed'; reason: FetchFailure; status: number | null; message: string }
  )

export type FetchedFrom = {
  /** The address that was asked last, without credentials; empty where none could be. */
  finalUrl: string
  /** Where permanent redirects alone (301, 308) led; null where there were none, or others among them. */
  permanentUrl: string | null
  /** From the first byte asked to the last received, without the wait for our own turn. */
  tookMs: number
  /** Bytes of the body as they came, before decompression. */
  wireBytes: number
}

/** Lower-cased, at most a hundred, cookies left out. */
export type FetchedHeaders = Record<string, string>

export type FetchFailure =
  | 'timeout'
  | 'too-large' // body, decompressed body or headers
  | 'dns'
  | 'refused-address' // private, loopback and the like
  | 'connection' // refused, reset, ended before the body did, or not HTTP
  | 'tls'
  | 'redirect-loop' // or more than five hops
  | 'bad-redirect' // to nowhere, or to what is neither http nor https; or an outlet's own address that is so
  | 'status'
  | 'bad-encoding' // the compressed body cannot be read
  | 'unreadable' // a file that is not there, or no file
