import { expect, test } from 'vitest'
import { STORIES } from '../../src/model/topic.ts'
import { readTopicUrl, topicUrl } from '../../src/push/topic-url.ts'

const SITE = 'https://news.example'

test.each(['rss', 'atom', 'json'] as const)('the %s feed of a topic is known by its address', format => {
  for (const topicId of ['floods', 'taliban-russia', STORIES])
    for (const site of [SITE, `${SITE}/news`])
      expect(readTopicUrl(topicUrl(site, topicId, format), site)).toEqual({ topicId, format })
})

test.each([
  'https://NEWS.example/topics/floods.atom',
  'https://news.example:443/topics/floods.atom',
  'https://news.example/topics/%66loods.atom',
  'https://news.example/topics/floods%2Eatom',
  'https://news.example/x/../topics/floods.atom',
])('%s is the same address', url => {
  expect(readTopicUrl(url, SITE)).toEqual({ topicId: 'floods', format: 'atom' })
})

test.each([
  'http://news.example/topics/floods.atom',
  'https://other.example/topics/floods.atom',
  'https://news.example:8443/topics/floods.atom',
  'https://news.example/topics/floods',
  'https://news.example/topics/floods.opml',
  'https://news.example/topics/floods.atom?limit=1',
  'https://news.example/topics/floods.atom/',
  'https://news.example/outlets/gazette.rss',
  'https://news.example/p/token/floods.rss',
  'https://user@news.example/topics/floods.atom',
  'floods',
  '',
])('%s is no topic of ours', url => {
  expect(readTopicUrl(url, SITE)).toBeNull()
})
