import { describe, expect, test } from 'vitest'
import { bodyText, cutAtWord, titleFrom, titleText } from '../../src/normalise/plain-text.ts'

describe('titles', () => {
  test.each([
    ['markup goes', '<b>خبر</b> <em class="x">عاجل</em>', 'خبر عاجل'],
    ['entities are resolved', 'AT&amp;T &#8220;x&#8221; &laquo;y&raquo;', 'AT&T “x” «y»'],
    ['once, not twice', 'how to write &amp;lt;b&amp;gt;', 'how to write &lt;b&gt;'],
    ['bare signs are themselves', 'Q&A: 5 < 6 & R&D', 'Q&A: 5 < 6 & R&D'],
    ['what only looks like markup stays', 'Vector<int> and <T> are slow', 'Vector<int> and <T> are slow'],
    ['lines become one', ' a\n  b<br>c ', 'a b c'],
    ['none is none', undefined, ''],
  ])('%s', (_, title, expected) => {
    expect(titleText(title)).toBe(expected)
  })

  test('are never longer than 500 characters', () => {
    expect(titleText('كلمة '.repeat(10_000_000)).length).toBeLessThanOrEqual(500)
  })
})

test.each([
  ['a short text stays', 'abc def', 10, 'abc def'],
  ['a long one ends behind a word', 'abcdef ghijkl mnop', 15, 'abcdef ghijkl…'],
  ['without the comma there', 'خبر أول، خبر ثان', 11, 'خبر أول…'],
  ['scripts without spaces end between letters', '総統在全国講話中宣布', 5, '総統在全…'],
  ['no character is halved', 'ab😀😀', 4, 'ab…'],
])('cutting: %s', (_, text, length, expected) => {
  expect(cutAtWord(text, length)).toBe(expected)
})

test.each([
  ['the first sentence', 'The minister resigned today. He gave no reason.', 'The minister resigned today.'],
  ['an Arabic one', 'هل يستقيل الوزير بعد الفضيحة؟ سؤال', 'هل يستقيل الوزير بعد الفضيحة؟'],
  ['the first line, where no sentence ends', 'One line\nanother', 'One line'],
])('a title made of the text is %s', (_, text, expected) => {
  expect(titleFrom(text)).toBe(expected)
})

test.each([
  '<p>The post <a href="/x">Title</a> appeared first on <a href="/">Site</a>.</p>',
  '<p>ظهرت المقالة <a>عنوان</a> أولاً على <a>موقع</a>.</p>',
  '<p><a>Continue reading...</a></p>',
  '<a>اقرأ المزيد »</a>',
])('the line that software adds is no text: %s', footer => {
  expect(bodyText(`<p>خبر</p>${footer}`)).toBe('خبر')
})
