/** Thrown where a document cannot be read as a feed of any format; `reason` is a sentence for the operator. */
export class NotAFeedError extends Error {
  readonly reason: string

  constructor(reason: string, options?: ErrorOptions) {
    super(`not a feed: ${reason}`, options)
    this.name = 'NotAFeedError'
    this.reason = reason
  }
}
