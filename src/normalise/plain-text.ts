import type { HtmlMember } from '../model/parsed-feed.ts'
import { htmlToText } from './html-text.ts'

const MAX_TITLE = 500
const MAX_SUMMARY = 600
/** A title made of the text's beginning. */
const MAX_MADE_TITLE = 120

/** Elements that outlets put into titles. Anything else in angle brackets is meant: "Vector<int> is slow". */
const TITLE_TAG =
  /<(?!\/?(?:a|abbr|b|bdi|bdo|big|blink|br|center|cite|code|del|div|em|font|h[1-6]|i|img|ins|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)\b[^<>]*>)/gi

/**
 * What a feed said, with every member as HTML: what it named plain text (Atom `type="text"`, titles of JSON Feed) is
 * escaped, so that `1 < 2` stays what it is.
 */
export function withHtmlMembers<T extends { plainText?: HtmlMember[] }>(said: T): T {
  const members = said as T & { [member in HtmlMember]?: string }
  const escaped = (said.plainText ?? []).map(member => [member, escapeHtml(members[member] ?? '')])
  return escaped.length === 0 ? said : { ...said, ...Object.fromEntries(escaped) }
}

const escapeHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** A title as plain text on one line: markup and entities resolved once, what looks like neither left alone. */
export function titleText(title: string | undefined): string {
  const text = withoutMarkup((title ?? '').slice(0, MAX_TITLE * 20))
  return cutAtWord(text.replace(/\n/g, ' '), MAX_TITLE)
}

/** The same, a line a block, and as long as it is. */
export const withoutMarkup = (text: string): string =>
  htmlToText(text.includes('<') ? text.replace(TITLE_TAG, '&lt;') : text)

/** The beginning of a text, on one line, as an article list shows it. */
export const summaryText = (text: string): string => cutAtWord(text.replace(/\n/g, ' '), MAX_SUMMARY)

/** A title for an item that has none: its first sentence, or as much of it as a title holds. */
export function titleFrom(text: string): string {
  const line = text.split('\n', 1)[0] ?? ''
  const sentence = /^.{20,119}?[.!?؟。](?=\s|$)/.exec(line)?.[0]
  return sentence ?? cutAtWord(line, MAX_MADE_TITLE)
}

/** A text of at most `length` UTF-16 units: cut behind a word, never inside a character, with "…" where it was cut. */
export function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text
  const head = text.slice(0, length - 1)
  const space = head.lastIndexOf(' ')
  // Scripts without spaces are cut between letters
  const cut = space > length * 0.6 ? head.slice(0, space) : head.replace(/[\ud800-\udbff]$/, '')
  return `${cut.replace(/[\s،؛,;:–—-]+$/, '')}…`
}

/** The words of a body, without the line that blog software adds below each item. */
export function bodyText(html: string): string {
  return htmlToText(html)
    .split('\n')
    .filter(line => line.length > 500 || !FOOTER.test(line))
    .join('\n')
}

/** Taken for text, these would make all articles of an outlet alike. */
const FOOTER = new RegExp(
  [
    '^The post .{1,300} (appeared first|first appeared) on ',
    '^ظهرت المقالة .{1,300} أولاً? على ',
    "^L[’']article .{1,300} est apparu en premier sur ",
    '^La entrada .{1,300} (se publicó primero|aparece primero) en ',
    '^Der Beitrag .{1,300} erschien zuerst auf ',
    '^(Continue reading|Read more|Read the full story|اقرأ المزيد|إقرأ المزيد|قراءة المزيد|المزيد|ادامه مطلب|Lire la suite|Weiterlesen)[\\s.…:»>→-]*$',
  ].join('|'),
  'i',
)
