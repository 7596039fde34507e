import { expect, test } from 'vitest'
import { hubLinks } from '../../src/flows/feed-addresses.ts'
import { aConfig } from '../support/newsroom.ts'

const OWN = 'https://news.example/hub'
const FOREIGN = 'https://hub.example/'
const { site } = aConfig()

test.each([
  ['a public topic names our hub', {}, {}, {}, [OWN]],
  ['foreign hubs stand before ours', {}, {}, { hubs: [FOREIGN] }, [FOREIGN, OWN]],
  ['a private topic names none', { private: true }, {}, { hubs: [FOREIGN] }, undefined],
  ['a feed with options is nothing that hubs push', {}, { limit: 1 }, {}, undefined],
])('%s', (_, topic, options, change, hubs) => {
  expect(hubLinks({ private: false, ...topic }, options, { ...site, ...change }).hubs).toEqual(hubs)
})
