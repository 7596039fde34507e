import sanitize from 'sanitize-html'
import { linkPlayers } from './html-players.ts'
import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS, safeTag } from './html-tags.ts'
import { htmlToText, measureHtml, withoutControls } from './html-text.ts'
import { plainMarkup } from './plain-markup.ts'

export { htmlToText } from './html-text.ts'

/** A hundred pages of text. What is longer is no article, and is cut. */
export const MAX_HTML = 500_000

/** Far deeper than anyone writes. What is deeper keeps its words and loses its elements. */
const MAX_DEPTH = 100

/** The parser searches all open elements for each end tag: 20,000 of both take 0.7 s, twice as many four times that. */
const MAX_OPEN = 500

/** Tags, texts and entities: room for a live blog with tables, while a hostile body takes half a second at most. */
const MAX_PIECES = 30_000

/** Passes until nothing changes. More than two are hardly ever needed. */
const MAX_PASSES = 4

/**
 * Makes an outlet's HTML safe to republish: a list of harmless elements and attributes stays, everything else goes.
 *
 * Addresses come out absolute and are http(s), mailto or tel; pictures that a script would have loaded show their real
 * address, pixels that count readers are gone, embedded players become links. Sanitising twice changes nothing.
 * Text beyond 500,000 characters is cut; markup that is absurdly deep or dense comes out as paragraphs of plain text.
 */
export function sanitizeHtml(
  html: string,
  { baseUrl }: { baseUrl?: string | null | undefined } = {},
): string {
  const cut = html.slice(0, MAX_HTML)
  if (!/[<&]/.test(cut)) return withoutControls(cut).replace(/>/g, '&gt;')
  const plain = plainMarkup(cut)
  if (plain !== null) return withoutControls(plain)
  let safe = linkPlayers(cut, baseUrl)
  const { depth, pieces } = measureHtml(safe)
  if (depth > MAX_OPEN || pieces > MAX_PIECES) return asParagraphs(cut)
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    let tookOut = depth > MAX_DEPTH
    const next = withoutControls(
      sanitize(
        safe,
        optionsFor(baseUrl, () => (tookOut = true)),
      ),
    )
    // Taking an element out can bring others together that may not be nested ("<p><form><p>"): read that again
    if (!tookOut || next === safe) return next
    safe = next
  }
  return asParagraphs(safe)
}

function optionsFor(baseUrl: string | null | undefined, onTakenOut: () => void): sanitize.IOptions {
  const toSafe = safeTag(baseUrl)
  return {
    ...OPTIONS,
    transformTags: {
      '*': (name, attribs) => {
        const tag = toSafe(name, attribs)
        if (!TAGS.has(tag.tagName)) onTakenOut()
        return tag
      },
    },
  }
}

const TAGS = new Set(ALLOWED_TAGS)

/** Elements that go together with their words: code, drawings, and the labels of controls. */
const NON_TEXT =
  'script style textarea option xmp template svg math noembed noframes title button select'.split(' ')

const OPTIONS: sanitize.IOptions = {
  allowedTags: ALLOWED_TAGS,
  allowedAttributes: ALLOWED_ATTRIBUTES,
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite', 'poster'],
  allowProtocolRelative: false,
  nonTextTags: NON_TEXT,
  nestingLimit: MAX_DEPTH,
  selfClosing: ['img', 'br', 'hr', 'wbr', 'col', 'source', 'track'],
}

function asParagraphs(html: string): string {
  const rows = htmlToText(html).split('\n').filter(Boolean)
  return rows.map(row => `<p>${escaped(row)}</p>`).join('')
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
