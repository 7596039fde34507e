import { fold } from '../text/fold.ts'
import { FUNCTION_WORDS } from './function-words.ts'

const listed = (list: string): string[] => fold(list).trim().split(/\s+/)

/** Times, numbers, and what news says of anything: no subject of a story. */
const OF_ANY_NEWS = `
  الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
  كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين جانفي فيفري محرم صفر ربيع رجب شعبان شوال الساعة ساعة ساعات دقيقة دقائق الدقيقة
  أيام يوما يومين أسبوع أسبوعين الأسبوع شهر أشهر شهرا الشهر عاما عامين سنة سنوات السنة العام المقبل المقبلة القادم القادمة الماضي الماضية الجاري الجارية
  الحالي الحالية مساء صباح صباحا فجر ليلة غدا الغد الآن حاليا مؤخرا سابقا لاحقا أخيرا مجددا نهاية بداية منتصف
  واحد واحدة اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرون عشرات مئة مئات ألف آلاف مليون ملايين مليار مليارات
  الأول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة أول ثاني ثالث عدد عددا نسبة المئة المائة نصف ربع أكبر أقل أعلى أدنى أبرز أهم أفضل أسوأ جديد جديدة الجديد الجديدة كبير كبيرة
  يقول تقول يقولون وقال وقالت أعلن أعلنت يعلن تعلن أكدت يؤكد تؤكد مؤكدا مؤكدة ذكر ذكرت أضافت يضيف أشار أشارت مشيرا مشيرة مضيفا أوضحت نفى نفت ينفي تنفي كشف كشفت يكشف تكشف
  أفاد أفادت صرح صرحت اعتبر اعتبرت رأى ترى يرى دعا دعت يدعو تدعو طالب طالبت يطالب تطالب حذر حذرت يحذر تحذر توقع توقعت تتوقع يتوقع شدد شددت بحث يبحث تبحث ناقش يناقش تناقش
  يقود تقود قاد قادت يبدأ تبدأ بدأ بدأت بدء يواصل تواصل واصل واصلت يشهد تشهد شهد شهدت يوقع توقع وقع وقعت توقعان يوقعان اتفق تتفق يتفق وافق يوافق توافق رفض يرفض ترفض قرر يقرر تقرر قررت
  تقضي يقضي قضت قضى سجل سجلت يسجل تسجل انخفض انخفضت ينخفض ارتفع ارتفعت يرتفع ترتفع تراجع تراجعت يتراجع تتراجع زيادة ارتفاع انخفاض فاز فازت يفوز تفوز للفوز فوزه فوز
  استقبل يستقبل تستقبل التقى يلتقي تلتقي زار يزور وصل يصل تصل وصول غادر عاد يعود تعود ترك بلغ بلغت تبلغ يبلغ قام قامت يقوم تقوم أجرى أجرت يجري تجري جرى عقد عقدت يعقد تعقد
  نقل نقلت ينقل تنقل أطلق أطلقت إطلاق تدشين افتتاح إغلاق إعلان عثر العثور يتأهل تأهل قتل مقتل ضبط القبض إصابة أصيب وفاة بعدما حينما بينما خلالها وسط مقابل عقب إثر نتيجة بسبب
  بشأن حسب وفق وفقا بحسب ضمن أمام وراء داخل خارج فوق تحت قرب قبالة بجانب إضافة أيضا فقط جدا تماما ليس ليست لكنه لكنها أنهم هناك هنا كانوا يمكن يجب ينبغي قيل سيتم يتم تمت باتت أصبح أصبحت ظل مازال لايزال تزال يزال
  وزير وزيرة الوزير الوزيرة وزراء رئيس رئيسة الرئيس الرئيسة مدير أمير الأمير مسؤول مسؤولون المتحدث الناطق
  شخص شخصا أشخاص الناس بعضهم جميع كافة عدة مختلف نفسه نفسها ذات الوقت خاص خاصة عامة كامل كاملة السابق السابقة الأخير الأخيرة المزيد فيديو بالفيديو صور بالصور شاهد تفاصيل التفاصيل عاجل خبر أخبار تقرير تحليل مصدر مصادر بيان متابعات سبب كيف لماذا ماذا متى أين هل
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
  today yesterday tomorrow tonight morning evening night day days week weeks month months year years hour hours minute minutes time times decade decades
  one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million billion half quarter third second per cent percent pct
  said says saying told tells tell announces announced announce reports reported report declares declared warns warned warn calls called call claims claimed denies denied confirms confirmed
  know knows knew makes made make takes took taken take gets got goes went gone come comes came gives gave given puts keep keeps kept leads lead led leading wins won win loses lost lose beats beat
  cuts cut force forces forced hits hit sets set seeks faces face faced opens open opened closes closed close ends end ended begins begin began starts start started stops stop moves move plans plan planned
  rises rise rose falls fall fell grows grow shows show shown finds find found sees see seen looks look looking brings bring brought backs hopes hope wants want needs need helps help turns turn turned
  leaves leave left holds hold held runs run pushes push signs signed signs agrees agreed vote votes voted voting kills killed dies died dead injured serious injuries restores reaches reached launches
  back early late later earlier full least less many much several some any each every both few other others another same such own very still also again ever never always often already yet almost only even well
  big bigger biggest small large high higher highest low lower lowest long longer old new newest good best better worst top key major main whole next previous recent former
  people man men woman women home homes place way things thing part number group side line case point end result results there here then now because while during through around near across against without within among between
  live video watch photos pictures analysis explained explainer exclusive breaking update updates latest opinion review what's here's it's that's don't
  heute gestern morgen montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember jahr jahre jahren tag tage woche wochen monat
  hat haben wird werden wurde wurden sei sagt sagte beschließt beschlossen neue neues neuer neuen mehr kein keine noch nur über gegen unter seit vor bis war waren kann soll will prozent millionen milliarden
  lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre hier aujourd'hui demain jour jours semaine mois ans année selon après avant contre entre être avoir fait ont été était cette ces leur leurs millions milliards
  lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre hoy ayer mañana años año día días según tras sobre entre desde hasta millones
  pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık bugün dün yarın gün yıl sonra sonrası önce kadar göre dedi söyledi ediyor etti oldu yeniden yeni bin milyon milyar çok daha
  понедельник вторник среда четверг пятница суббота воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря сегодня вчера завтра год года лет день дней заявил заявила сообщил сообщила сообщили рассказал подписали после перед будет был была были который которые также более менее млн млрд тысяч
  گفت گفتند کرد کردند می شود امروز دیروز فردا سال ماه روز هفته است بود بودند خواهد دیگر یک دو سه چهار پنج میلیون میلیارد خبر گزارش
`

