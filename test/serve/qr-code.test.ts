import { expect, test } from 'vitest'
import { qrCode } from '../../src/serve/qr-code.ts'

const TEXTS = ['a', 'https://news.example/topics/sea.rss', `https://news.example/p/${'x'.repeat(43)}/sea.rss`]

/** The dark modules of the drawing, row by row, without the quiet zone. */
function modules(svg: string): boolean[][] {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1])
  const rows = Array.from({ length: side }, () => new Array<boolean>(side).fill(false))
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let i = 0; i < Number(length); i++) (rows[Number(y)] as boolean[])[Number(x) + i] = true
  expect(rows.slice(0, 4).flat().includes(true)).toBe(false)
  return rows.slice(4, -4).map(row => row.slice(4, -4))
}

test.each(TEXTS)('the code of %s has what readers find it and its direction by (ISO/IEC 18004)', text => {
  const rows = modules(qrCode(text))
  const size = rows.length
  expect((size - 17) % 4).toBe(0)
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']
  const at = (x: number, y: number) =>
    finder.map((_, i) =>
      (rows[y + i] ?? [])
        .slice(x, x + 7)
        .map(Number)
        .join(''),
    )
  expect([at(0, 0), at(size - 7, 0), at(0, size - 7)]).toEqual([finder, finder, finder])
  // timing patterns, and the module that is always dark: beside the lower left finder, not the upper right
  for (let i = 8; i < size - 8; i++) expect([rows[6]?.[i], rows[i]?.[6]]).toEqual([i % 2 === 0, i % 2 === 0])
  expect(rows[size - 8]?.[8]).toBe(true)
})

test('other texts have other codes', () => {
  expect(new Set(TEXTS.map(qrCode)).size).toBe(TEXTS.length)
})
