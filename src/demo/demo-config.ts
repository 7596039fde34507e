import { OUTLETS } from './outlets.ts'
import type { SampleOutlet } from './sample-outlet.ts'

/** The configuration of the demo, as an operator would write it, for sample outlets served at `origin`. */
export function demoConfig(origin: string) {
  return {
    site: { title: 'خلاصة · Khulasa', language: 'ar', timezone: 'UTC' },
    // however busy the machine is, all outlets answer in time to be arranged together
    fetch: { allowPrivate: ['127.0.0.0/8'], timeout: '2m' },
    outlets: OUTLETS.map(outlet => ({ id: outlet.id, url: origin + outlet.path, ...languageOf(outlet) })),
    topics: [
      { id: 'taliban-russia', title: 'روسيا وطالبان', query: 'طالبان (روسيا OR موسكو)' },
      { id: 'floods', title: 'السيول والفيضانات', query: 'سيول OR فيضان', languages: ['ar'] },
      {
        id: 'valdria',
        title: 'Valdria votes',
        query: 'Valdria (election OR vote)',
        languages: ['en'],
        minOutlets: 2,
      },
      {
        id: 'football',
        title: 'Football · كرة القدم',
        query: 'football OR "كرة القدم" OR "كأس الشرق" OR shootout',
      },
    ],
  }
}

/** An outlet that writes in two languages is left to say itself which article is in which. */
function languageOf({ language, articles }: SampleOutlet): { language?: string } {
  return articles.every(article => article.language === undefined) ? { language } : {}
}
