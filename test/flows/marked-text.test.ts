import { expect, test } from 'vitest'
import { markArticle } from '../../src/flows/marked-text.ts'
import type { Mark } from '../../src/query/marks.ts'

const filler = (n: number) => 'كلمة '.repeat(n)
const mark = (part: Mark['part'], text: string, word: string, clause = word): Mark => {
  const start = text.indexOf(word)
  return { part, start, end: start + word.length, clause }
}
const written = (pieces: { text: string; clause: string | null }[]) =>
  pieces.map(({ text, clause }) => (clause === null ? text : `{${text}}`)).join('')

test('without a mark the summary is shown from its beginning', () => {
  const { title, excerpt } = markArticle({ title: 'Title', summary: 'Short.', text: 'Longer' }, [])
  expect([written(title), written(excerpt)]).toEqual(['Title', 'Short.'])
})

test('where a clause holds in the text alone, the text is shown there, cut at spaces', () => {
  const text = `${filler(80)}وطالبان ${filler(80)}`
  const title = 'موسكو'
  const marks = [
    mark('title', title, 'موسكو'),
    mark('summary', 'موسكو', 'موسكو'),
    mark('text', text, 'وطالبان', 'طالبان'),
  ]
  const shown = written(markArticle({ title, summary: 'موسكو', text }, marks).excerpt)
  expect(shown).toMatch(/^… (?:كلمة )+\{وطالبان\} (?:كلمة )+كلمة …$/)
  expect(shown.length).toBeLessThan(300)
})

test('a word that several clauses find is marked once', () => {
  const title = 'bird flu'
  const marks = [mark('title', title, 'bird', 'bird'), mark('title', title, 'bird', '"bird flu"')]
  expect(markArticle({ title, summary: '', text: '' }, marks).title).toEqual([
    { text: 'bird', clause: 'bird' },
    { text: ' flu', clause: null },
  ])
})

test('a text without spaces is cut, but no character in two', () => {
  const text = '😀'.repeat(400)
  for (const start of [0, 2, 200, 202]) {
    const { excerpt } = markArticle({ title: '', summary: text, text: '' }, [
      { part: 'summary', start, end: start + 2, clause: '😀' },
    ])
    expect(written(excerpt).isWellFormed()).toBe(true)
    expect(written(excerpt).length).toBeLessThan(300)
  }
})
