import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { ftsRow } from '../query/fts.ts'
import type { Store } from '../store/store.ts'
import { words } from '../text/words.ts'

const AT_ONCE = 200

/**
 * Indexes what the full-text index lacks, newest first: everything, where an earlier version folded or parted words in
 * another way. What is not indexed yet is found all the same, by reading it.
 *
 * @returns how many articles were indexed.
 */
export async function indexWords({ search }: Pick<Store, 'search'>, signal: AbortSignal): Promise<number> {
  let below = await search.beginIndex(tokeniserMark())
  let indexed = 0
  while (below > 0 && !signal.aborted) {
    const ids = await search.ids(below, AT_ONCE)
    const texts = await search.texts(ids)
    below = ids.length < AT_ONCE ? 0 : (ids.at(-1) as number)
    await search.index(
      texts.map(text => ({ id: text.id, words: ftsRow(text) })),
      below,
    )
    indexed += ids.length
    // whatever else waits on this thread goes first
    await setImmediate()
  }
  return indexed
}

/** Differs where the words of some text do: a hash of what becomes of characters, and of what words are made of. */
export function tokeniserMark(): string {
  const hash = createHash('sha256')
  hash.update(words(SAMPLE.join(' ')).join('\n'))
  for (const text of TEXTS) hash.update(words(text).join('\n'))
  return hash.digest('base64url')
}

/** Every character of the scripts that fold the most (Latin, Greek, Cyrillic, Arabic), and some of all others. */
const SAMPLE = Array.from({ length: 0x10000 }, (_, code) => code)
  .filter(code => code < 0x800 || (code >= 0xfb50 && code < 0xff00) || code % 31 === 0)
  .map(code => String.fromCharCode(code))

const TEXTS = [
  "U.S. U.S.A. C++ C# 3.5 1,000,000.25 ١٬٠٠٠ 12.05.2024 2nd don't O'Brien's l'Iran covid-19 وBBC snake_case a/b",
  'والمَدْرَسَةُ الـكـبـيـرة مسؤول مسئول ؤُلِدَ ؤ لآخر',
  '東京都の人口は千三百万人です。中华人民共和国国务院总理',
  'ประเทศไทยมีประชากรหกสิบล้านคน សួស្តី မြန်မာ ລາວ',
]
