import type { FeedEntry } from '../model/feed-document.ts'
import type { Headline } from '../model/story.ts'
import { escapeAttribute, markupOf, type Xml, xml } from './xml.ts'

/**
 * How much of an entry a feed carries: `full` is the lead article's HTML with the linked headlines, `summary` its
 * summary with them, `none` neither (the headlines stay in what programs read).
 */
export type ContentChoice = 'full' | 'summary' | 'none'

export type RenderOptions = { content?: ContentChoice }

/** The word over the linked headlines, by the primary subtag of the entry's language. */
const HEADINGS = new Map([['ar', 'عناوين مرتبطة']])
const OTHER_HEADING = 'Linked headlines'

/**
 * The content of an entry as people read it, as HTML: image, lead, then the linked headlines as a list.
 *
 * Language and direction stand on the whole and on each headline, so that Arabic and English keep their own order beside
 * each other. Empty for `none`, and where there is nothing to show. The lead's HTML is taken as it is, and must be safe;
 * characters that a format cannot write are for the format to drop.
 */
export function renderEntryHtml(entry: FeedEntry, content: ContentChoice): string {
  if (content === 'none') return ''
  const body = (content === 'full' ? leadHtml(entry) : summaryHtml(entry)) + headlineList(entry)
  if (body === '') return ''
  const language = entry.language === null ? '' : ` lang="${escapeAttribute(entry.language)}"`
  return `<div${language} dir="${entry.direction}">\n${body}</div>`
}

function leadHtml({ image, html }: FeedEntry): string {
  const lead = html === '' ? '' : `${html}\n`
  if (image === null || shows(html, image)) return lead
  return `${markupOf(xml`<p><img src="${image}" alt=""/></p>`)}\n${lead}`
}

function shows(html: string, image: string): boolean {
  return html.includes(image) || html.includes(escapeAttribute(image))
}

function summaryHtml({ summary }: FeedEntry): string {
  return summary === '' ? '' : `${markupOf(xml`<p>${summary}</p>`)}\n`
}

function headlineList(entry: FeedEntry): string {
  if (entry.headlines.length === 0) return ''
  const items = coverageFirst(entry.headlines).map(headlineItem)
  return markupOf(xml`<h3><a href="${entry.pageUrl}">${headingFor(entry.language)}</a></h3>
<ul>
${items}</ul>
`)
}

function headingFor(language: string | null): string {
  return HEADINGS.get(language?.split('-', 1)[0] ?? '') ?? OTHER_HEADING
}

/** Headlines in the order that every format lists them: coverage before related, each as given. */
export function coverageFirst(headlines: readonly Headline[]): Headline[] {
  return [
    ...headlines.filter(({ kind }) => kind === 'coverage'),
    ...headlines.filter(({ kind }) => kind === 'related'),
  ]
}

function headlineItem({ title, url, outletTitle, language, direction }: Headline): Xml {
  const text = title || url
  const linked = url === null ? text : xml`<a href="${url}" hreflang="${language}" rel="external">${text}</a>`
  return xml`<li lang="${language}" dir="${direction}">${linked}${outletTitle && xml` — <bdi>${outletTitle}</bdi>`}</li>
`
}
