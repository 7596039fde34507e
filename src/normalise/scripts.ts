type Telling = { language: string; letters: RegExp; share: number }

/** A script, the language that it stands for by itself, others in it, and letters that only some of them use. */
export type Script = { letters: RegExp; language: string | null; also: Set<string>; telling: Telling[] }

const tell = (language: string, letters: RegExp, share: number): Telling => ({ language, letters, share })
const script = (letters: RegExp, language: string | null, also = '', telling: Telling[] = []): Script => ({
  letters,
  language,
  also: new Set(also.split(' ')),
  telling,
})

/** The most frequent in feeds first; within one, the language whose letters the others do not have first. */
export const SCRIPTS: readonly Script[] = [
  script(/\p{Script=Latin}/gu, null),
  script(/\p{Script=Arabic}/gu, 'ar', 'fa ur ps ckb ku ug sd ks dv az ms arz ary pnb', [
    tell('ug', /[ۇۈۋڭ]/g, 0.02),
    tell('ckb', /[ڕڵۆێ]/g, 0.015),
    tell('ps', /[ټډړښځڅېۍڼ]/g, 0.02),
    tell('sd', /[ٻڀٿٺڄڃڇڊڌڍڏڙڦڪڳڱڻ]/g, 0.03),
    tell('ur', /[ٹڈڑںےہھ]/g, 0.04),
    tell('fa', /[پچژگکی]/g, 0.03),
  ]),
  script(/\p{Script=Cyrillic}/gu, 'ru', 'uk be bg sr mk kk ky tg mn tt uz', [
    tell('be', /ў/gi, 0.005),
    tell('kk', /[әғқңұ]/gi, 0.02),
    tell('uk', /[іїєґ]/gi, 0.02),
    tell('tg', /[ҷӣӯ]/gi, 0.01),
    tell('mk', /[ѓќѕ]/gi, 0.003),
    tell('sr', /[јљњћђџ]/gi, 0.02),
    tell('mn', /[өү]/gi, 0.02),
    tell('ru', /[ыэё]/gi, 0.004),
    tell('bg', /ъ/gi, 0.008),
  ]),
  script(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'zh', 'ja yue', [
    tell('ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 0.1),
  ]),
  script(/\p{Script=Hebrew}/gu, 'he', 'iw yi'),
  script(/\p{Script=Hangul}/gu, 'ko'),
  script(/\p{Script=Greek}/gu, 'el'),
  script(/\p{Script=Devanagari}/gu, 'hi', 'mr ne sa', [tell('mr', /ळ/g, 0.008)]),
  script(/\p{Script=Bengali}/gu, 'bn', 'as'),
  script(/\p{Script=Thai}/gu, 'th'),
  script(/\p{Script=Tamil}/gu, 'ta'),
  script(/\p{Script=Telugu}/gu, 'te'),
  script(/\p{Script=Malayalam}/gu, 'ml'),
  script(/\p{Script=Kannada}/gu, 'kn'),
  script(/\p{Script=Gujarati}/gu, 'gu'),
  script(/\p{Script=Gurmukhi}/gu, 'pa'),
  script(/\p{Script=Sinhala}/gu, 'si'),
  script(/\p{Script=Georgian}/gu, 'ka'),
  script(/\p{Script=Armenian}/gu, 'hy'),
  script(/\p{Script=Ethiopic}/gu, 'am', 'ti'),
  script(/\p{Script=Myanmar}/gu, 'my'),
  script(/\p{Script=Khmer}/gu, 'km'),
  script(/\p{Script=Lao}/gu, 'lo'),
  script(/\p{Script=Syriac}/gu, 'syr', 'arc'),
  script(/\p{Script=Thaana}/gu, 'dv'),
]

/** How many letters a text has, and how many characters of each script, in the order of SCRIPTS. */
export function countScripts(text: string): { letters: number; ofScript: number[] } {
  COUNTS.fill(0)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    let kind = KINDS[code] as number
    if (kind === UNKNOWN) {
      const point = text.codePointAt(at) as number
      kind = kindOf(String.fromCodePoint(point))
      if (point > 0xffff) at++
      else KINDS[code] = kind
    }
    COUNTS[kind] = (COUNTS[kind] as number) + 1
  }
  let letters = 0
  for (let kind = LETTER; kind < UNKNOWN; kind++) letters += COUNTS[kind] as number
  const ofScript = SCRIPTS.map(
    (_, place) => (COUNTS[place + 1] as number) + (COUNTS[(place + 1) | LETTER] as number),
  )
  return { letters, ofScript }
}

const LETTER = 0x80
const UNKNOWN = 0xff

/**
 * Of each UTF-16 unit that was met, its script's place plus 1 (0 for none of ours), and whether it is a letter: asking
 * expressions about every text of every article took a third of the time that articles take.
 */
const KINDS = new Uint8Array(0x10000).fill(UNKNOWN)

/** Of the text that is counted: how many characters of each kind. */
const COUNTS = new Uint32Array(UNKNOWN + 1)

function kindOf(character: string): number {
  const place = SCRIPTS.findIndex(({ letters }) => character.search(letters) === 0)
  return (place + 1) | (/\p{L}/u.test(character) ? LETTER : 0)
}
