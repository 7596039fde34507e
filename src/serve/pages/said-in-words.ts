import { html } from 'hono/html'
import type { Node } from '../../query/query.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { queryInWords } from './query-in-words.ts'
import type { Frame } from './views.ts'

/** A query may be as long as a page: so much of it is told. */
const MOST_PIECES = 120

/** A query as one would say it. `isTold` says of which topics that it names the query may be told too. */
export function saidInWords(
  { site }: Frame,
  { query, isTold }: { query: Node; isTold: (topicId: string) => boolean },
): Markup {
  const locale = localeOf(site)
  const { reading } = locale.strings
  const [open, close] = reading.quotes
  const pieces = queryInWords(query, { ...locale, phrases: reading.query, isTold })
  return html`<p><span class="says">${reading.topic.says}:</span> ${pieces
    .slice(0, MOST_PIECES)
    .map(piece =>
      typeof piece === 'string' ? piece : html`${open}<bdi>${piece.quoted}</bdi>${close}`,
    )}${pieces.length > MOST_PIECES ? '…' : '.'}</p>`
}
