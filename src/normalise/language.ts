import { words } from '../text/words.ts'
import { FUNCTION_WORDS } from './function-words.ts'
import { countScripts, SCRIPTS, type Script } from './scripts.ts'

/** What is looked at: a page of text settles it. */
const MAX_LENGTH = 3_000

/** Fewer letters may be a name: "BBC" is no English. */
const MIN_LETTERS = 8

/**
 * The language of a text as its BCP 47 primary subtag; null where it does not tell: too short, or in two scripts.
 *
 * The script decides most; languages that share one are told apart by letters that only they use (Persian گ, Urdu ٹ,
 * Ukrainian ї), those in Latin letters by their function words.
 */
export function detectLanguage(text: string): string | null {
  const main = mainScript(text)
  if (!main) return null
  if (main.script.language === null) return byFunctionWords(main.sample)
  const { sample, letters, script } = main
  const telling = script.telling.find(({ letters: own, share }) => countOf(sample, own) > share * letters)
  return (telling ?? script).language
}

/** Whether a text may be in a language, going by its script: false for Arabic text that says it is English. */
export function fitsScript(text: string, language: string): boolean {
  const main = mainScript(text)
  const [primary = '', second = ''] = language.toLowerCase().split('-')
  if (!main || second.length === 4) return true
  const isWrittenIn = ({ language: own, also }: Script) => own === primary || also.has(primary)
  return isWrittenIn(main.script) || (main.script.language === null && !SCRIPTS.some(isWrittenIn))
}

type Main = { script: Script; sample: string; letters: number }

/** What was found last: of one article it is asked several times over. */
let last: { text: string; main: Main | null } = { text: '', main: null }

/** The script that more than half of the letters are in; names in another are outvoted. */
function mainScript(text: string): Main | null {
  if (last.text !== text) last = { text, main: findMainScript(text.slice(0, MAX_LENGTH)) }
  return last.main
}

function findMainScript(sample: string): Main | null {
  const { letters, ofScript } = countScripts(sample)
  if (letters < MIN_LETTERS) return null
  const script = SCRIPTS.find((_, place) => (ofScript[place] ?? 0) * 2 > letters)
  return script ? { script, sample, letters } : null
}

const countOf = (text: string, letters: RegExp) => text.match(letters)?.length ?? 0

/** A word speaks for each of its languages, the more the fewer they are; the winner must lead clearly. */
function byFunctionWords(text: string): string | null {
  const votes = new Map<string, number>()
  const all = words(text)
  for (const word of all) {
    const languages = FUNCTION_WORDS.get(word) ?? []
    for (const language of languages)
      votes.set(language, (votes.get(language) ?? 0) + 1 / (1 + languages.length))
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1])
  if (!first || first[1] < Math.max(0.5, all.length * 0.025)) return null
  return first[1] > (second?.[1] ?? 0) * 1.25 ? first[0] : null
}
