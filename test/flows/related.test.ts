import { expect, test } from 'vitest'
import type { NewArticle } from '../../src/model/article.ts'
import { anArticle, aRecord, HOUR, NOON } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'

type Sample = { title: string; summary: string; categories: string[]; linked: string[] }

/** An article as a news page carries it: its keyword list, and the headlines that its publisher linked under it. */
const ARABIC: Sample = {
  title: 'روسيا تبحث مع طالبان مواجهة تنظيم الدولة في أفغانستان',
  summary: 'قال مسؤول روسي إن مصالح موسكو تلتقي مع مصالح طالبان في قتال تنظيم الدولة الإسلامية.',
  categories: ['طالبان', 'روسيا', 'موسكو', 'أفغانستان', 'الدولة الإسلامية'],
  linked: [
    'طالبان تنفي تلقي أسلحة من روسيا',
    'موسكو تستضيف جولة جديدة من المحادثات بشأن أفغانستان',
    'هل تعود روسيا إلى أفغانستان من باب طالبان؟',
    'مقتل قيادي في تنظيم الدولة الإسلامية شرقي أفغانستان',
    'وفد من طالبان يزور موسكو ويلتقي مبعوث بوتين',
    'واشنطن تتهم روسيا بتسليح طالبان',
    'معارك بين طالبان وتنظيم الدولة الإسلامية في ننغرهار',
    'كابل تحتج على لقاء موسكو بطالبان',
    'أفغانستان: طالبان تسيطر على مديرية جديدة في قندوز',
    'روسيا وطالبان.. مصالح متبادلة وعدو مشترك',
  ],
}
const ENGLISH: Sample = {
  title: 'Norland glacier tunnel collapses and traps survey team',
  summary: 'Rescuers in Norland dug through the night after a tunnel in the Hestbreen glacier fell in.',
  categories: ['Norland', 'Hestbreen', 'glacier', 'rescue', 'Polar Institute'],
  linked: [
    'Norland closes Hestbreen to visitors after collapse',
    'Polar Institute defends glacier tunnel survey',
    'How the Hestbreen rescue unfolded, hour by hour',
    'Glacier rescue teams in Norland short of helicopters',
    'Survivors of the Hestbreen tunnel leave hospital',
    'Norland rescue chief: the glacier gave no warning',
    'Polar Institute suspends all work on Hestbreen',
    'Why Norland lets tourists walk inside a glacier',
    'Warm autumn weakened Hestbreen, Polar Institute says',
    'Norland glacier loses a fifth of its ice in a decade',
  ],
}

/** Most of these headlines name one thing of the list only, and people by their last name. */
const SPORT: Sample = {
  title: 'سامر الناطور يقود نادي المنارة إلى نهائي كأس الساحل',
  summary: 'سجل سامر الناطور هدفين على ملعب الزيتونة، وبلغ المنارة النهائي أول مرة منذ عشرين عاما.',
  categories: ['سامر الناطور', 'المنارة', 'كأس الساحل', 'ملعب الزيتونة', 'كرة القدم'],
  linked: [
    'الناطور يجدد عقده ثلاثة أعوام',
    'من شوارع الميناء إلى النجومية: قصة سامر الناطور',
    'المنارة يتعاقد مع حارس برازيلي',
    'كل ما تريد معرفته عن كأس الساحل',
    'إصابة الناطور تقلق مدربه قبل القمة',
    'ملعب الزيتونة يفتح أبوابه بعد الترميم',
    'رئيس المنارة: لن نبيع نجومنا',
    'قرعة كأس الساحل تضع الجارين وجها لوجه',
    'هدف الناطور الأجمل هذا الموسم',
    'جمهور المنارة يحتفل حتى الفجر',
  ],
}
const HEALTH: Sample = {
  title: 'Health Assembly declares end of marsh fever emergency in Ostavia',
  summary:
    'Cases of marsh fever fell for ten weeks, Ilse Vandermolen of the Health Assembly said in Brakkel.',
  categories: ['Marsh fever', 'Ostavia', 'Health Assembly', 'Vaccines', 'Ilse Vandermolen'],
  linked: [
    'What is marsh fever and how does it spread?',
    'Vandermolen: we were weeks late',
    'Ostavia reopens its schools after a winter of closed doors',
    'Inside the ward where marsh fever was first seen',
    'The long road of vaccines to the islands',
    'Health Assembly faces a hole in its budget',
    "Ostavia's nurses go on strike over pay",
    'Ilse Vandermolen, the doctor who would not wait',
    'Marsh fever found in birds far from the coast',
    'Holidays in Ostavia: is it safe to go?',
  ],
}

