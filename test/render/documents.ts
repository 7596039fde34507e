import type { FeedDocument, FeedEntry } from '../../src/model/feed-document.ts'
import type { Headline } from '../../src/model/story.ts'

const site = 'https://khulasa.example'

/** A document with nothing unusual in it; cases change what they are about. */
export function document(changes: Partial<FeedDocument> = {}): FeedDocument {
  return {
    id: 'urn:uuid:0192f0c1-0000-7000-8000-00000000aaaa',
    title: 'Harbours',
    description: 'Ports and the sea',
    language: 'en',
    direction: 'ltr',
    homeUrl: `${site}/topics/harbours`,
    urls: urls('/topics/harbours'),
    updatedAt: Date.UTC(2026, 10, 20, 9, 30),
    entries: [entry()],
    ...changes,
  }
}

export function entry(changes: Partial<FeedEntry> = {}): FeedEntry {
  return {
    id: 'urn:uuid:0192f0c1-0000-7000-8000-000000000001',
    url: 'https://herald.example/harbour-opens',
    pageUrl: `${site}/stories/0192f0c1-0000-7000-8000-000000000001`,
    title: 'New harbour opens after ten years',
    summary: 'The first ship entered at dawn.',
    html: '<p>The first ship entered at dawn.</p>\n<p>A second follows on Friday.</p>',
    author: 'Mara Lind',
    language: 'en',
    direction: 'ltr',
    keywords: ['harbour', 'shipping'],
    image: 'https://herald.example/img/harbour.jpg',
    enclosures: [],
    publishedAt: Date.UTC(2026, 10, 20, 8, 0),
    updatedAt: Date.UTC(2026, 10, 20, 9, 30),
    source: {
      id: 'herald',
      title: 'The Herald',
      siteUrl: 'https://herald.example/',
      feedUrl: 'https://herald.example/rss.xml',
    },
    headlines: [],
    articleCount: 1,
    outletCount: 1,
    independentCount: 1,
    why: [{ clause: 'harbour', field: 'title', words: ['harbour'] }],
    ...changes,
  }
}

export function headline(changes: Partial<Headline> = {}): Headline {
  return {
    kind: 'coverage',
    title: 'Ten-year harbour works end',
    url: 'https://tribune.example/harbour',
    outletId: 'tribune',
    outletTitle: 'Tribune',
    language: 'en',
    direction: 'ltr',
    at: Date.UTC(2026, 10, 20, 8, 40),
    ...changes,
  }
}

const arabicHeadline: Partial<Headline> = {
  title: 'افتتاح الميناء الجديد بعد عشر سنوات',
  url: 'https://almanara.example/%D9%85%D9%8A%D9%86%D8%A7%D8%A1',
  outletId: 'almanara',
  outletTitle: 'المنارة',
  language: 'ar',
  direction: 'rtl',
}

const english = document({
  entries: [
    entry({
      enclosures: [
        { url: 'https://herald.example/audio/harbour.mp3', type: 'audio/mpeg', length: 1_234_567 },
        { url: 'https://herald.example/video/harbour.mp4', type: 'video/mp4', length: null },
      ],
      headlines: [
        headline({
          kind: 'related',
          title: 'Storm closes the old port',
          url: 'https://tribune.example/storm',
        }),
        headline(),
      ],
      articleCount: 2,
      outletCount: 2,
      independentCount: 2,
    }),
    entry({
      id: 'urn:uuid:0192f0c1-0000-7000-8000-000000000002',
      url: null,
      pageUrl: `${site}/stories/0192f0c1-0000-7000-8000-000000000002`,
      title: 'Ferry timetable changes',
      summary: '',
      html: '',
      author: null,
      keywords: [],
      image: null,
      publishedAt: Date.UTC(2026, 10, 19, 23, 59, 59, 999),
      updatedAt: Date.UTC(2026, 10, 19, 23, 59, 59, 999),
      source: { id: 'quiet', title: 'Quiet Post', siteUrl: null, feedUrl: null },
      why: [],
    }),
  ],
})

