import { words } from '../text/words.ts'

/** Agencies by the names that credit them, folded. Those that are words of the language too count at the edges only. */
const AGENCIES: Record<string, { names: string[]; atEdges?: string[] }> = {
  afp: { names: ['afp', 'agence france presse', 'ا ف ب', 'اف ب', 'فرانس برس'] },
  reuters: { names: ['reuters', 'رويترز'] },
  ap: { names: ['associated press', 'اسوشيتد برس', 'اسوشييتد برس', 'الاسوشيتد برس'], atEdges: ['ap', 'ا ب'] },
  dpa: { names: ['dpa', 'deutsche presse agentur', 'د ب ا', 'الوكاله الالمانيه', 'وكاله الانباء الالمانيه'] },
  efe: { names: ['agencia efe', 'اي اف اي'], atEdges: ['efe'] },
  ansa: { names: ['وكاله انسا'], atEdges: ['ansa'] },
  upi: { names: ['upi', 'united press international', 'يو بي اي', 'يونايتد برس'] },
  pa: { names: ['pa media', 'press association'] },
  xinhua: { names: ['xinhua', 'شينخوا'] },
  tass: { names: ['itar tass', 'وكاله تاس', 'ايتار تاس'], atEdges: ['tass'] },
  interfax: { names: ['interfax', 'انترفاكس'] },
  anadolu: { names: ['anadolu', 'وكاله الاناضول'], atEdges: ['aa', 'الاناضول'] },
  spa: { names: ['saudi press agency', 'وكاله الانباء السعوديه'], atEdges: ['spa', 'واس'] },
  wam: { names: ['emirates news agency', 'وكاله انباء الامارات'], atEdges: ['wam', 'وام'] },
  kuna: { names: ['kuna', 'وكاله الانباء الكويتيه'], atEdges: ['كونا'] },
  qna: { names: ['qatar news agency', 'وكاله الانباء القطريه'], atEdges: ['qna', 'قنا'] },
  bna: { names: ['bahrain news agency', 'وكاله انباء البحرين'], atEdges: ['bna', 'بنا'] },
  mena: { names: ['middle east news agency', 'ا ش ا', 'وكاله انباء الشرق الاوسط'] },
  petra: { names: ['وكاله الانباء الاردنيه'], atEdges: ['بترا', 'petra'] },
  wafa: { names: ['وكاله الانباء الفلسطينيه', 'وكاله وفا'], atEdges: ['wafa', 'وفا'] },
  sana: { names: ['وكاله الانباء السوريه', 'وكاله سانا'], atEdges: ['sana', 'سانا'] },
  irna: { names: ['irna', 'ارنا'] },
  ina: { names: ['وكاله الانباء العراقيه'], atEdges: ['ina', 'واع'] },
  kyodo: { names: ['kyodo'] },
  yonhap: { names: ['yonhap', 'يونهاب'] },
  pti: { names: ['press trust of india'], atEdges: ['pti'] },
  various: { names: [], atEdges: ['وكالات', 'الوكالات', 'agencies'] },
  ani: { names: ['asian news international'], atEdges: ['ani'] },
}

/** How many words at a text's beginning and end may be a dateline or a credit: "الرياض – واس:", "(AP)". */
const EDGE_WORDS = 4
const MAX_SENTENCE = 300
const SENTENCE_END = /[.!?؟。](?=\s|$)|\n/u

/** The agency that an article is from, by its author or by its text's first or last sentence; else null. */
export function creditedAgency(author: string | null, text: string): string | null {
  const byline = spaced(words(author ?? ''))
  const [first, last] = [firstSentence(text), lastSentence(text)].map(words) as [string[], string[]]
  const sentences = [spaced(first), spaced(last)]
  const edges = [spaced(first.slice(0, EDGE_WORDS)), spaced(last.slice(-EDGE_WORDS))]
  const stands = (names: string[] | undefined, places: string[]) =>
    names?.some(name => places.some(place => place.includes(` ${name} `))) ?? false
  const found = Object.entries(AGENCIES).find(
    ([, { names, atEdges }]) => stands(names, [byline, ...sentences]) || stands(atEdges, [byline, ...edges]),
  )
  return found?.[0] ?? null
}

/** Initials with dots (أ.ف.ب) come as one word, those with spaces as several: both become several. */
function spaced(found: string[]): string {
  return ` ${found.join(' ').replaceAll('.', ' ')} `
}

function firstSentence(text: string): string {
  const head = text.trimStart().slice(0, MAX_SENTENCE)
  const end = head.search(SENTENCE_END)
  return end > 0 ? head.slice(0, end) : head
}

function lastSentence(text: string): string {
  const tail = text.trimEnd().slice(-MAX_SENTENCE)
  const closed = tail.replace(/[.!?؟。]+$/u, '')
  const before = closed.split(SENTENCE_END)
  return before.at(-1) ?? ''
}
