import { BROKEN_PLURALS } from './broken-plurals.ts'
import { type Family, IRREGULAR } from './irregular-english.ts'

/**
 * The inflected forms of a folded word, itself first: in Arabic, suffix pronouns, dual, plurals (also broken ones of
 * common nouns), feminine and nisba; in Latin letters, the regular endings of English, and common words that have others.
 * Nothing is attached in front.
 *
 * Some forms that are made so do not exist; they find nothing.
 */
export function inflectionsOf(word: string): string[] {
  if (/^[ء-ي]{2,}$/.test(word)) return [...new Set([word, ...arabicForms(word)])]
  if (/^[a-z]{2,}$/.test(word)) return [...new Set([word, ...englishWords(word)])]
  return [word]
}

function arabicForms(word: string): string[] {
  const nouns = [word, ...singulars(word)]
  const families = nouns.flatMap(noun => BROKEN_PLURALS.get(noun) ?? [])
  const plurals = families.flatMap(([, ...others]) => others)
  return [
    ...nouns.filter(noun => !plurals.includes(noun)).flatMap(formsOfNoun),
    ...families.flatMap(([singular]) => formsOfNoun(singular as string)),
    ...plurals.flatMap(plural => [plural, ...endingIn(plural.replace(/ه$/, 'ت'), PRONOUNS)]),
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

/** The forms of every word that this one may be a form of: lives is of life, and of live. */
function englishWords(word: string): string[] {
  const families = IRREGULAR.get(word) ?? []
  const isBase = families.some(({ forms }) => forms[0] === word)
  const others = isBase ? [] : englishBases(word).flatMap(englishForms)
  const plural = word.endsWith('ing') ? [regularForms(word).plural] : []
  return [...families.flatMap(familyForms), ...others, ...plural]
}

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
  if (!word.endsWith('ss')) cut('s', '')
  const [, stem] = /^(.+?)(?:ed|ing)$/.exec(word) ?? []
  if (stem && /^[aeiou][^aeiou]$/.test(stem)) bases.push(`${stem}e`)
  cut('ed', '', 'e')
  cut('ing', '', 'e')
  if (stem && stem.length > 3 && /([bdgklmnprtz])\1$/.test(stem)) bases.push(stem.slice(0, -1))
  return bases.length > 0 ? bases : [word]
}

function englishForms(base: string): string[] {
  const family = IRREGULAR.get(base)?.find(({ forms }) => forms[0] === base)
  if (family) return familyForms(family)
  const { plural, present, past } = regularForms(base)
  return [base, plural, ...past, ...present]
}

function familyForms({ forms, isVerb }: Family): string[] {
  if (!isVerb) return [...forms]
  const { plural, present } = regularForms(forms[0] as string)
  return [...forms, plural, ...present]
}

/** With a consonant doubled after a short vowel; in words of several syllables either way (travelled, traveled). */
function regularForms(base: string): { plural: string; present: string[]; past: string[] } {
  const plural = /(?:s|x|z|ch|sh)$/.test(base) ? `${base}es` : `${base}s`
  if (/[^aeiou]y$/.test(base)) {
    const stem = base.slice(0, -1)
    return { plural: `${stem}ies`, present: [`${base}ing`], past: [`${stem}ied`] }
  }
  if (base.endsWith('ie')) return { plural, present: [`${base.slice(0, -2)}ying`], past: [`${base}d`] }
  if (base.endsWith('e')) {
    const stem = /[eoy]e$/.test(base) ? base : base.slice(0, -1)
    return { plural, present: [`${stem}ing`], past: [`${base}d`] }
  }
  const doubled = base + base.at(-1)
  const stems = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(base)
    ? [doubled]
    : /[^aeiou][aeiou][bdgklmnprt]$/.test(base)
      ? [base, doubled]
      : [base]
  return { plural, present: endingInAll(stems, 'ing'), past: endingInAll(stems, 'ed') }
}

const endingInAll = (stems: string[], ending: string): string[] => stems.map(stem => stem + ending)
