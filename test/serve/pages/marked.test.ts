import { html } from 'hono/html'
import { describe, expect, test } from 'vitest'
import type { Why } from '../../../src/model/entry.ts'
import { match, prepare } from '../../../src/query/match.ts'
import { parseQuery } from '../../../src/query/parse.ts'
import { entryMarker } from '../../../src/serve/pages/marked.ts'

async function marked(query: string, title: string, summary = ''): Promise<[string, string]> {
  const why = match(parseQuery(query), prepare({ title, summary, outletId: 'bbc' })) ?? []
  return shown(title, summary, why)
}

async function shown(title: string, summary: string, why: Why): Promise<[string, string]> {
  const found = entryMarker()({ title, why }, summary)
  return [String(await html`${found.title}`), String(await html`${found.summary}`)]
}

describe('the words that let an entry in are marked', () => {
  test.each([
    ['a word', 'طالبان', 'وفد من طالبان في موسكو', 'وفد من <mark>طالبان</mark> في موسكو'],
    [
      'with what Arabic attaches',
      'طالبان',
      'روسيا وطالبان: لقاء لطالبان',
      'روسيا <mark>وطالبان</mark>: لقاء <mark>لطالبان</mark>',
    ],
    [
      'harakat, tatweel and hamza as written',
      'إيران',
      'ضرب اِيـران وأيران',
      'ضرب <mark>اِيـران</mark> <mark>وأيران</mark>',
    ],
    [
      'each of several',
      'طالبان (روسيا OR موسكو)',
      'روسيا تدعو طالبان إلى موسكو',
      '<mark>روسيا</mark> تدعو <mark>طالبان</mark> إلى <mark>موسكو</mark>',
    ],
    [
      'a phrase only where it stands',
      '"كرة القدم"',
      'كرة القدم: القدم قبل كرة',
      '<mark>كرة</mark> <mark>القدم</mark>: القدم قبل كرة',
    ],
    ['a beginning', 'محادث*', 'بدء محادثات ومحادثة', 'بدء <mark>محادثات</mark> <mark>ومحادثة</mark>'],
    ['all forms', '~run', 'He runs, running', 'He <mark>runs</mark>, <mark>running</mark>'],
    ['not what is exact', '="US"', 'US and us', '<mark>US</mark> and us'],
    ['what a pattern finds', '/bird ?flu/', 'A bird flu case', 'A <mark>bird</mark> <mark>flu</mark> case'],
    ['nothing of an outlet', 'outlet:bbc case', 'A bbc case', 'A bbc <mark>case</mark>'],
    ['in Chinese', '北京', '他在北京工作', '他在<mark>北京</mark>工作'],
    [
      'beside markup that is text',
      'alert',
      '<b>alert</b> & "alert"',
      '&lt;b&gt;<mark>alert</mark>&lt;/b&gt; &amp; &quot;<mark>alert</mark>&quot;',
    ],
  ])('%s', async (_, query, title, expected) => {
    expect((await marked(query, title))[0]).toBe(expected)
    expect((await marked(query, title, title))[1]).toBe(expected)
  })

  test('a clause of a field where that field is', async () => {
    expect(await marked('title:flood', 'A flood', 'The flood')).toEqual(['A <mark>flood</mark>', 'The flood'])
  })

  test('an entry of which nothing is told stays as it is', async () => {
    expect(await shown('A <flood>', 'x', [])).toEqual(['A &lt;flood&gt;', 'x'])
    const why = [{ clause: ')(', field: 'title', words: ['flood'] }]
    expect(await shown('A flood', 'x', why)).toEqual(['A flood', 'x'])
  })
})
