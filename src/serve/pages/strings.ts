import type { Direction } from '../../model/article.ts'
import type { VisitOutcome } from '../../model/outlet.ts'
import type { OutletHealth } from './outlet-health.ts'

/** One text a plural form of the language (CLDR); `{n}` stands for the number. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Every word that the pages say by themselves, in one language. */
export type Strings = {
  direction: Direction
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
  failed: { title: string; text: string }
  backToLatest: string
  listComma: string
  fields: Record<string, string>
  health: Record<OutletHealth, string>
  outcomes: Record<VisitOutcome, string>
  plural: {
    outlets: Plural
    independent: Plural
    moreHeadlines: Plural
    minOutlets: Plural
    wellOutlets: Plural
    troubledOutlets: Plural
    newArticles: Plural
    changedArticles: Plural
    failuresInRow: Plural
  }
}

const ar: Strings = {
  direction: 'rtl',
  skip: 'انتقل إلى المحتوى',
  siteNavigation: 'أقسام الموقع',
  latest: 'آخر الأخبار',
  topics: 'المواضيع',
  allStories: 'كل الأخبار',
  outlets: 'المصادر',
  subscribe: 'اشترك',
  subscriptionLists: 'قوائم الاشتراك (OPML)',
  coverage: 'التغطية',
  related: 'أخبار ذات صلة',
  keywords: 'كلمات مفتاحية',
  query: 'الاستعلام',
  languages: 'اللغات',
  onlyOutlets: 'من المصادر',
  why: 'لماذا هنا',
  openAtOutlet: 'اقرأ الخبر لدى',
  older: 'أخبار أقدم',
  newest: 'عُد إلى الأحدث',
  empty: 'لا أخبار هنا بعد.',
  justNow: 'الآن',
  lead: 'الخبر الأول',
  name: 'المصدر',
  state: 'الحالة',
  lastVisit: 'آخر زيارة',
  nextVisit: 'الزيارة القادمة',
  latestArticle: 'أحدث مقال',
  articlesHeld: 'المقالات',
  failures: 'الإخفاقات',
  address: 'عنوان الخلاصة',
  site: 'الموقع',
  recentVisits: 'آخر الزيارات',
  latestArticles: 'أحدث المقالات',
  time: 'الوقت',
  outcome: 'النتيجة',
  took: 'المدة',
  size: 'الحجم',
  brought: 'ما جاءت به',
  problem: 'المشكلة',
  never: 'لم تحدث بعد',
  pages: 'صفحات القائمة',
  notFound: { title: 'لا توجد صفحة هنا', text: 'تحقّق من العنوان، أو ابدأ من آخر الأخبار.' },
  gone: { title: 'لم تعد هذه الصفحة موجودة', text: 'كانت هنا ثم أُزيلت، ولن تعود على هذا العنوان.' },
  badQuery: {
    title: 'في الاستعلام خطأ',
    text: 'لم نستطع قراءة هذا الاستعلام:',
    place: 'موضع الخطأ: الحرف {n} من الاستعلام.',
    placeAtEnd: 'موضع الخطأ: آخر الاستعلام.',
    hint: 'صحّح الموضع المعلَّم ثم أعد المحاولة.',
  },
  badRequest: { title: 'طلب غير مفهوم' },
  failed: { title: 'حدث خطأ لدينا', text: 'لم نستطع إعداد هذه الصفحة. أعد المحاولة بعد قليل.' },
  backToLatest: 'إلى آخر الأخبار',
  listComma: '، ',
  fields: {
    title: 'العنوان',
    summary: 'الملخص',
    text: 'النص',
    author: 'الكاتب',
    category: 'التصنيف',
    categories: 'التصنيفات',
    keyword: 'الكلمات المفتاحية',
    keywords: 'الكلمات المفتاحية',
    outlet: 'المصدر',
    lang: 'اللغة',
    language: 'اللغة',
    url: 'الرابط',
  },
  health: {
    well: 'يعمل',
    waiting: 'لم يُزر بعد',
    refused: 'طلب منا الانتظار',
    failing: 'يتعذّر الوصول إليه',
    gone: 'أُغلق نهائيًا',
    'not-a-feed': 'ليس خلاصة',
  },
  outcomes: {
    read: 'قُرئت',
    unchanged: 'لا جديد',
    refused: 'طُلب الانتظار',
    gone: 'أُغلق نهائيًا',
    failed: 'أخفقت',
    'not-a-feed': 'ليست خلاصة',
  },
  plural: {
    outlets: {
      zero: 'لا مصادر',
      one: 'مصدر واحد',
      two: 'مصدران',
      few: '{n} مصادر',
      many: '{n} مصدرًا',
      other: '{n} مصدر',
    },
    independent: {
      zero: 'لا مستقل بينها',
      one: 'منها واحد مستقل',
      two: 'منها اثنان مستقلان',
      few: 'منها {n} مستقلة',
      many: 'منها {n} مستقلًا',
      other: 'منها {n} مستقل',
    },
    moreHeadlines: {
      one: 'وعنوان آخر',
      two: 'وعنوانان آخران',
      few: 'و{n} عناوين أخرى',
      many: 'و{n} عنوانًا آخر',
      other: 'و{n} عنوان آخر',
    },
    minOutlets: {
      one: 'يكفي مصدر واحد',
      two: 'مصدران مستقلان على الأقل',
      few: '{n} مصادر مستقلة على الأقل',
      many: '{n} مصدرًا مستقلًا على الأقل',
      other: '{n} مصدر مستقل على الأقل',
    },
    wellOutlets: {
      zero: 'لا مصدر يعمل',
      one: 'مصدر واحد يعمل',
      two: 'مصدران يعملان',
      few: '{n} مصادر تعمل',
      many: '{n} مصدرًا يعمل',
      other: '{n} مصدر يعمل',
    },
    troubledOutlets: {
      zero: 'لا مصدر متعثّر',
      one: 'مصدر واحد متعثّر',
      two: 'مصدران متعثّران',
      few: '{n} مصادر متعثّرة',
      many: '{n} مصدرًا متعثّرًا',
      other: '{n} مصدر متعثّر',
    },
    newArticles: {
      zero: 'لا جديد',
      one: 'مقال جديد',
      two: 'مقالان جديدان',
      few: '{n} مقالات جديدة',
      many: '{n} مقالًا جديدًا',
      other: '{n} مقال جديد',
    },
    changedArticles: {
      one: 'مقال معدَّل',
      two: 'مقالان معدَّلان',
      few: '{n} مقالات معدَّلة',
      many: '{n} مقالًا معدَّلًا',
      other: '{n} مقال معدَّل',
    },
    failuresInRow: {
      one: 'إخفاق واحد',
      two: 'إخفاقان متتاليان',
      few: '{n} إخفاقات متتالية',
      many: '{n} إخفاقًا متتاليًا',
      other: '{n} إخفاق متتالٍ',
    },
  },
}

