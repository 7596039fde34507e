import type { Instant } from '../model/time.ts'
import { articleHtml } from './article-html.ts'
import type { SampleArticle, SampleOutlet } from './sample-outlet.ts'

/** An outlet's articles with times and addresses, the newest first: what feeds and pages are written from. */
export type Edition = { outlet: SampleOutlet; siteUrl: string; feedUrl: string; articles: DatedArticle[] }

export type DatedArticle = Omit<SampleArticle, 'author' | 'language'> & {
  at: Instant
  url: string
  author: string | null
  language: string
  imageUrl: string | null
  audioUrl: string | null
  /** Well-formed XHTML of the body; null where the outlet gives the summary alone. */
  html: string | null
}

const MINUTE_MS = 60_000

/** Dates an outlet's articles so that the newest of all sample outlets is at `newestAt`. */
export function editionOf(outlet: SampleOutlet, origin: string, newestAt: Instant): Edition {
  const articles = outlet.articles.map(article => {
    const imageUrl = article.picture ? `${origin}/${outlet.id}/pictures/${article.picture}.png` : null
    return {
      ...article,
      at: newestAt - article.minutesAgo * MINUTE_MS,
      url: `${origin}/${article.id}`,
      author: article.author ?? null,
      language: article.language ?? outlet.language,
      imageUrl,
      audioUrl: article.audio ? `${origin}/${article.id}.wav` : null,
      html: article.paragraphs ? articleHtml(article, imageUrl, origin) : null,
    }
  })
  return {
    outlet,
    siteUrl: `${origin}/${outlet.id}/`,
    feedUrl: origin + outlet.feedPath,
    articles: articles.sort((a, b) => b.at - a.at),
  }
}
