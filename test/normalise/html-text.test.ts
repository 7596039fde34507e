import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { htmlToText } from '../../src/normalise/html-text.ts'

describe('the words of HTML', () => {
  test.each([
    ['a line a block', '<p>أ</p><p>ب<br>ج</p><ul><li>د</li><li>ه</li></ul>', 'أ\nب\nج\nد\nه'],
    ['inline elements do not part words', 'tele<b>vis</b>ion <i>a</i><span>b</span>', 'television ab'],
    ['cells do', '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>', '1 2\n3'],
    ['white space is one space', ' a \t\n b&nbsp; c ', 'a b c'],
    ['lines of a text without markup stay', 'a \n\n  b\r\nc', 'a\nb\nc'],
    ['entities are resolved once', '&amp;lt;b&amp;gt; &eacute; &#x62E; &copy AT&T', '&lt;b&gt; é خ © AT&T'],
    [
      'scripts, styles and drawings have no words',
      'a<script>b<</script><style>c</style><svg><text>d</text></svg>e',
      'ae',
    ],
    ['comments neither', 'a<!-- b -->c', 'ac'],
    ['a bare < is itself', '1 < 2 > 0', '1 < 2 > 0'],
    ['joiners that spelling needs stay', 'می\u200cشود', 'می\u200cشود'],
    ['control characters go', 'a\0b\u0007c\ufeff', 'abc'],
    ['what is cut in a tag ends there', 'a <b class="x', 'a'],
  ])('%s', (_, html, expected) => {
    expect(htmlToText(html)).toBe(expected)
  })

  test('never fail to be read, and hold no control characters, empty lines or doubled spaces', () => {
    const piece = fc.constantFrom(
      '<p>',
      '<b',
      '>',
      '&',
      '&#',
      'x',
      ' ',
      '\n',
      '<!--',
      '<script>',
      '</',
      '\ud800',
      '&#0;',
      '<![CDATA[',
    )
    const html = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map(all => all.join('')),
    )
    fc.assert(
      fc.property(html, text => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may come out
        expect(htmlToText(text)).not.toMatch(/[\0-\x08\x0b-\x1f]|\n\n|^\n|\n$| {2}/)
      }),
      { numRuns: 1_500 },
    )
  })

  test('are the same where something in the text has to be mended', () => {
    const pieces = fc.constantFrom(
      ...'<p>|</p>|<td>|<b>|a|ب| |  |\n|\t|\r|\u00a0|\u2028|\u3000|\u200c|😀|&nbsp;|&#10;'.split('|'),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), found => {
        const html = found.join('')
        expect(htmlToText(html)).toBe(htmlToText(`${html}\0`))
      }),
      { numRuns: 5_000 },
    )
  })
})
