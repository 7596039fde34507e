import { fold } from '../text/fold.ts'

/** A word of a text: folded, as written, and what stands between it and the word before. */
export type Token = { word: string; written: string; isPlain: boolean; before: string }

const LONGEST_NAME = 4
const POSSESSIVE = /['’]s$/i
const CAPITAL = /^\p{Lu}/u
const SHOUTED = /^\p{Lu}{4,}$/u
/** Between words in capitals these go on with the name: University of Kesten, Ursula von der Leyen. */
const LINKS = new Set([
  'of',
  'the',
  'de',
  'du',
  'des',
  'la',
  'del',
  'della',
  'von',
  'van',
  'der',
  'den',
  'bin',
  'al',
  'y',
  'e',
])
/** Before a person's name they are no part of it. */
export const TITLES: ReadonlySet<string> = words(`
  mr mrs ms dr sir lord lady prof professor president prime minister premier king queen prince princess pope mayor governor senator judge general chancellor secretary chief
  bundeskanzlerin bundeskanzler präsident präsidentin minister ministerin président présidente ministre presidente ministro cumhurbaşkanı bakan başbakan президент министр`)

/** Arabic: the article, alone or behind و ف ب ك ل. */
const WITH_ARTICLE = /^(?:ال|لل)/
/** What follows a noun with the article and agrees with it: الدولي, الإسلامية, المتحدة, الأوسط. */
const ADJECTIVE = /^ال(?:.*(?:ي|يه)|م..+|..ي.|ا..[^ه]{1,2}|.*[^ا]ه)$/
/** Words that begin the names of bodies, places and contests, and people's first names. */
const HEADS = words(`
  مجلس كأس صندوق وزارة حزب جامعة نادي منتخب بنك مصرف شركة هيئة محكمة جبل جبال وادي تل نهر بحر خليج مضيق جسر مطار ميناء محافظة ولاية جزيرة جزر دوري بطولة قوات جبهة اتحاد رابطة منظمة
  وكالة مؤسسة لجنة مستشفى متحف مهرجان جائزة قناة سد حقل مخيم معبر معهد مكتبة ملعب معرض قمة اتفاق اتفاقية معاهدة كتائب لواء حلف تحالف نقابة برج ساحة قصر مسجد كنيسة`)
const FIRST_NAMES = words(`
  محمد أحمد محمود مصطفى علي حسن حسين عمر عثمان خالد سعد سعود فيصل سلمان فهد نايف تركي بندر سلطان طلال عبدالله عبدالعزيز عبدالرحمن عبدالفتاح عبد يوسف إبراهيم إسماعيل إسحاق يعقوب موسى عيسى هارون سليمان داود
  كريم سامر سامي رامي هاني ماهر ماجد نبيل جمال كمال جلال طارق زياد وليد نوري حيدر عادل صالح صلاح ناصر منصور مبارك حمد راشد زايد تميم جاسم قاسم بشار رياض نجيب سعيد أمين أنور إيهاب أيمن أشرف ياسر عمار هشام وائل باسم بسام فارس أسامة معاذ أنس
  فاطمة مريم عائشة زينب ليلى سارة نور هدى منى سلمى رنا ريم هند آمنة خديجة أمل نوال سعاد
  دونالد جو جون جورج باراك هيلاري فلاديمير سيرغي إيمانويل أنجيلا بنيامين رجب حسني بوريس كير ريشي ناريندرا شي كيم أنطونيو أنتوني ماركو إيلون بيل كريستيانو ليونيل كيليان جوزيه بيب يورغن`)

/**
 * Names of several words, those of titles and those that are written oftener first: words in capitals that follow each other,
 * pairs that Arabic writes with the article, and what follows a word that begins names. A pair that is written but once, and
 * in no title, may be chance.
 */
export function namesIn(texts: readonly (readonly Token[][])[]): string[] {
  const names = new Map<string, { written: string[]; count: number; isSure: boolean }>()
  for (const parts of texts)
    parts.forEach((tokens, part) => {
      const isTitle = part === 0
      if (isTitle && isInCapitals(tokens)) return
      for (const run of runsOf(tokens)) {
        const written = run.map(({ written: word }) => bare(word))
        const key = run.map(({ word }) => word).join(' ')
        const known = names.get(key)
        const isSure = (isTitle && !WITH_ARTICLE.test(key)) || CAPITAL.test(written[0] as string)
        names.set(key, {
          written: known?.written.some(word => SHOUTED.test(word)) ? written : (known?.written ?? written),
          count: (known?.count ?? 0) + (isTitle ? 2 : 1),
          isSure: isSure || (known?.isSure ?? false),
        })
      }
    })
  return [...names.values()]
    .filter(
      ({ count, isSure, written }) => (count > 1 || isSure) && !written.every(word => SHOUTED.test(word)),
    )
    .sort((a, b) => b.count - a.count)
    .map(({ written }) => written.join(' '))
}

type Run = [start: number, end: number]

function* runsOf(tokens: readonly Token[]): Generator<Token[]> {
  for (let from = 0; from < tokens.length; ) {
    const [start, end] = capitalsFrom(tokens, from) ?? arabicFrom(tokens, from) ?? [from, from + 1]
    if (end - start > 1 && end - start <= LONGEST_NAME) yield tokens.slice(start, end)
    from = end
  }
}

/** Words in capitals, with what links them inside; titles of persons and the first plain word of a sentence are left out. */
function capitalsFrom(tokens: readonly Token[], from: number): Run | undefined {
  let to = from
  while (to < tokens.length && (to === from || isNext(tokens, to)) && goesOn(tokens, from, to)) to++
  while (to > from && !CAPITAL.test((tokens[to - 1] as Token).written)) to--
  let start = from
  while (start < to && TITLES.has((tokens[start] as Token).word)) start++
  return to > from ? [start, to] : undefined
}

/** What is somebody's is another's name: Ilse Torvan's Civic Alliance. */
const isNext = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.before === ' ' && !POSSESSIVE.test((tokens[at - 1] as Token).written)

function goesOn(tokens: readonly Token[], from: number, at: number): boolean {
  const { word, written, isPlain } = tokens[at] as Token
  if (CAPITAL.test(written) && !/\d/.test(word)) return !isPlain || TITLES.has(word)
  return at > from && LINKS.has(word)
}

function arabicFrom(tokens: readonly Token[], from: number): Run | undefined {
  const isNext = (at: number) => tokens[at]?.before === ' ' && !tokens[at]?.isPlain
  const { word, isPlain } = tokens[from] as Token
  if (isPlain || !/^[ء-ي]/.test(word)) return undefined
  let to = from + 1
  if (WITH_ARTICLE.test(word)) {
    while (to - from < 3 && isNext(to) && ADJECTIVE.test((tokens[to] as Token).word)) to++
  } else if (HEADS.has(word) || FIRST_NAMES.has(word)) {
    if (word === 'عبد' && isNext(to)) to++
    if (isNext(to) && /^[ء-ي]{3,}$/.test((tokens[to] as Token).word)) to++
    while (HEADS.has(word) && to - from < LONGEST_NAME && to - from > 1 && isNext(to) && isOfName(tokens, to))
      to++
  }
  return [from, to]
}

/** «صندوق النقد الدولي», «بنك ساحل المرجان»: on goes what agrees, or what a noun without the article stands before. */
const isOfName = (tokens: readonly Token[], at: number): boolean => {
  const { word } = tokens[at] as Token
  return WITH_ARTICLE.test(tokens[at - 1]?.word ?? '') ? ADJECTIVE.test(word) : WITH_ARTICLE.test(word)
}

/** A title whose words all begin with capitals does not tell which are names. */
function isInCapitals(tokens: readonly Token[]): boolean {
  const long = tokens.filter(({ written }) => /^\p{L}{4,}$/u.test(written))
  const capital = long.filter(({ written }) => CAPITAL.test(written))
  return capital.length > 3 && capital.length > long.length * 0.8
}

/** Without the possessive: Russia's. */
const bare = (written: string): string => written.replace(POSSESSIVE, '')

function words(list: string): Set<string> {
  return new Set(fold(list).trim().split(/\s+/))
}
