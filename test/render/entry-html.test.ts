import { expect, test } from 'vitest'
import { renderEntryHtml } from '../../src/render/entry-html.ts'
import { entry, headline } from './documents.ts'

const arabic = { language: 'ar', direction: 'rtl' } as const

test.each([
  [
    'an image that the text does not show comes first',
    {},
    '<p><img src="https://herald.example/img/harbour.jpg" alt=""/></p>',
  ],
  ['an Arabic entry reads from the right', arabic, '<div lang="ar" dir="rtl">'],
  ['an entry of unknown language says its direction only', { language: null }, '<div dir="ltr">'],
  [
    'Arabic of any country has the Arabic heading',
    { ...arabic, language: 'ar-eg', headlines: [headline()] },
    '>عناوين مرتبطة</a></h3>',
  ],
  [
    'other languages have the English heading',
    { language: 'fr', headlines: [headline()] },
    '>Linked headlines</a></h3>',
  ],
  [
    'the heading leads to the story',
    { headlines: [headline()] },
    '<h3><a href="https://khulasa.example/stories/0192f0c1-0000-7000-8000-000000000001">',
  ],
  [
    'a headline keeps its own language and direction',
    { headlines: [headline(arabic)] },
    '<li lang="ar" dir="rtl"><a href="https://tribune.example/harbour" hreflang="ar" rel="external">',
  ],
  [
    'an outlet name does not turn its line around',
    { headlines: [headline({ outletTitle: 'المنارة' })] },
    ' — <bdi>المنارة</bdi></li>',
  ],
  [
    'a headline without an address is text',
    { headlines: [headline({ url: null })] },
    '<li lang="en" dir="ltr">Ten-year harbour works end — <bdi>',
  ],
  [
    'a headline cannot bring markup',
    { headlines: [headline({ title: '<img onerror=x>' })] },
    '>&lt;img onerror=x&gt;</a>',
  ],
  [
    'an address cannot leave its attribute',
    { headlines: [headline({ url: 'https://x.example/"onclick="y' })] },
    'href="https://x.example/&quot;onclick=&quot;y"',
  ],
  [
    'a language cannot leave its attribute',
    { language: '"><script>' },
    '<div lang="&quot;&gt;&lt;script&gt;" dir="ltr">',
  ],
])('%s', (_, changes, expected) => {
  expect(renderEntryHtml(entry(changes), 'full')).toContain(expected)
})

test.each([
  ['as it is', 'https://i.example/a.jpg?w=1'],
  ['escaped', 'https://i.example/a.jpg?w=1&h=2'],
])('an image that the text shows %s is not shown twice', (_, image) => {
  const html = `<p><img src="${image.replaceAll('&', '&amp;')}"></p>`
  expect(renderEntryHtml(entry({ image, html }), 'full').split('<img')).toHaveLength(2)
})

test('coverage is listed before related stories, each in the order given', () => {
  const headlines = [
    headline({ kind: 'related', title: 'R1' }),
    headline({ title: 'C1' }),
    headline({ kind: 'related', title: 'R2' }),
    headline({ title: 'C2' }),
  ]
  const html = renderEntryHtml(entry({ headlines }), 'full')
  expect([...html.matchAll(/>([CR]\d)</g)].map(([, title]) => title)).toEqual(['C1', 'C2', 'R1', 'R2'])
})

test('a summary has the linked headlines but not the lead article', () => {
  const html = renderEntryHtml(entry({ headlines: [headline()] }), 'summary')
  expect(html).toContain('<p>The first ship entered at dawn.</p>')
  expect(html).toContain('Ten-year harbour works end')
  expect(html).not.toContain('A second follows on Friday.')
  expect(html).not.toContain('<img')
})

test.each([
  ['nothing was asked for', entry({ headlines: [headline()] }), 'none'],
  ['there is nothing to show', entry({ html: '', image: null }), 'full'],
  ['there is no summary', entry({ summary: '' }), 'summary'],
] as const)('there is no content where %s', (_, of, content) => {
  expect(renderEntryHtml(of, content)).toBe('')
})
