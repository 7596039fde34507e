import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTags } from '../../src/normalise/tags.ts'

/** A text may be told in several pieces. */
function told(html: string): string[] {
  const events: string[] = []
  let wasText = false
  const tell = (event: string, isText: boolean) => {
    if (isText && wasText) events[events.length - 1] += event
    else events.push(event)
    wasText = isText
  }
  readTags(html, {
    open: name => tell(`<${name}>`, false),
    close: name => tell(`</${name}>`, false),
    text: text => tell(text, true),
  })
  return events
}

describe('tags and text are told in order', () => {
  test.each([
    ['text alone', 'a > b', ['a > b']],
    ['tags in any case', '<P>a</p>', ['<p>', 'a', '</p>']],
    ['attributes and what looks like a tag in them', '<a title="<b>" href=\'x\'>y</a>', ['<a>', 'y', '</a>']],
    ['empty elements', 'a<br/>b<img src="x&y" alt>', ['a', '<br>', 'b', '<img>']],
    ['references, resolved', '<b>&eacute;t&eacute;</b>', ['<b>', 'été', '</b>']],
    ['scripts, which are no markup', '<script>a<b></script>c', ['<script>', 'a<b>', '</script>', 'c']],
    ['comments, not at all', 'a<!-- <b> -->c', ['ac']],
    ['what begins like a tag and is none', 'a <3 b', ['a <3 b']],
  ])('%s', (_, html, expected) => {
    expect(told(html)).toEqual(expected)
  })

  test('and come out alike, whether or not something in the text is hard to see through', () => {
    const references =
      '&|;|#|&amp;|&lt|&nbsp;|&notit;|&#8217;|&#x85;|&#1114112;|&copy|&NotEqualTilde;|&bogus;|='
    const pieces = `<p>|</p>|<a href="x">|<img src="a&b" alt="x" />|<i  x >|</i>|<h2>|<x-y>|<|>|text|\n|<br>|${references}`
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces.split('|')), { maxLength: 12 }), found => {
        const html = found.join('')
        // a comment sends the whole text to the tokenizer
        expect(told(html)).toEqual(told(`<!---->${html}`))
      }),
      { numRuns: 10_000 },
    )
  })
})
