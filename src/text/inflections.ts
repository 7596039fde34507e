import { BROKEN_PLURALS } from './broken-plurals.ts'

/**
 * The inflected forms of a folded word, itself first: in Arabic, suffix pronouns, dual, plurals (also broken ones of
 * common nouns), feminine and nisba; in Latin letters, the regular endings of English. Nothing is attached in front.
 *
 * Some forms that are made so do not exist; they find nothing.
 */
export function inflectionsOf(word: string): string[] {
  if (/^[ء-ي]{3,}$/.test(word)) return [...new Set([word, ...arabicForms(word)])]
  if (/^[a-z]{3,}$/.test(word)) return [...new Set([word, ...englishBases(word).flatMap(englishForms)])]
  return [word]
}

function arabicForms(word: string): string[] {
  const nouns = [word, ...singulars(word)]
  const families = nouns.flatMap(noun => BROKEN_PLURALS.get(noun) ?? [])
  const plurals = families.flatMap(([, ...others]) => others)
  return [
    ...nouns.filter(noun => !plurals.includes(noun)).flatMap(formsOfNoun),
    ...families.flatMap(([singular]) => formsOfNoun(singular as string)),
    ...plurals.flatMap(plural => [plural, ...endingIn(plural, PRONOUNS)]),
  ]
}

/** What a word may be the dual or plural of. Many names end like a dual (لبنان): what remains must be a noun's length. */
const singulars = (word: string): string[] =>
  ENDINGS.flatMap(([ending, replacement, atLeast]) =>
    word.endsWith(ending) && word.length - ending.length >= atLeast
      ? [word.slice(0, -ending.length) + replacement]
      : [],
  )

const ENDINGS: [ending: string, replacement: string, atLeast: number][] = [
  ['ون', '', 4],
  ['ين', '', 4],
  ['ان', '', 4],
  ['ات', '', 3],
  ['ات', 'ه', 3],
  ['تان', 'ه', 3],
  ['تين', 'ه', 3],
]

const PRONOUNS = ['ه', 'ها', 'هما', 'هم', 'هن', 'ك', 'كما', 'كم', 'كن', 'ي', 'نا']
const NISBA = ['ي', 'يه', 'يا', 'يان', 'يين', 'يون', 'يات', 'يتان', 'يتين']

/** Folded, so that ه is ة too, ي is ى, and ء is ؤ and ئ. */
function formsOfNoun(noun: string): string[] {
  if (noun.endsWith('ات')) return [noun, ...endingIn(noun, PRONOUNS)]
  const stem = noun.slice(0, -1)
  switch (noun.at(-1)) {
    case 'ه':
      return [
        noun,
        ...endingIn(`${stem}ت`, ['ا', 'ان', 'ين', ...PRONOUNS]),
        ...endingIn(`${stem}ات`, ['', ...PRONOUNS]),
        ...nisbaOf(stem),
      ]
    case 'ا':
      return [noun, ...nisbaOf(stem), ...endingIn(noun, ['ت', ...PRONOUNS])]
    case 'ي':
      return [
        noun,
        ...endingIn(noun, [...NISBA.map(ending => ending.slice(1)), ...PRONOUNS]),
        ...endingIn(`${stem}ا`, PRONOUNS),
        ...endingIn(stem, ['ون', 'ين']),
      ]
    default:
      return [
        noun,
        ...endingIn(noun, ['ا', 'ان', 'ين', 'ون', 'و', 'ه', 'تان', 'تين', ...PRONOUNS, ...NISBA]),
        ...endingIn(`${noun}ي`, PRONOUNS),
        ...endingIn(`${noun}ات`, ['', ...PRONOUNS]),
      ]
  }
}

const endingIn = (stem: string, endings: string[]): string[] => endings.map(ending => stem + ending)

/** Of روسي as it is, of فرنس with its ي; what is left must be a stem. */
const nisbaOf = (stem: string): string[] =>
  stem.length < 3 ? [] : NISBA.map(ending => (stem.endsWith('ي') ? stem + ending.slice(1) : stem + ending))

/** The word without a regular ending, in the spellings that it may have had before it. */
function englishBases(word: string): string[] {
  const bases: string[] = []
  const cut = (ending: string, ...replacements: string[]) => {
    if (word.endsWith(ending) && word.length - ending.length >= 3)
      bases.push(...replacements.map(replacement => word.slice(0, -ending.length) + replacement))
  }
  cut('ies', 'y')
  cut('ied', 'y')
  cut('es', '', 'e')
  cut('ed', '', 'e')
  cut('ing', '', 'e')
  if (!word.endsWith('ss')) cut('s', '')
  return bases.length > 0 ? bases : [word]
}

function englishForms(base: string): string[] {
  if (/[^aeiou]y$/.test(base)) return [base, ...endingIn(base.slice(0, -1), ['ies', 'ied']), `${base}ing`]
  if (base.endsWith('e')) return [base, `${base}s`, `${base}d`, `${base.slice(0, -1)}ing`]
  const doubled = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(base) ? base + base.at(-1) : base
  const plural = /(?:s|x|z|ch|sh)$/.test(base) ? 'es' : 's'
  return [base, base + plural, `${doubled}ed`, `${doubled}ing`]
}
