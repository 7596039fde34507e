import { decodeHTML } from 'entities/decode'
import { Tokenizer } from 'htmlparser2'

export type TagReader = { open(name: string): void; close(name: string): void; text(text: string): void }

/** Tells tags and text in order, with no tree. */
export function readTags(html: string, reader: TagReader): void {
  const tags = plainTags(html)
  if (tags) readPlain(html, tags, reader)
  else tokenize(html, reader)
}

type Tag = { start: number; end: number; isEnd: boolean; name: string }

/** A start tag, its attributes in double quotes, or an end tag. */
const TAG = /<(?:([a-z][a-z0-9]*)(?:\s+[a-z][a-z0-9:_-]*(?:="[^"<>]*")?)*\s*\/?|\/([a-z][a-z0-9]*))>/iy

/** What stands in these is text, whatever it looks like. */
const RAW_TEXT = /<(?:iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp)\b/i

/** Few enough that counting a text with its references as one piece does not bring it below what is too dense. */
const [MAX_TAGS, MAX_REFERENCES] = [10_000, 1_000]

/**
 * The tags of a text in which nothing else stands but words and references: no comments, no tag that is not well-formed.
 * Null for all others. Finding its tags costs a fifth of looking at each character.
 */
function plainTags(html: string): Tag[] | null {
  if (RAW_TEXT.test(html) || hasMore(html, '&', MAX_REFERENCES)) return null
  const tags: Tag[] = []
  let at = 0
  for (let start = html.indexOf('<'); start >= 0; start = html.indexOf('<', at)) {
    TAG.lastIndex = start
    const [, opened, closed = ''] = TAG.exec(html) ?? []
    if ((opened === undefined && closed === '') || tags.length === MAX_TAGS) return null
    at = TAG.lastIndex
    tags.push({ start, end: at, isEnd: opened === undefined, name: (opened ?? closed).toLowerCase() })
  }
  return tags
}

function hasMore(text: string, part: string, count: number): boolean {
  let at = text.indexOf(part)
  for (let n = 0; n < count && at >= 0; n++) at = text.indexOf(part, at + 1)
  return at >= 0
}

function readPlain(html: string, tags: Tag[], { open, close, text }: TagReader): void {
  let at = 0
  for (const { start, end, isEnd, name } of tags) {
    if (start > at) text(decoded(html.slice(at, start)))
    if (isEnd) close(name)
    else open(name)
    at = end
  }
  if (at < html.length) text(decoded(html.slice(at)))
}

const decoded = (text: string): string => (text.includes('&') ? decodeHTML(text) : text)

function tokenize(html: string, { open, close, text }: TagReader): void {
  const nothing = () => {}
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (start, end) => open(html.slice(start, end).toLowerCase()),
      onclosetag: (start, end) => close(html.slice(start, end).toLowerCase()),
      ontext: (start, end) => text(html.slice(start, end)),
      ontextentity: code => text(String.fromCodePoint(code)),
      oncdata: (start, end, offset) => text(html.slice(start, end - offset)),
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      onattribname: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onopentagend: nothing,
      onprocessinginstruction: nothing,
      onselfclosingtag: nothing,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
}
