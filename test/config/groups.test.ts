import { expect, test } from 'vitest'
import { checkConfig } from '../../src/config/check.ts'
import type { OpmlOutlet } from '../../src/parse/opml.ts'

const outlet = (id: string, groups?: string | string[]) => ({
  id,
  url: `https://${id}.example/feed`,
  ...(groups && { groups }),
})
const outlets = [
  outlet('alarabiya', ['gulf', 'tv']),
  outlet('asharq', 'gulf'),
  outlet('bbc-arabic', 'tv'),
  outlet('dw'),
]
const topicOf = (named: string[], list: OpmlOutlet[] = []) =>
  checkConfig({ outlets, topics: [{ id: 'all', query: '*', outlets: named }] }, list)

test.each([
  ['a group is all of its outlets', ['@gulf'], ['alarabiya', 'asharq']],
  ['each of them once', ['asharq', '@gulf', '@tv'], ['asharq', 'alarabiya', 'bbc-arabic']],
  ['a group and an outlet', ['dw', '@tv'], ['dw', 'alarabiya', 'bbc-arabic']],
  ['no outlets are all of them', [], []],
])('%s', (_, named, expected) => {
  const verdict = topicOf(named)
  expect('config' in verdict && verdict.config.topics[0]?.outlets).toEqual(expected)
})

test.each([
  ['a group that nobody is in', '@golf', /no outlet is in a group "@golf"; there are @gulf, @tv/],
  ['an outlet that is not there', 'golf', /there is no outlet "golf"/],
  ['what is neither', 'The Gulf', /the id of an outlet, or @ and the name of a group/],
])('%s is told with its place', (_, name, message) => {
  const verdict = topicOf([name])
  expect('problems' in verdict && verdict.problems).toMatchObject([
    { place: 'topics[0].outlets[0]', message: expect.stringMatching(message) },
  ])
})

test('the folders of a subscription list are groups', () => {
  const listed = (url: string, folder: string | null): OpmlOutlet => ({
    title: url,
    url: `https://${url}.example/`,
    siteUrl: null,
    folder,
  })
  const list = [listed('wam', 'أخبار / الخليج'), listed('spa', 'أخبار'), listed('loose', null)]
  const outletsOf = (named: string) => {
    const verdict = topicOf([named], list)
    return 'config' in verdict && verdict.config.topics[0]?.outlets
  }
  expect(outletsOf('@أخبار')).toEqual(['wam', 'spa'])
  expect(outletsOf('@أخبار / الخليج')).toEqual(['wam'])
})
