import { expect, test } from 'vitest'
import { checkConfig } from '../../src/config/check.ts'
import type { ConfigInput } from '../../src/config/define.ts'

const outlets = [{ id: 'gazette', url: 'https://gazette.example/feed' }]
const floods = { id: 'floods', query: 'flood' }
const HOOK = 'https://desk.example/hook'
const SECRET = 'a secret of some length'

function check(change: object) {
  return checkConfig({ outlets, ...change } satisfies ConfigInput)
}
function configOf(change: object) {
  const verdict = check(change)
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems))
  return verdict.config
}

test.each([
  ['one address', HOOK, [[HOOK, null]]],
  ['one address with its secret', { url: HOOK, secret: SECRET }, [[HOOK, SECRET]]],
  [
    'several',
    [HOOK, { url: `${HOOK}/2`, secret: SECRET }],
    [
      [HOOK, null],
      [`${HOOK}/2`, SECRET],
    ],
  ],
  ['none', [], []],
])('a topic notifies %s', (_, notify, webhooks) => {
  const config = configOf({ topics: [{ ...floods, notify }] })
  expect(config.webhooks).toEqual(webhooks.map(([url, secret]) => ({ topicId: 'floods', url, secret })))
  expect(config.topics[0]).not.toHaveProperty('notify')
})

test.each([
  [undefined, []],
  ['https://hub.example/', ['https://hub.example/']],
  [
    ['https://hub.example/', 'https://other.example/'],
    ['https://hub.example/', 'https://other.example/'],
  ],
])('site.hub: %j', (hub, hubs) => {
  expect(configOf({ site: { ...(hub ? { hub } : {}) } }).site.hubs).toEqual(hubs)
})

test.each([[true], [false], [undefined]])('an outlet whose websub is %s', websub => {
  const [outlet] = configOf({ outlets: [{ ...outlets[0], websub }] }).outlets
  expect(outlet?.websub).toBe(websub)
})

test.each([
  ['a webhook that is no address', { topics: [{ ...floods, notify: 'desk' }] }, 'topics[0].notify[0].url'],
  ['a webhook of nothing', { topics: [{ ...floods, notify: 7 }] }, 'topics[0].notify[0]'],
  [
    'a short secret',
    { topics: [{ ...floods, notify: { url: HOOK, secret: 'short' } }] },
    'topics[0].notify[0].secret',
  ],
  [
    'an option that is not there',
    { topics: [{ ...floods, notify: [{ url: HOOK, key: SECRET }] }] },
    'topics[0].notify[0].key',
  ],
  ['a hub that is no address', { site: { hub: 'hub' } }, 'site.hub[0]'],
  ['websub in words', { outlets: [{ ...outlets[0], websub: 'yes' }] }, 'outlets[0].websub'],
])('%s is told at its place', (_, change, place) => {
  const verdict = check(change)
  expect(verdict).toMatchObject({ problems: [{ place }] })
})
