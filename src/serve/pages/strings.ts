import type { Direction } from '../../model/article.ts'
import type { VisitOutcome } from '../../model/outlet.ts'
import type { OutletPlurals, OutletWords } from './outlet-words.ts'
import type { Translations } from './query-problem.ts'
import type { ReadingPlurals, ReadingWords } from './reading-words.ts'
import { ar } from './strings-ar.ts'
import { en } from './strings-en.ts'
import type { WorkbenchPlurals, WorkbenchWords } from './workbench-words.ts'

/** One text a plural form of the language (CLDR); `{n}` stands for the number. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Every word that the pages say by themselves, in one language. */
export type Strings = {
  direction: Direction
  /** The language that the interface can be changed to, in its own words. */
  other: { language: string; direction: Direction; name: string }
  skip: string
  siteNavigation: string
  latest: string
  topics: string
  allStories: string
  outlets: string
  subscribe: string
  subscriptionLists: string
  coverage: string
  related: string
  keywords: string
  query: string
  languages: string
  onlyOutlets: string
  why: string
  openAtOutlet: string
  older: string
  newest: string
  empty: string
  justNow: string
  lead: string
  name: string
  state: string
  lastVisit: string
  nextVisit: string
  latestArticle: string
  articlesHeld: string
  failures: string
  address: string
  site: string
  recentVisits: string
  latestArticles: string
  time: string
  outcome: string
  took: string
  size: string
  brought: string
  problem: string
  never: string
  pages: string
  notFound: { title: string; text: string }
  gone: { title: string; text: string }
  badQuery: { title: string; text: string; place: string; placeAtEnd: string; hint: string }
  badRequest: { title: string }
  busy: { title: string; text: string }
  overran: { title: string; text: string }
  search: {
    title: string
    label: string
    submit: string
    help: string
    /** What can be written, each with an example that leads to what it finds. */
    examples: { title: string; list: [query: string, finds: string][] }
    try: string
    workbench: string
    nothing: string
    further: string
    older: string
    newest: string
  }
  reading: ReadingWords
  workbench: WorkbenchWords
  /** What the parser of queries says, where it is not said in its own English. */
  queryProblems: Translations
  keys: {
    title: string
    next: string
    previous: string
    open: string
    search: string
    use: string
    close: string
  }
  failed: { title: string; text: string }
  backToLatest: string
  login: { title: string; token: string; enter: string; refused: string }
  listComma: string
  fields: Record<string, string>
  outletPages: OutletWords
  outcomes: Record<VisitOutcome, string>
  plural: {
    outlets: Plural
    independent: Plural
    storiesShown: Plural
    moreHeadlines: Plural
    minOutlets: Plural
    wellOutlets: Plural
    troubledOutlets: Plural
    newArticles: Plural
    changedArticles: Plural
    failuresInRow: Plural
  } & OutletPlurals &
    ReadingPlurals &
    WorkbenchPlurals
}

/** A language more is a file and a line here. */
const tables: Record<string, Strings> = { ar, en }

/**
 * Gives the interface words for a BCP 47 language, and the language they are in: that of the site where we
 * have its words (`ar-EG` is served by `ar` and keeps its own digits and months), else English.
 */
export function stringsFor(language: string): { language: string; strings: Strings } {
  const base = language.toLowerCase().split('-')[0] ?? ''
  const strings = Object.hasOwn(tables, base) ? tables[base] : undefined
  return strings === undefined ? { language: 'en', strings: en } : { language, strings }
}
