import { fold } from '../text/fold.ts'
import { PLAIN_WORDS } from './plain-words.ts'

/**
 * Words that news of every day is made of: what happens to whom, not to whom it happened. Until enough articles were read to
 * tell, they keep two reports of one pattern apart: two earthquakes, two court cases, two friendly matches.
 */
const OF_EVERY_DAY = `
  تهنئ يهنئ تهنئة بذكرى بمناسبة لمناسبة بعث بعثت تمنى تمنت لشعب شعب الشعب متحدث بتهمة برقية برقيتي ذكرى الاستقلال استقلال اليوم الوطني القيادة الملك ملك خادم الحرمين الشريفين ولي العهد أمير حاكم دولة الدولة بلاده بلادها جمهورية الجمهورية مملكة المملكة حكومة الحكومة
  مجلس الوزراء البرلمان النواب وزارة الوزارة الخارجية الداخلية الدفاع المالية الصحة التعليم العدل هيئة لجنة اللجنة المحلية محافظة محافظ منطقة المنطقة مدينة المدينة بلدة قرية شمال جنوب شرق غرب وسط العاصمة
  انتخابات الانتخابات انتخابي انتخابيا مركز المركز مراكز ناخب مرشح تجهيز يجهز تجهز أنهى أنهت استعدادات حزب المعارضة قانون مشروع قرار اتفاق اتفاقية محادثات مباحثات لقاء اجتماع قمة زيارة وفد سفير تعاون علاقات
  زلزال هزة يضرب ضرب بقوة درجات درجة ريختر فيضانات أمطار غزيرة عاصفة حريق اندلاع انفجار انفجر هجوم تفجير إرهابي الإرهابي الإرهاب إدانة تدين يدين دان دانت دانوا استنكر تستنكر يستنكر ضحايا قتلى جرحى قتيل مصاب أسر تقف أنباء أسفر
  حادث تصادم مصرع لقي شرطة الشرطة الأمن الأمنية قوات القوات الجيش عسكري مسلحين مسلحون تنظيم اشتباكات معارك سيطرة تسيطر مقاتلين قتال غارات قصف الدفاع المدني الهلال الأحمر إسعاف إنقاذ مستشفى علاج مرض وباء
  محكمة المحكمة سجن السجن بالسجن حكم قاض تهمة متهم متهما إدانة غرامة تحقيق التحقيق اعتقال اعتقلت توقيف أوقفت القبض ضبط مخالفة تهريب احتيال اختلاس سرقة
  فريق الفريق نادي مباراة المباراة ودية هدف هدفين هدفي أهداف بهدف كأس دوري الدوري بطولة البطولة نهائي لاعب لاعبين مدرب المدرب معسكر معسكره تدريبات كرة القدم ملعب منتخب المنتخب يكسب كسب يتعادل خسارة يخسر موسم الموسم
  شركة الشركة أرباح خسائر مبيعات أسهم الأسهم سهم سوق السوق بورصة البورصة مؤشر نقطة دولار ريال درهم دينار جنيه يورو أسعار سعر نفط النفط ذهب الذهب بنك مصرف اقتصاد الاقتصاد اقتصادي نمو تضخم فائدة الفائدة ميزانية موازنة عقد صفقة استثمار
  جامعة الجامعة مدرسة طلاب طالب دراسة باحثون علماء كتاب فيلم مهرجان معرض افتتح جائزة فنان مطرب رحيل عاما وفاته عمر أعمال مشروعات مواطن مواطنين عمال حجاج
  minister prime spokesman spokeswoman official officials statement leader leaders secretary chief head mayor congratulates telegram president presidents government parliament senate congress council ministry foreign interior defence defense finance state states country countries nation region province city town village north south east west northern southern eastern western capital
  election elections voters candidate candidates party opposition coalition law bill talks meeting summit visit visits arrives arrive delegation ambassador deal agreement treaty sanctions policy discuss rights border counterpart tariffs trade
  earthquake quake magnitude strikes struck shakes storm cuts power homes gusts flood floods rain snow wind fire blaze destroys destroyed firefighters explosion blast bomb attack attacks gunmen condemns condemn victims casualties wounded crash
  police arrest arrests arrested court courts judge jury jails jailed jail prison sentence sentenced trial guilty fraud charged charges charge lawyer investigation suspect murder theft lines line trains train
  team club match game season final cup league goal goals player players coach score scored title champion champions championship beat victory defeat draw injury transfer
  company companies firm profit profits loss losses sales revenue shares share stocks stock market markets points index strong quarter chief executive chairman shareholders price prices oil gold bank banks interest rate rates economy growth inflation budget tax jobs workers strike union
  dies aged author novelist composer actor actress singer director film book novel music hospital doctor doctors patients health study researchers scientists school university students child children family nobody hurt father mother son daughter
`

/** Folded. */
export const NEWS_WORDS: readonly string[] = [
  ...new Set([...PLAIN_WORDS, ...fold(OF_EVERY_DAY).trim().split(/\s+/)]),
]