const arabic = document({
  id: 'urn:uuid:0192f0c1-0000-7000-8000-00000000bbbb',
  title: 'الموانئ',
  description: null,
  language: 'ar',
  direction: 'rtl',
  homeUrl: `${site}/topics/mawani`,
  urls: urls('/topics/mawani'),
  hubs: [`${site}/hub`],
  ttlMinutes: 15,
  image: `${site}/logo.png`,
  icon: `${site}/icon.png`,
  pages: { next: urls('/topics/mawani', '?page=2') },
  archive: { isArchive: false, previous: `${site}/topics/mawani/archive/3.atom` },
  entries: [
    entry({
      id: 'urn:uuid:0192f0c1-0000-7000-8000-000000000003',
      url: 'https://almanara.example/أخبار/ميناء?قسم=اقتصاد&p=1',
      title: 'الميناء الجديد «يفتح أبوابه» بعد ١٠ سنوات',
      summary: 'دخلت السفينة الأولى عند الفجر.',
      html: '<p>دخلت السفينة <b>الأولى</b> عند الفجر.</p>\n<p><img src="https://almanara.example/m.jpg?w=1&amp;h=2" alt=""></p>',
      author: 'سلمى نور',
      language: 'ar',
      direction: 'rtl',
      keywords: ['ميناء', 'النقل البحري'],
      image: 'https://almanara.example/m.jpg?w=1&h=2',
      source: {
        id: 'almanara',
        title: 'المنارة',
        siteUrl: 'https://almanara.example',
        feedUrl: 'https://almanara.example/rss',
      },
      headlines: [
        headline({ ...arabicHeadline, outletId: 'alshati', outletTitle: 'الشاطئ' }),
        headline({ ...arabicHeadline, kind: 'related', title: 'الميناء القديم: تاريخ', url: null }),
      ],
      articleCount: 2,
      outletCount: 2,
      independentCount: 1,
      why: [{ clause: 'ميناء', field: 'title', words: ['الميناء'] }],
    }),
  ],
})

/** Arabic beside English, and everything that outlets have been seen to put where it does not belong. */
const mixed = document({
  id: 'urn:uuid:0192f0c1-0000-7000-8000-00000000cccc',
  title: 'Ports & الموانئ <both>',
  description: 'A "quoted" & <b>bold</b> claim ]]> of \u{1F6A2}',
  language: null,
  homeUrl: `${site}/search?q=a&lang=ar`,
  urls: urls('/search', '?q=%22a%22&lang=ar'),
  deleted: [{ id: 'urn:uuid:0192f0c1-0000-7000-8000-000000000009', at: Date.UTC(2026, 10, 20, 7, 0) }],
  entries: [
    entry({
      id: 'urn:uuid:0192f0c1-0000-7000-8000-000000000004',
      url: 'https://herald.example/?id=1&x="><script>alert(1)</script>',
      title: '<script>alert("x")</script> & ]]> \u0000\u0008\u009Fport\uFFFE \uD83D of\uDE00 call \u{1F6A2}',
      summary: 'Line one\r\nline < two ]]> &amp; &#0; &nbsp;\u001B[31m',
      html: '<p>Kept: &lt;script&gt; ]]> <a href="https://herald.example/?a=1&amp;b=2">two</a>\u0000 \uDFFF</p>',
      author: 'O\u2019Hara & <Sons> "Ltd"',
      language: 'en',
      keywords: ['R&D', 'a<b', '"quoted"', ''],
      image: 'https://herald.example/i.jpg?a=1&b="2"',
      enclosures: [{ url: 'https://herald.example/a b.mp3?x=1&y=[2]', type: 'audio mpeg"', length: -1 }],
      source: {
        id: 'herald',
        title: 'Herald & <Co>',
        siteUrl: 'https://herald.example/?a=1&b=2',
        feedUrl: null,
      },
      headlines: [
        headline({
          ...arabicHeadline,
          kind: 'related',
          title: '\u202Eالميناء\u200F القديم "اقتباس" <b>\u0001',
        }),
        headline({ title: '"Harbour" <open> & ]]>\tdone\n\uD800', outletTitle: 'Tribune \u202E& <b>' }),
        headline({ title: '', outletTitle: '', language: null }),
      ],
      articleCount: 4,
      outletCount: 3,
      independentCount: 3,
    }),
    entry({
      id: 'urn:uuid:0192f0c1-0000-7000-8000-000000000005',
      title: 'وصلت سفينة MV Aurora إلى ميناء Haven',
      summary: 'نص عربي فيه English words.',
      html: '<p>نص عربي فيه <span lang="en" dir="ltr">English words</span>.</p>',
      author: null,
      language: 'ar-sa',
      direction: 'rtl',
      image: null,
      headlines: [headline(), headline(arabicHeadline)],
    }),
  ],
})

const archivePage = document({
  title: 'Harbours',
  urls: { ...urls('/topics/harbours'), atom: `${site}/topics/harbours/archive/2.atom` },
  archive: {
    isArchive: true,
    previous: `${site}/topics/harbours/archive/1.atom`,
    next: `${site}/topics/harbours/archive/3.atom`,
    current: `${site}/topics/harbours.atom`,
  },
})

/** The documents of the golden files, by the name of the file. */
export const documents: Record<string, FeedDocument> = {
  english,
  arabic,
  mixed,
  archive: archivePage,
  empty: document({ entries: [], description: null }),
}

function urls(path: string, query = ''): FeedDocument['urls'] {
  return {
    rss: `${site}${path}.rss${query}`,
    atom: `${site}${path}.atom${query}`,
    json: `${site}${path}.json${query}`,
  }
}
