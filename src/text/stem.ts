/** The article and the particles that are written together with it, longest first (Larkey's light10, plus فال and ولل). */
const PREFIXES = ['وبال', 'وكال', 'ولل', 'وال', 'فال', 'بال', 'كال', 'لل', 'ال']
/** Endings of number, gender and possession, longest first. Words come folded: ة is ه, ى is ي. */
const SUFFIXES = ['هما', 'تين', 'تان', 'ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'هم', 'ه', 'ي']
const ARABIC = /^[ء-ي]/
const LATIN = /^[a-z]/

/**
 * Cuts what inflection adds most often, so that forms of a word meet: light10 for Arabic (Larkey, Ballesteros and Connell,
 * 2002), plurals and the commonest verb endings for English. Takes one folded word; what it gives is a key for grouping,
 * never shown and never matched against a query.
 */
export function stem(word: string): string {
  if (ARABIC.test(word)) return stemArabic(word)
  if (LATIN.test(word)) return stemEnglish(word)
  return word
}

function stemArabic(word: string): string {
  const prefix = PREFIXES.find(p => word.startsWith(p) && word.length - p.length >= 2)
  let rest = prefix ? word.slice(prefix.length) : word
  // A single و is more often "and" than a part of the word once three letters remain.
  if (!prefix && rest.length >= 5 && rest.startsWith('و')) rest = rest.slice(1)
  for (let cuts = 0; cuts < 2; cuts++) {
    const suffix = SUFFIXES.find(s => rest.endsWith(s) && rest.length - s.length >= 3)
    if (!suffix) break
    rest = rest.slice(0, -suffix.length)
  }
  return rest
}

function stemEnglish(word: string): string {
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word
  if (bare.length > 4 && bare.endsWith('ies')) return `${bare.slice(0, -3)}y`
  if (bare.length > 5 && bare.endsWith('ing')) return undouble(bare.slice(0, -3))
  if (bare.length > 4 && bare.endsWith('ed')) return undouble(bare.slice(0, -2))
  if (bare.length > 4 && bare.endsWith('es')) return bare.slice(0, -2)
  if (bare.length > 3 && bare.endsWith('s') && !bare.endsWith('ss') && !bare.endsWith('us'))
    return bare.slice(0, -1)
  return bare.length > 4 && bare.endsWith('e') ? bare.slice(0, -1) : bare
}

/** `stopp` and `stop` are one word; `fall` keeps its letters. */
function undouble(stemmed: string): string {
  const last = stemmed.at(-1)
  return last === stemmed.at(-2) && !'lsz'.includes(last ?? '') ? stemmed.slice(0, -1) : stemmed
}
