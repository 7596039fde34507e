/** A moment, as milliseconds since 1970-01-01T00:00:00Z. Fields of this type end in `At`. */
export type Instant = number
