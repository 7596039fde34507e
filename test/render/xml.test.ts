import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdata, hexText, lines, markupOf, xml, xmlDocument } from '../../src/render/xml.ts'
import { hostileText, legal } from './hostile.ts'
import { elements, readXml } from './strict-xml.ts'

describe('what a template is given', () => {
  test.each([
    ['text is escaped', xml`<t>${'a < b & "c" > d'}</t>`, '<t>a &lt; b &amp; "c" &gt; d</t>'],
    ['an attribute is escaped', xml`<t a="${'"<&>\n\t'}"/>`, '<t a="&quot;&lt;&amp;&gt;&#10;&#9;"/>'],
    ['a carriage return is not lost', xml`<t>${'a\r\nb'}</t>`, '<t>a&#13;\nb</t>'],
    ['forbidden characters are dropped', xml`<t>${'a\0b\x1Fc\uFFFEd'}</t>`, '<t>abcd</t>'],
    [
      'half surrogate pairs are dropped, pairs kept',
      xml`<t>${'\uD83D \u{1F6A2} \uDE00'}</t>`,
      '<t> \u{1F6A2} </t>',
    ],
    ['fragments are nested as they are', xml`<t>${xml`<b>${'<'}</b>`}</t>`, '<t><b>&lt;</b></t>'],
    ['arrays are joined', xml`<t>${['a', xml`<b/>`, ['&', null], 3]}</t>`, '<t>a<b/>&amp;3</t>'],
    ['what is missing writes nothing', xml`<t>${null}${undefined}${false}</t>`, '<t></t>'],
    ['a missing attribute is left out', xml`<t a="${null}" b="${undefined}" c="${0}"/>`, '<t c="0"/>'],
    ['an empty attribute is kept', xml`<t a="${''}"/>`, '<t a=""/>'],
    ['a part of an attribute is escaped', xml`<t a="x${'&'}y${null}z"/>`, '<t a="x&amp;yz"/>'],
    ['text that looks like an attribute is text', xml`<t>a="${null}"</t>`, '<t>a=""</t>'],
    [
      'CDATA cannot be ended from inside',
      xml`<t>${cdata('<b>]]>\0')}</t>`,
      '<t><![CDATA[<b>]]]]><![CDATA[>]]></t>',
    ],
    [
      'dropping cannot make an end of CDATA',
      xml`<t>${cdata(']\0]\0>')}</t>`,
      '<t><![CDATA[]]]]><![CDATA[>]]></t>',
    ],
    [
      'plain text of RSS has hexadecimal references',
      hexText('a & <b> &amp;'),
      'a &#x26; &#x3C;b&gt; &#x26;amp;',
    ],
    ['lines leave out what is missing', lines('a', null, ['', [xml`<b/>`]]), 'a\n<b/>'],
  ])('%s', (_, written, expected) => {
    expect(markupOf(written)).toBe(expected)
  })

  test('a document has its declaration', () => {
    expect(xmlDocument`<t/>`).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<t/>\n')
  })

  test('markup in an attribute is refused', () => {
    expect(() => xml`<t a="${xml`<b/>`}"/>`).toThrow(TypeError)
  })

  test('an object that only looks like markup is refused', () => {
    expect(() => xml`<t>${JSON.parse('{"markup":"<script>"}')}</t>`).toThrow(TypeError)
  })
})

describe('a template that is not well-formed by itself', () => {
  test.each([
    ['an element that does not end', () => xml`<a>`],
    ['an end without a beginning', () => xml`</a>`],
    ['ends in the wrong order', () => xml`<a><b></a></b>`],
    ['an attribute twice', () => xml`<a b="1" b="${2}"/>`],
    ['a bare ampersand', () => xml`<a>b & c</a>`],
    ['the end of a CDATA section', () => xml`<a>]]></a>`],
    ['a hole in a name', () => xml`<${'a'}/>`],
    ['a hole instead of an attribute', () => xml`<a ${'b'}/>`],
    ['a hole outside quotes', () => xml`<a b=${'c'}/>`],
    ['an attribute without a value', () => xml`<a b/>`],
    ['a comment', () => xml`<!-- ${'--'} -->`],
    ['two roots', () => xmlDocument`<a/><b/>`],
    ['no root', () => xmlDocument`${xml`<a/>`}`],
    ['text beside the root', () => xmlDocument`<a/>b`],
  ])('is refused: %s', (_, write) => {
    expect(write).toThrow(SyntaxError)
  })
})

test('whatever text is given, a strict reader reads it back', () => {
  fc.assert(
    fc.property(hostileText(), text => {
      const root = readXml(
        xmlDocument`<t a="${text}"><b>${text}</b><b>${cdata(text)}</b><b>${hexText(text)}</b></t>`,
      )
      const [escaped, section, hex] = elements(root, 'b').map(element => element.text)
      expect(root.attributes.a).toBe(legal(text))
      expect(escaped).toBe(legal(text))
      expect(hex).toBe(legal(text))
      expect(section).toBe(legal(text).replaceAll('\r\n', '\n').replaceAll('\r', '\n'))
    }),
    { numRuns: 500 },
  )
})
