import { OUTLETS } from './outlets.ts'

/** The configuration of the demo, as an operator would write it, for sample outlets served at `origin`. */
export function demoConfig(origin: string) {
  return {
    site: { title: 'خلاصة · Khulasa', language: 'ar', timezone: 'UTC' },
    fetch: { allowPrivate: ['127.0.0.0/8'] },
    outlets: OUTLETS.map(({ id, path, language }) => ({ id, url: origin + path, language })),
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
