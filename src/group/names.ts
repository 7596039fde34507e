/** A word of a text: folded, as written, and what stands between it and the word before. */
export type Token = { word: string; written: string; isPlain: boolean; before: string }

const LONGEST_NAME = 3
/** An Arabic name of two words that agree in the article: «الدولة الإسلامية», «الأمم المتحدة». */
const WITH_ARTICLE = /^(?:ال|لل)/
const CAPITAL = /^\p{Lu}/u

/**
 * Names of several words, those that are written most often first: words in capitals that follow each other, and pairs that
 * Arabic writes with the article, where a story has them at least twice.
 */
export function namesIn(texts: readonly Token[][]): string[] {
  const names = new Map<string, { written: string; count: number }>()
  for (const tokens of texts) {
    for (const run of runsOf(tokens)) {
      const key = run.map(({ word }) => word).join(' ')
      const known = names.get(key)
      const written = known?.written ?? run.map(token => token.written).join(' ')
      names.set(key, { written, count: (known?.count ?? 0) + 1 })
    }
  }
  return [...names.values()]
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count)
    .map(({ written }) => written)
}

/** The longest runs of words that look like one name, within a sentence. */
function runsOf(tokens: readonly Token[]): Token[][] {
  const runs: Token[][] = []
  let run: Token[] = []
  const end = () => {
    if (run.length > 1 && run.length <= LONGEST_NAME) runs.push(run)
    run = []
  }
  for (const token of tokens) {
    if (token.before !== ' ' || !isNameLike(token)) end()
    if (isNameLike(token)) run.push(token)
  }
  end()
  return runs
}

const isNameLike = ({ written, isPlain }: Token) =>
  !isPlain && (CAPITAL.test(written) || WITH_ARTICLE.test(written))
