import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitizeHtml } from '../../src/normalise/html.ts'
import { plainMarkup } from '../../src/normalise/plain-markup.ts'

describe('markup that is safe as it stands', () => {
  test.each([
    ['paragraphs', '<p>قال <b>الوزير</b></p>\n<p>x "y"</p>', '<p>قال <b>الوزير</b></p>\n<p>x "y"</p>'],
    ['line breaks, written one way', 'a<br>b<br/>c<br />d', 'a<br />b<br />c<br />d'],
    ['references, resolved', '<p>&eacute; &#8217; &quot; AT&T &lt</p>', '<p>é ’ " AT&amp;T &lt;</p>'],
    ['lists and quotations', '<blockquote><p>a</p></blockquote><ul><li><p>b</p><ol></ol></li></ul>', null],
    ['characters that only stand for markup', '<p>a &lt;b&gt; &amp; c</p>', '<p>a &lt;b&gt; &amp; c</p>'],
  ])('%s', (_, html, expected) => {
    expect(plainMarkup(html)).toBe(expected ?? html)
  })

  test.each([
    ['attributes', '<p class="x">a</p>'],
    ['other elements', '<p>a<script>x</script></p>'],
    ['tags in capitals', '<P>a</P>'],
    ['elements that are not closed', '<p>a'],
    ['end tags of nothing', 'a</p>'],
    ['elements that overlap', '<b><i>a</b></i>'],
    ['blocks in a paragraph, which a parser moves out of it', '<p>a<p>b</p></p>'],
    ['a list item that the next one ends', '<ul><li>a<li>b</li></li></ul>'],
    ['a heading in a heading', '<h2>a<h3>b</h3></h2>'],
    ['bare signs', '<p>5 > 4</p>'],
    ['a tag that never ends', '<p>a</p><p'],
    ['comments', '<p>a<!-- b --></p>'],
    ['elements deeper than anyone writes', '<div>'.repeat(60) + '</div>'.repeat(60)],
    ['more references than any article has', '&nbsp;'.repeat(2_000)],
    ['more tags than any article has', '<br>'.repeat(6_000)],
  ])('is not: %s', (_, html) => {
    expect(plainMarkup(html)).toBeNull()
  })

  test('is what the sanitiser would make of it', () => {
    // an attribute sends the whole text to the sanitiser
    const byTheLongWay = (html: string) => sanitizeHtml(`${html}<i class="x">x</i>`)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), pieces => {
        const html = closed(pieces)
        fc.pre(plainMarkup(html) !== null)
        expect(`${sanitizeHtml(html)}<i>x</i>`).toBe(byTheLongWay(html))
      }),
      { numRuns: 5_000 },
    )
  })
})

const PIECES =
  '<p>|</p>|<b>|</b>|<br>|<br/>|<br />|<ul>|<li>|</li>|</ul>|<h2>|</h2>|<div>|</div>|<em>|</em>|<pre>|</pre>|text |نص |"q"|\n|\0|\ud800|&amp;|&lt;|\u00a0|&|;|&nbsp;|&#60;|&notit;|&#x85;|&lt|&bogus;'.split(
    '|',
  )

/** Those pieces with every element closed where it must be, as nothing else is plain. */
function closed(pieces: string[]): string {
  const open: string[] = []
  let html = ''
  for (const piece of pieces) {
    if (piece.startsWith('</')) html += open.pop() ?? ''
    else html += piece
    if (/^<[a-z0-9]+>$/.test(piece) && piece !== '<br>') open.push(piece.replace('<', '</'))
  }
  return html + open.reverse().join('')
}
