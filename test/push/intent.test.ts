import { expect, test } from 'vitest'
import type { Intent } from '../../src/model/push.ts'
import { intentUrl, readIntent } from '../../src/push/intent.ts'
import { LEASE_MS } from '../../src/push/lease.ts'

const TOPIC = 'https://news.example/topics/floods.atom'
const subscribe: Intent = { mode: 'subscribe', topicUrl: TOPIC, challenge: 'xyz', leaseMs: 60_000 }

test.each<[string, Intent]>([
  ['a subscription', subscribe],
  ['its end', { mode: 'unsubscribe', topicUrl: TOPIC, challenge: 'xyz' }],
  ['a denial', { mode: 'denied', topicUrl: TOPIC, reason: 'no such topic' }],
])('%s is read as it was asked', (_, intent) => {
  const url = new URL(intentUrl('https://reader.example/callback', intent))
  expect(readIntent(url.searchParams)).toEqual(intent)
})

test.each([
  ['https://reader.example/c', 'https://reader.example/c?hub.mode='],
  ['https://reader.example/c?a=%2F&hub.mode=x', 'https://reader.example/c?a=%2F&hub.mode=x&hub.mode='],
  ['https://reader.example/c?', 'https://reader.example/c?hub.mode='],
  ['https://reader.example/c?a&', 'https://reader.example/c?a&hub.mode='],
])('the query of %s stays as it is', (callback, start) => {
  expect(intentUrl(callback, subscribe).startsWith(start)).toBe(true)
})

test('a hub that says nothing of a lease gives the one that we asked for', () => {
  const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.challenge': 'a' })
  expect(readIntent(query)).toMatchObject({ leaseMs: LEASE_MS })
})

test.each([
  ['no topic', { 'hub.topic': null }],
  ['no mode', { 'hub.mode': null }],
  ['another mode', { 'hub.mode': 'publish' }],
  ['no challenge', { 'hub.challenge': null }],
  ['a challenge that is a page', { 'hub.challenge': '<script>alert(1)</script> ' }],
  ['a challenge of binary data', { 'hub.challenge': 'a\u0000b' }],
  ['a challenge without end', { 'hub.challenge': 'a'.repeat(513) }],
  ['a lease that is no number', { 'hub.lease_seconds': 'soon' }],
  ['a lease of nothing', { 'hub.lease_seconds': '0' }],
])('a question with %s is none', (_, change: Record<string, string | null>) => {
  const url = new URL(intentUrl('https://reader.example/', subscribe))
  for (const [name, value] of Object.entries(change))
    value === null ? url.searchParams.delete(name) : url.searchParams.set(name, value)
  expect(readIntent(url.searchParams)).toBeNull()
})