export const PLAIN_WORDS: ReadonlySet<string> = new Set([...FUNCTION_WORDS.map(fold), ...listed(OF_ANY_NEWS)])

/** Where an outlet puts an article, not what it is about. Folded. */
export const SECTIONS: ReadonlySet<string> = new Set(
  fold(`
    news|latest news|latest|breaking|breaking news|top news|top stories|top story|headlines|headline|home|homepage|home page|front page|main|featured|feature|features|general|misc|miscellaneous|other|others
    all|uncategorized|uncategorised|default|blog|post|posts|article|articles|story|stories|world|world news|international|local|local news|national|nation|us|live|video|videos|photos|gallery|newsletter|trending|most read|opinion|opinions|comment|analysis|editorial|editors' picks|editor's picks
    أخبار|الأخبار|خبر|آخر الأخبار|اخر الاخبار|أهم الأخبار|أحدث الأخبار|أخبار عاجلة|عاجل|عاجلة|الرئيسية|رئيسي|رئيسية|الصفحة الرئيسية|الصفحة الأولى|عام|عامة|منوعات|متفرقات|غير مصنف|غير مصنفة|بدون تصنيف|محليات|محلية|محلي|أخبار محلية|دوليات|دولية|دولي|عربي ودولي|عربية ودولية|العالم|عالم|أخبار العالم|أخبار دولية|المزيد|مقالات|مقال|رأي|الرأي|آراء|تحليل|تحليلات|مختارات|فيديو|صور|الأكثر قراءة|مانشيت|شريط الأخبار
    nachrichten|startseite|schlagzeilen|welt|ausland|inland|panorama|actualités|actualité|actu|à la une|une|monde|noticias|portada|mundo|últimas noticias|notizie|ultime notizie|mondo|notícias|nieuws|gündem|haber|haberler|son dakika|dünya|новости|главное|главные новости|мир|в мире|лента новостей|اخبار|خبر|جهان|صفحه اصلی|خبریں|تازہ ترین|دنیا|新闻|国际|ニュース|国際|뉴스
  `)
    .split(/[|\n]/)
    .map(section => section.trim())
    .filter(section => section !== ''),
)
