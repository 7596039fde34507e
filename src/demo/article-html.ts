import type { Related, SampleArticle } from './sample-outlet.ts'

/** Escapes text for HTML and XML, in elements and in attributes. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

type Body = Pick<SampleArticle, 'summary' | 'paragraphs' | 'keywords' | 'related'>

/** The body of an article as its page and its feed have it: well-formed XHTML. */
export function articleHtml(article: Body, imageUrl: string | null, origin: string): string {
  const image = imageUrl ? [`<figure><img src="${imageUrl}" alt="" width="480" height="270" /></figure>`] : []
  const paragraphs = (article.paragraphs ?? [article.summary]).map(text => `<p>${escapeText(text)}</p>`)
  const keywords = article.keywords ? [keywordList(article.keywords)] : []
  const related = article.related ? [relatedList(article.related, origin)] : []
  return [...image, ...paragraphs, ...keywords, ...related].join('\n')
}

function keywordList(keywords: string[]): string {
  return `<p><strong>كلمات مفتاحية:</strong> ${keywords.map(escapeText).join(' ، ')}</p>`
}

function relatedList(related: Related[], origin: string): string {
  const items = related.map(({ title, id }, n) => {
    const path = id ?? `nawafith/#archive-${n + 1}`
    return `<li><a href="${origin}/${path}">${escapeText(title)}</a></li>`
  })
  return `<h3>مواضيع ذات صلة</h3>\n<ul>\n${items.join('\n')}\n</ul>`
}
