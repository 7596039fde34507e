import { type Format, formatOfRoot } from './formats/formats.ts'
import { NotAFeedError } from './not-a-feed.ts'

const HTML = /^(html|head|body)$/

/** Looks for the element that begins a feed, past the warnings and tags that scripts print before it. */
export class RootSearch {
  #foreign: string | undefined

  /**
   * The format that this element begins.
   *
   * @throws {NotAFeedError} for a page, which may well quote a feed
   */
  meet(raw: string): Format | undefined {
    const local = raw.slice(raw.indexOf(':') + 1).toLowerCase()
    const format = formatOfRoot(local)
    if (!format) this.#foreign ??= local
    if (HTML.test(local)) throw new NotAFeedError('it is an HTML page')
    return format
  }

  meetDoctype(doctype: string): void {
    if (/^<!doctype\s+html/i.test(doctype)) this.#foreign ??= 'html'
  }

  get metOthers(): boolean {
    return this.#foreign !== undefined
  }

  /** Why a text in which none was found is no feed. */
  failure(text: string): NotAFeedError {
    if (HTML.test(this.#foreign ?? '')) return new NotAFeedError('it is an HTML page')
    if (this.#foreign) return new NotAFeedError(`its root element is <${this.#foreign.slice(0, 40)}>`)
    return new NotAFeedError(text.trim() === '' ? 'it is empty' : 'it holds no element of a feed')
  }
}
