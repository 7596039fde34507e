/** One server-sent event, or a comment. */
export type SentEvent = { id?: string; event?: string; data?: string; comment?: string; retry?: string }

/** Reads server-sent events one by one, as a browser would; null at the end of the stream. */
export function eventReader(body: ReadableStream<Uint8Array> | null) {
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const next = async (): Promise<SentEvent | null> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const fields = block.split('\n').map(line => /^(\w*): ?(.*)$/.exec(line) ?? [])
        return Object.fromEntries(fields.map(([, name, value]) => [name || 'comment', value]))
      }
      const { done, value } = await reader.read()
      if (done) return null
      text += decoder.decode(value, { stream: true })
    }
  }
  return {
    next,
    /** The next events that are no comments and no advice on coming back. */
    async events(count: number): Promise<SentEvent[]> {
      const found: SentEvent[] = []
      while (found.length < count) {
        const event = await next()
        if (!event) throw new Error(`the stream ended after ${found.length} events`)
        if (event.id !== undefined) found.push(event)
      }
      return found
    },
    cancel: () => reader.cancel(),
  }
}
