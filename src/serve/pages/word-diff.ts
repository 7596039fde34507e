/** A run of words, and whether only the earlier or only the later text has it. */
export type DiffPiece = { text: string; only: 'before' | 'after' | null }

/** Longer texts are told as wholly different: comparing takes the product of their lengths. */
const MOST_WORDS = 200

/** What of two texts is the same, word by word: the longest common subsequence, with the pieces of both in order. */
export function wordDiff(before: string, after: string): DiffPiece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return [
      { text: before, only: 'before' },
      { text: after, only: 'after' },
    ]
  const lengths = commonLengths(a, b)
  const pieces: DiffPiece[] = []
  const add = (text: string, only: DiffPiece['only']) => {
    const last = pieces.at(-1)
    if (last?.only === only) last.text += ` ${text}`
    else pieces.push({ text, only })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]]
    if (one !== undefined && one === other) {
      add(one, null)
      i++
      j++
    } else if (one !== undefined && (other === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      add(one, 'before')
      i++
    } else {
      add(other as string, 'after')
      j++
    }
  }
  return pieces
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(word => word !== '')

/** For each pair of places how many words the rests have in common. */
function commonLengths(a: string[], b: string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (lengths[i] as number[])[j] =
        a[i] === b[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
  return lengths
}

const at = (lengths: number[][], i: number, j: number): number => lengths[i]?.[j] ?? 0
