import { courier } from './articles/courier.ts'
import { difaf } from './articles/difaf.ts'
import { lantern } from './articles/lantern.ts'
import { masar } from './articles/masar.ts'
import { meridian } from './articles/meridian.ts'
import { nawafith } from './articles/nawafith.ts'
import { northwire } from './articles/northwire.ts'
import { sariya } from './articles/sariya.ts'
import type { SampleOutlet } from './sample-outlet.ts'

/** The sample outlets: all invented, as are their news, people and most of their places. */
export const OUTLETS: SampleOutlet[] = [
  {
    id: 'difaf',
    title: 'ضفاف',
    description: 'صحيفة يومية مستقلة',
    language: 'ar',
    format: 'rss',
    path: '/difaf/feed.xml',
    feedPath: '/difaf/feed.xml',
    articles: difaf,
  },
  {
    id: 'sariya',
    title: 'السارية',
    description: 'أخبار السنديان وما حولها',
    language: 'ar',
    format: 'rss-windows-1256',
    path: '/sariya/rss.xml',
    feedPath: '/sariya/rss.xml',
    articles: sariya,
  },
  {
    id: 'masar',
    title: 'وكالة مسار للأنباء',
    description: 'الخبر أولا',
    language: 'ar',
    format: 'atom-xhtml',
    path: '/masar/feed.atom',
    feedPath: '/masar/feed.atom',
    articles: masar,
  },
  {
    id: 'nawafith',
    title: 'نوافذ',
    description: 'الخبر وما وراءه',
    language: 'ar',
    format: 'rdf',
    path: '/nawafith/index.rdf',
    feedPath: '/nawafith/index.rdf',
    articles: nawafith,
  },
  {
    id: 'courier',
    title: 'The Harbour Courier',
    description: 'News of Port Marlow & the world since 1878',
    language: 'en',
    format: 'rss-broken',
    path: '/courier/feed/',
    feedPath: '/courier/feed/',
    articles: courier,
  },
  {
    id: 'northwire',
    title: 'Northwire',
    description: 'Dispatches in English and Arabic',
    language: 'en',
    format: 'atom-relative',
    path: '/northwire/feed/atom.xml',
    feedPath: '/northwire/feed/atom.xml',
    articles: northwire,
  },
  {
    id: 'meridian',
    title: 'The Meridian Post',
    description: 'The world, at an even pace',
    language: 'en',
    format: 'json-feed',
    path: '/meridian/feed.json',
    feedPath: '/meridian/feed.json',
    articles: meridian,
  },
  {
    id: 'lantern',
    title: 'The Evening Lantern',
    description: 'Port Marlow after dark',
    language: 'en',
    format: 'rss',
    path: '/lantern/',
    feedPath: '/lantern/news.rss',
    articles: lantern,
  },
]
