/** How a sample outlet writes its feed: between them they exercise the whole reader. */
export type SampleFormat =
  | 'rss'
  | 'rss-windows-1256'
  | 'rss-broken' // bare `&`, entities and prefixes that nobody declared
  | 'rdf'
  | 'atom-xhtml'
  | 'atom-relative' // every link is relative to xml:base
  | 'json-feed'

/** A made-up publisher, with everything that it published in two days. */
export type SampleOutlet = {
  id: string
  title: string
  description: string
  /** BCP 47. */
  language: string
  format: SampleFormat
  /** What the configuration names: the feed, or the site whose feed has to be discovered. */
  path: string
  feedPath: string
  articles: SampleArticle[]
}

/** A made-up article. Its text names no weekday and no date, as its time moves with the demo's. */
export type SampleArticle = {
  /** OUTLET/SLUG: unique among all outlets, and the path of its page. */
  id: string
  /** Age beside the newest article of all outlets, whose own is 0. */
  minutesAgo: number
  title: string
  /** One to three sentences, plain text. */
  summary: string
  /** The body, a plain paragraph each; absent where the outlet's feed has the summary alone. */
  paragraphs?: string[]
  author?: string
  categories: string[]
  picture?: Picture
  /** BCP 47, where it is not the outlet's. */
  language?: string
  /** True where a recording comes with it. */
  audio?: boolean
  /** What the outlet prints as «كلمات مفتاحية» under the body. */
  keywords?: string[]
  /** The headlines that the outlet links under the body. */
  related?: Related[]
}

/** A headline under an article; without an id it is of an older article that the samples do not hold. */
export type Related = { title: string; id?: string }

export type Picture = 'sea' | 'mountains' | 'city' | 'pitch' | 'river' | 'night'
