import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTags } from '../../src/normalise/tags.ts'

function told(html: string): string[] {
  const events: string[] = []
  readTags(html, {
    open: name => events.push(`<${name}>`),
    close: name => events.push(`</${name}>`),
    text: text => events.push(text),
  })
  return events
}

describe('tags and text are told in order', () => {
  test.each([
    ['text alone', 'a > b', ['a > b']],
    ['tags in any case', '<P>a</p>', ['<p>', 'a', '</p>']],
    ['attributes and what looks like a tag in them', '<a title="<b>" href=\'x\'>y</a>', ['<a>', 'y', '</a>']],
    ['empty elements', 'a<br/>b<img src="x&y" alt>', ['a', '<br>', 'b', '<img>']],
    ['references, resolved', '<b>&eacute;t&eacute;</b>', ['<b>', 'é', 't', 'é', '</b>']],
    ['scripts, which are no markup', '<script>a<b></script>c', ['<script>', 'a<b>', '</script>', 'c']],
    ['comments, not at all', 'a<!-- <b> -->c', ['a', 'c']],
    ['what begins like a tag and is none', 'a <3 b', ['a ', '<3 b']],
  ])('%s', (_, html, expected) => {
    expect(told(html)).toEqual(expected)
  })

  test('and come out alike, whether or not something in the text is hard to see through', () => {
    const pieces = '<p>|</p>|<a href="x">|<img src="a&b" alt="x" />|<i  x >|</i>|<h2>|<x-y>|<|>|text|\n|<br>'
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces.split('|')), { maxLength: 10 }), found => {
        const html = found.join('')
        // a comment sends the whole text to the tokenizer
        expect(told(html)).toEqual(told(`<!---->${html}`))
      }),
      { numRuns: 2_000 },
    )
  })
})
