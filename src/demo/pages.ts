import { articleHtml, escapeText } from './article-html.ts'
import type { DatedArticle, Edition } from './edition.ts'

const STYLE =
  'body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.7 Georgia,serif}img{max-width:100%;height:auto}figure{margin:0}'

/** The page of an article at its outlet, where links of the demo lead. */
export function articlePage(edition: Edition, article: DatedArticle, origin: string): string {
  const byline = article.author === null ? '' : `${escapeText(article.author)} · `
  const time = new Date(article.at).toISOString()
  return page(edition, {
    title: article.title,
    language: article.language,
    main: `<p><a href="${edition.siteUrl}">${escapeText(edition.outlet.title)}</a></p>
<article>
<h1>${escapeText(article.title)}</h1>
<p>${byline}<time datetime="${time}">${time.slice(0, 16).replace('T', ' ')} UTC</time></p>
${articleHtml(article, article.imageUrl, origin)}
${article.audioUrl === null ? '' : `<audio controls src="${article.audioUrl}"></audio>`}
</article>`,
  })
}

/** The front page of an outlet: its headlines, and a link by which its feed is discovered. */
export function frontPage(edition: Edition): string {
  const { outlet, articles } = edition
  const items = articles.map(
    ({ url, title, language }) =>
      `<li lang="${language}" dir="${directionOf(language)}"><a href="${url}">${escapeText(title)}</a></li>`,
  )
  return page(edition, {
    title: outlet.title,
    language: outlet.language,
    main: `<h1>${escapeText(outlet.title)}</h1>\n<p>${escapeText(outlet.description)}</p>\n<ul>\n${items.join('\n')}\n</ul>`,
  })
}

type Page = { title: string; language: string; main: string }

function page({ outlet, feedUrl }: Edition, { title, language, main }: Page): string {
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
<link rel="alternate" type="${FEED_TYPES[outlet.format]}" title="${escapeText(outlet.title)}" href="${new URL(feedUrl).pathname}">
<style>${STYLE}</style>
</head>
<body>
${main}
</body>
</html>
`
}

const FEED_TYPES = {
  rss: 'application/rss+xml',
  'rss-windows-1256': 'application/rss+xml',
  'rss-broken': 'application/rss+xml',
  rdf: 'application/rdf+xml',
  'atom-xhtml': 'application/atom+xml',
  'atom-relative': 'application/atom+xml',
  'json-feed': 'application/feed+json',
}

function directionOf(language: string): string {
  return language === 'ar' ? 'rtl' : 'ltr'
}
