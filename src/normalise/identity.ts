import { hash } from 'node:crypto'
import type { NewArticle } from '../model/article.ts'
import { fold } from '../text/fold.ts'

/** What the store recognises an article by, beside its guid. */
export type Identity = {
  /**
   * Address and title together: recognises an article whose outlet gives it a new guid at each fetch. Null where
   * there is no address of its own (a front page is many articles' address) or no title.
   */
  altKey: string | null
  /**
   * Hash of everything that readers see: another one is an edit. Queries of media addresses do not count, as many
   * outlets sign them anew at each fetch.
   */
  contentHash: string
}

export function identify(article: NewArticle): Identity {
  const { url, title, summary, html, author, categories, image, enclosures, language } = article
  const media = [image, ...enclosures.map(enclosure => enclosure.url)].map(
    address => address?.split('?', 1)[0],
  )
  const seen = [url, title, summary, withoutMediaQueries(html), author, categories, media, language]
  return { altKey: altKeyOf(url, title), contentHash: hashOf(JSON.stringify(seen)) }
}

const withoutMediaQueries = (html: string) =>
  html.replace(/ (?:src|srcset|poster)="[^"]*"/g, attribute => attribute.replace(/\?[^"\s]*/g, ''))

export function altKeyOf(url: string | null, title: string): string | null {
  const alt = altOf(url, title)
  return alt && hashOf(alt)
}

/** The scheme, "www." and a slash at the end are how one outlet writes one address in several ways. */
export function altOf(url: string | null, title: string): string | null {
  const address = url?.replace(/^https?:\/\/(www\.)?/, '').replace(/\/(?=$|[?#])/, '') ?? ''
  const folded = /[/?]/.test(address) && fold(title)
  return folded ? `${address}\n${folded}` : null
}

/** Guids longer than this are hashed, as they are keys of an index. */
const MAX_GUID = 500

/** An item's guid, else its address, else a hash of what it says. */
export function guidOf(id: string | undefined, url: string | null, text: string): string {
  const guid = id?.trim() || url || hashOf(text)
  return guid.length > MAX_GUID ? hashOf(guid) : guid
}

/** 128 bits, as 22 letters: enough that no two of an outlet's articles ever share one. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22)
}
