import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokenize } from '../../src/parse/tokens.ts'

/** The tokens, one a line: what kind and which part of the text. */
function tokens(text: string): string[] {
  const met: string[] = []
  tokenize(text, {
    open: (name, from, to, isEmpty) =>
      met.push(`open ${name}${isEmpty ? ' empty' : ''}|${text.slice(from, to).trim()}`),
    close: name => met.push(`close ${name}`),
    text: (start, end) => met.push(`text ${text.slice(start, end)}`),
    cdata: (start, end) => met.push(`cdata ${text.slice(start, end)}`),
    doctype: (start, end) => met.push(`doctype ${text.slice(start, end)}`),
    broken: kind => met.push(kind),
  })
  return met
}

test.each([
  ['<a b="c">d</a>', ['open a|b="c"', 'text d', 'close a']],
  ['<a/><b />', ['open a empty|', 'open b empty|']],
  ['<a b=">" c=\'<\'>', [`open a|b=">" c='<'`]],
  ["<p it's>x", ["open p|it's", 'text x']],
  ['a < b <3 </ c', ['bare-less-than', 'bare-less-than', 'bare-less-than', 'text a < b <3 </ c']],
  ['<a <b>', ['broken-tag', 'open a|', 'open b|']],
  ['<a b="c>d', ['open a|b="c', 'text d']],
  ['<a b="c', ['bare-less-than', 'text <a b="c']],
  ['</a b></c<d>', ['close a', 'close c', 'open d|']],
  ['<!-- <a> -->b', ['text b']],
  ['<!-- <a>b', ['text b']],
  ['<?xml version="1.0"?><?php >b', ['text b']],
  ['<![CDATA[<a>]]]]>b', ['cdata <a>]]', 'text b']],
  ['<![CDATA[<a>', ['broken-tag', 'cdata <a>']],
  ['<![CDATA[]]>', ['cdata ']],
  ['<!DOCTYPE a [<!ENTITY b ">">]><c>', ['doctype <!DOCTYPE a [<!ENTITY b ">">]>', 'open c|']],
  ['<é:ü>', ['open é:ü|']],
])('%s is cut into its tokens', (text, expected) => {
  expect(tokens(text)).toEqual(expected)
})

const pieces = fc.constantFrom(
  '<',
  '>',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE',
  '[',
  ']',
  '"',
  "'",
  '=',
  ' ',
  'a',
  'item',
  '&',
  '\0',
  'é',
)

test('any text is cut, and its text and CDATA are parts of it in order', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), parts => {
      const text = parts.join('')
      let at = 0
      const forward = (start: number, end: number) => {
        expect(start).toBeGreaterThanOrEqual(at)
        expect(end).toBeGreaterThanOrEqual(start)
        at = end
      }
      tokenize(text, {
        open: (_name, _from, _to, _isEmpty, start, end) => forward(start, end),
        close: (_name, start, end) => forward(start, end),
        text: forward,
        cdata: forward,
        doctype: forward,
        broken: () => undefined,
      })
      expect(at).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 2000 },
  )
})
