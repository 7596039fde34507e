import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { webhookHeaders } from '../../src/push/webhook.ts'
import { NOON } from '../support/build.ts'

test.each([
  ['a secret is the key as it stands', 'sesame', Buffer.from('sesame')],
  [
    'a whsec_ secret is the key in base64',
    `whsec_${Buffer.from('sesame').toString('base64')}`,
    Buffer.from('sesame'),
  ],
])('%s', (_, secret, key) => {
  const headers = webhookHeaders('floods-7', NOON, '{"a":1}', secret)
  const signed = createHmac('sha256', key)
    .update(`floods-7.${NOON / 1_000}.{"a":1}`)
    .digest('base64')
  expect(headers).toMatchObject({
    'webhook-id': 'floods-7',
    'webhook-timestamp': String(NOON / 1_000),
    'webhook-signature': `v1,${signed}`,
  })
  const bodyAlone = createHmac('sha256', secret).update('{"a":1}').digest('hex')
  expect(headers['x-hub-signature']).toBe(`sha256=${bodyAlone}`)
})
