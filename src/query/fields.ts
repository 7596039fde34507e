/** What can stand before a colon, and what it is followed by. */
export const FIELDS = {
  title: 'words',
  text: 'words',
  author: 'words',
  category: 'words',
  keyword: 'words',
  outlet: 'name',
  topic: 'name',
  lang: 'name',
  url: 'name',
  after: 'name',
  before: 'name',
  age: 'comparison',
  outlets: 'comparison',
} as const

export type Field = keyof typeof FIELDS

export const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name)

/** What people call our fields elsewhere. */
const ALSO_KNOWN_AS: Record<string, Field> = {
  intitle: 'title',
  headline: 'title',
  intext: 'text',
  body: 'text',
  content: 'text',
  summary: 'text',
  description: 'text',
  by: 'author',
  inauthor: 'author',
  tag: 'category',
  tags: 'category',
  label: 'category',
  source: 'outlet',
  feed: 'outlet',
  publisher: 'outlet',
  language: 'lang',
  site: 'url',
  inurl: 'url',
  host: 'url',
  link: 'url',
  http: 'url',
  https: 'url',
  since: 'after',
  until: 'before',
  date: 'after',
  newer: 'age',
  older: 'age',
}

/** The field that was probably meant; null where none is near. */
export function nearestField(name: string): Field | null {
  const lower = name.toLowerCase()
  const known = Object.hasOwn(ALSO_KNOWN_AS, lower) ? ALSO_KNOWN_AS[lower] : undefined
  return known ?? (nearest(lower, Object.keys(FIELDS)) as Field | null)
}

/** The name that needs the fewest edits to become `name`, and no more than a third of its letters or two. */
export function nearest(name: string, names: readonly string[]): string | null {
  let best: string | null = null
  let fewest = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue
    const edits = editsBetween(name, candidate)
    if (edits < fewest && edits < candidate.length) [best, fewest] = [candidate, edits]
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
export function editsBetween(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let edits = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1)
      next.push(edits)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? 0
}
