import { defineConfig } from './src/config/define.ts'

export default defineConfig({
  site: { title: 'خلاصة', url: 'http://localhost:8080', language: 'ar', timezone: 'UTC' },
  outlets: [
    { id: 'bbc-arabic', url: 'https://feeds.bbci.co.uk/arabic/rss.xml', language: 'ar' },
    { id: 'france24-arabic', url: 'https://www.france24.com/ar/rss', language: 'ar' },
    { id: 'dw-arabic', url: 'https://rss.dw.com/rdf/rss-ar-all', language: 'ar' },
    { id: 'aljazeera-arabic', url: 'https://www.aljazeera.net/rss', language: 'ar' },
    { id: 'asharq-al-awsat', url: 'https://aawsat.com/feed', language: 'ar' },
    { id: 'cnn-arabic', url: 'https://arabic.cnn.com/api/v1/rss/rss.xml', language: 'ar' },
    { id: 'sky-news-arabia', url: 'https://www.skynewsarabia.com/rss', language: 'ar' },
    { id: 'un-news-arabic', url: 'https://news.un.org/feed/subscribe/ar/news/all/rss.xml', language: 'ar' },
    {
      id: 'guardian-world',
      url: 'https://www.theguardian.com/world/rss',
      title: 'The Guardian',
      language: 'en',
    },
    {
      id: 'bbc-world',
      url: 'https://feeds.bbci.co.uk/news/world/rss.xml',
      title: 'BBC World',
      language: 'en',
    },
    { id: 'aljazeera-english', url: 'https://www.aljazeera.com/xml/rss/all.xml', language: 'en' },
    { id: 'npr-world', url: 'https://feeds.npr.org/1004/rss.xml', title: 'NPR World', language: 'en' },
    { id: 'dw-english', url: 'https://rss.dw.com/rdf/rss-en-world', language: 'en' },
    { id: 'france24-english', url: 'https://www.france24.com/en/rss', language: 'en' },
  ],
  topics: [
    { id: 'taliban-russia', title: 'روسيا وطالبان', query: 'طالبان (روسيا OR موسكو)', languages: ['ar'] },
    { id: 'sudan', title: 'السودان', query: 'السودان OR الخرطوم OR دارفور', languages: ['ar'] },
    {
      id: 'climate',
      title: 'Climate',
      query: 'climate OR "global warming" OR "greenhouse gas"',
      languages: ['en'],
    },
    {
      id: 'elections',
      title: 'Elections',
      query: 'title:(election OR elections OR vote) -football',
      languages: ['en'],
    },
  ],
})