const en: Strings = {
  direction: 'ltr',
  skip: 'Skip to content',
  siteNavigation: 'Site',
  latest: 'Latest stories',
  topics: 'Topics',
  allStories: 'All stories',
  outlets: 'Outlets',
  subscribe: 'Subscribe',
  subscriptionLists: 'Subscription lists (OPML)',
  coverage: 'Coverage',
  related: 'Related stories',
  keywords: 'Keywords',
  query: 'Query',
  languages: 'Languages',
  onlyOutlets: 'From outlets',
  why: 'Why it is here',
  openAtOutlet: 'Read it at',
  older: 'Older stories',
  newest: 'Back to the newest',
  empty: 'No stories here yet.',
  justNow: 'just now',
  lead: 'Lead',
  name: 'Outlet',
  state: 'State',
  lastVisit: 'Last visit',
  nextVisit: 'Next visit',
  latestArticle: 'Latest article',
  articlesHeld: 'Articles',
  failures: 'Failures',
  address: 'Feed address',
  site: 'Site',
  recentVisits: 'Recent visits',
  latestArticles: 'Latest articles',
  time: 'Time',
  outcome: 'Outcome',
  took: 'Took',
  size: 'Size',
  brought: 'Brought',
  problem: 'Problem',
  never: 'not yet',
  pages: 'Pages of the list',
  notFound: { title: 'There is no page here', text: 'Check the address, or start from the latest stories.' },
  gone: {
    title: 'This page is gone',
    text: 'It was here and was removed; it will not come back at this address.',
  },
  badQuery: {
    title: 'The query has a mistake',
    text: 'This query cannot be read:',
    place: 'The mistake is at character {n} of the query.',
    placeAtEnd: 'The mistake is at the end of the query.',
    hint: 'Mend the marked place and try again.',
  },
  badRequest: { title: 'The request was not understood' },
  failed: { title: 'Something went wrong here', text: 'This page could not be made. Try again in a while.' },
  backToLatest: 'To the latest stories',
  listComma: ', ',
  fields: {
    title: 'title',
    summary: 'summary',
    text: 'text',
    author: 'author',
    category: 'category',
    categories: 'categories',
    keyword: 'keywords',
    keywords: 'keywords',
    outlet: 'outlet',
    lang: 'language',
    language: 'language',
    url: 'address',
  },
  health: {
    well: 'well',
    waiting: 'not visited yet',
    refused: 'asked us to wait',
    failing: 'cannot be reached',
    gone: 'closed for good',
    'not-a-feed': 'not a feed',
  },
  outcomes: {
    read: 'read',
    unchanged: 'nothing new',
    refused: 'asked to wait',
    gone: 'closed for good',
    failed: 'failed',
    'not-a-feed': 'not a feed',
  },
  plural: {
    outlets: { one: '{n} outlet', other: '{n} outlets' },
    independent: { other: '{n} independent' },
    moreHeadlines: { one: 'and {n} more headline', other: 'and {n} more headlines' },
    minOutlets: { one: '1 outlet is enough', other: 'at least {n} independent outlets' },
    wellOutlets: { one: '{n} outlet is well', other: '{n} outlets are well' },
    troubledOutlets: { one: '{n} outlet is in trouble', other: '{n} outlets are in trouble' },
    newArticles: { one: '{n} new article', other: '{n} new articles' },
    changedArticles: { one: '{n} changed article', other: '{n} changed articles' },
    failuresInRow: { one: '{n} failure', other: '{n} failures in a row' },
  },
}

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