/** Other news of the same language: each names one of the keywords at most, and few do. */
const OTHERS = {
  ar: {
    who: [
      'وزير المالية',
      'المنتخب الوطني',
      'البرلمان',
      'شركة الكهرباء',
      'المحكمة العليا',
      'هيئة الأرصاد',
      'الجامعة',
      'البلدية',
      'نقابة الأطباء',
      'المصرف المركزي',
    ],
    does: ['يعلن', 'يؤجل', 'يناقش', 'يراجع', 'يرفض', 'يفتتح', 'يدرس', 'يقر'],
    what: [
      'خطة الموازنة',
      'مباراة الإياب',
      'قانون المرور',
      'أسعار الوقود',
      'موسم الأمطار',
      'مشروع المترو',
      'جدول الامتحانات',
      'معرض الكتاب',
      'صفقة اللاعبين',
      'شبكة المياه',
      'أزمة السكن',
      'تذاكر الطيران',
    ],
    where: [
      'في تونس',
      'في عمان',
      'في الرباط',
      'في موسكو',
      'في القاهرة',
      'في بغداد',
      'في بيروت',
      'في الدوحة',
      'في روسيا',
      'في الخرطوم',
      'في مسقط',
      'في الجزائر',
      'في أفغانستان',
      'في صنعاء',
    ],
  },
  en: {
    who: [
      'Finance minister',
      'National team',
      'Parliament',
      'Power company',
      'High court',
      'Weather office',
      'University',
      'City council',
      'Doctors union',
      'Central bank',
    ],
    does: ['announces', 'delays', 'debates', 'reviews', 'rejects', 'opens', 'studies', 'approves'],
    what: [
      'budget plan',
      'return match',
      'traffic law',
      'fuel prices',
      'rain season',
      'metro project',
      'exam timetable',
      'book fair',
      'player transfers',
      'water network',
      'housing crisis',
      'air fares',
    ],
    where: [
      'in Tunis',
      'in Oslo',
      'in Lisbon',
      'in Norland',
      'in Cairo',
      'in Madrid',
      'in Berlin',
      'in Doha',
      'after rescue',
      'in Rome',
      'in Quito',
      'in Lima',
      'near glacier',
      'in Accra',
    ],
  },
}

test.each([
  ['ar', [ARABIC, SPORT]],
  ['en', [ENGLISH, HEALTH]],
] as const)(
  'under articles (%s) their publisher’s linked headlines are found among 3,000 others',
  async (language, samples) => {
    const room = await openNewsroom()
    const { who, does, what, where } = OTHERS[language]
    const pick = (list: string[], n: number) => list[n % list.length] as string
    const others = Array.from(
      { length: 3_000 },
      (_, n) =>
        `${pick(who, n)} ${pick(does, n * 7 + (n >> 3))} ${pick(what, n * 5 + (n >> 5))} ${pick(where, n * 3 + (n >> 2))} ${n}`,
    )
    const linked = samples.flatMap(sample => sample.linked)
    const titles = [...others.slice(0, 1_500), ...linked, ...others.slice(1_500)]
    const archived = titles.map((title, n) =>
      article({ guid: `n${n}`, title, summary: '', language, eventAt: NOON - 400 * HOUR + n * 60_000 }),
    )
    await room.store.visits.record(aRecord(archived, { at: NOON }))
    const shown = samples.map(({ linked, ...sample }) =>
      article({ ...sample, guid: sample.title, language, outletId: 'herald', eventAt: NOON }),
    )
    await room.store.visits.record(aRecord(shown, { outletId: 'herald' }))
    room.clock.now += HOUR
    await room.arrange()

    const entries = await room.store.entries.feed('stories', 5_000)
    for (const sample of samples) {
      const entry = entries.find(({ lead }) => lead.title === sample.title)
      const related = entry?.snapshot.headlines.filter(({ kind }) => kind === 'related') ?? []
      const found = related.map(({ title }) => title)
      expect(found.filter(title => sample.linked.includes(title)).length).toBeGreaterThanOrEqual(7)
      // what is no linked headline has no place among the first
      expect(found.slice(0, 7).filter(title => !sample.linked.includes(title))).toEqual([])
      expect(found).not.toContain(sample.title)
    }
  },
  120_000,
)

function article(change: Partial<NewArticle>) {
  return anArticle({ url: null, seenAt: NOON, publishedAt: null, ...change })
}
