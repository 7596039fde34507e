import { readTags } from './tags.ts'

/** Elements whose words are no part of the text. */
const SKIPPED = new Set(
  'script style template textarea select button option title svg math iframe object noembed noframes xmp head'.split(
    ' ',
  ),
)

/** Elements that end a line; everything else stands inside one and does not part words. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot ' +
    'thead tr ul video audio'
  ).split(' '),
)

/**
 * The words of an HTML text: a line a block, white space collapsed, entities resolved once. Takes anything, in time
 * linear in its length; element depth does not matter, as nothing is nested.
 */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return lines(html)
  const pieces: string[] = []
  let skipped = ''
  const open = (name: string) => {
    if (skipped) return
    if (SKIPPED.has(name)) skipped = name
    else pieces.push(separator(name))
  }
  const close = (name: string) => {
    if (skipped === name) skipped = ''
    else if (!skipped) pieces.push(separator(name))
  }
  readTags(html, {
    open,
    close,
    text: text => skipped || pieces.push(text.replace(/[\n\r\u2028\u2029]/g, ' ')),
  })
  return lines(pieces.join(''))
}

const separator = (name: string) => (BLOCKS.has(name) ? '\n' : name === 'td' || name === 'th' ? ' ' : '')

function lines(text: string): string {
  const isTidy = !UNTIDY.test(text)
  if (isTidy && !text.includes('\n')) return text.trim()
  const rows = isTidy ? text.split('\n') : tidyRows(text)
  return rows
    .map(row => row.trim())
    .filter(Boolean)
    .join('\n')
}

function tidyRows(text: string): string[] {
  const rows = withoutControls(text).split(/[\n\r\u2028\u2029]/)
  return rows.map(row => row.replace(/\s{2,}|[^\S ]/g, ' '))
}

/** Without what XML 1.0 §2.2 forbids, so that no renderer has to mend it; halves of characters become U+FFFD. */
export const withoutControls = (text: string): string => text.toWellFormed().replace(FORBIDDEN, '')
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are meant
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]/g
/** What may have to be mended in a text: one look at each character, where mending takes four. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are meant
const UNTIDY = /[^\S \n]| {2}|[\0-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]/

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/** How many elements are open at once at the most, end tags taken on trust, and how many tags and texts there are. */
export function measureHtml(html: string): { depth: number; pieces: number } {
  let open = 0
  let depth = 0
  let pieces = 0
  readTags(html, {
    open: name => {
      pieces++
      if (!VOID.has(name)) depth = Math.max(depth, ++open)
    },
    close: () => {
      pieces++
      if (open > 0) open--
    },
    text: () => pieces++,
  })
  return { depth, pieces }
}
