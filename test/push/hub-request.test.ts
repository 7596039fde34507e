import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HubRequestError, readHubRequest } from '../../src/push/hub-request.ts'

const CALLBACK = 'https://reader.example/callback?user=7'
const TOPIC = 'https://news.example/topics/floods.atom'
const whole = { 'hub.mode': 'subscribe', 'hub.callback': CALLBACK, 'hub.topic': TOPIC }
const form = (fields: Record<string, string>) => String(new URLSearchParams(fields))

test('a subscription is read with what it leaves to us', () => {
  expect(readHubRequest(form(whole))).toEqual({
    mode: 'subscribe',
    callback: CALLBACK,
    topicUrl: TOPIC,
    secret: null,
    leaseMs: null,
  })
})

test('a secret and a lease are taken as they are asked, and what is not known is left alone', () => {
  const asked = { ...whole, 'hub.secret': 'سر', 'hub.lease_seconds': '3600', 'hub.verify': 'sync' }
  expect(readHubRequest(form(asked))).toMatchObject({ secret: 'سر', leaseMs: 3_600_000 })
})

test.each([
  ['no mode', { 'hub.mode': '' }, /hub\.mode/],
  ['a mode that nobody knows', { 'hub.mode': 'publish' }, /hub\.mode/],
  ['no callback', { 'hub.callback': '' }, /hub\.callback is missing/],
  ['a callback that is no address', { 'hub.callback': 'reader' }, /hub\.callback/],
  ['a callback that is no web address', { 'hub.callback': 'file:///etc/passwd' }, /hub\.callback/],
  ['a callback with a password', { 'hub.callback': 'https://a:b@reader.example/' }, /password/],
  ['a callback with a fragment', { 'hub.callback': 'https://reader.example/#a' }, /fragment/],
  ['a callback without end', { 'hub.callback': `https://reader.example/${'a'.repeat(2_048)}` }, /2048/],
  ['no topic', { 'hub.topic': '' }, /hub\.topic is missing/],
  ['a topic that is no address', { 'hub.topic': 'floods' }, /hub\.topic/],
  ['a secret of 200 bytes', { 'hub.secret': 'س'.repeat(100) }, /200 bytes/],
  ['a lease of nothing', { 'hub.lease_seconds': '0' }, /hub\.lease_seconds/],
  ['a lease for ever', { 'hub.lease_seconds': '-1' }, /hub\.lease_seconds/],
  ['a lease that is no number', { 'hub.lease_seconds': '1e3' }, /hub\.lease_seconds/],
])('%s is told', (_, change, message) => {
  const asked = form({ ...whole, ...change })
  expect(() => readHubRequest(asked)).toThrow(HubRequestError)
  expect(() => readHubRequest(asked)).toThrow(message)
})

test('whatever is posted is read or refused in words', () => {
  const name = fc.constantFrom('hub.mode', 'hub.callback', 'hub.topic', 'hub.secret', 'hub.lease_seconds')
  const value = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('subscribe', 'unsubscribe', '60'))
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), fields => {
      try {
        expect(readHubRequest(String(new URLSearchParams(fields))).callback).toMatch(/^https?:/i)
      } catch (error) {
        expect(error).toBeInstanceOf(HubRequestError)
      }
    }),
  )
})
