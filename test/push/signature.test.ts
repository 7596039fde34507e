import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSameSecret, isSigned, sign } from '../../src/push/signature.ts'

const body = Buffer.from('<rss version="2.0"/>')
const signed = (method: string, secret = 'secret') =>
  `${method}=${createHmac(method, secret).update(body).digest('hex')}`

test.each(['sha1', 'sha256', 'sha384', 'sha512'])('a body signed with %s is known by it', method => {
  expect(isSigned(signed(method), body, 'secret')).toBe(true)
  expect(isSigned(signed(method).toUpperCase(), body, 'secret')).toBe(true)
  expect(isSigned(signed(method, 'another'), body, 'secret')).toBe(false)
  expect(isSigned(signed(method), Buffer.from('<rss/>'), 'secret')).toBe(false)
})

test.each([
  ['none', null],
  ['an empty one', ''],
  ['one without a method', createHmac('sha256', 'secret').update(body).digest('hex')],
  ['one by a method that nobody registered', signed('md5')],
  ['one that is cut short', signed('sha256').slice(0, -2)],
  ['one that is called by another method', signed('sha1').replace('sha1', 'sha256')],
  ['a method alone', 'sha256='],
])('a body with %s is not signed', (_, header) => {
  expect(isSigned(header, body, 'secret')).toBe(false)
})

test('what we sign, others find signed with SHA-256', () => {
  expect(sign(body, 'secret')).toBe(signed('sha256'))
})

test('secrets of other lengths are compared all the same', () => {
  expect(isSameSecret('one', 'one')).toBe(true)
  expect(isSameSecret('one', 'another')).toBe(false)
  expect(isSameSecret('', 'one')).toBe(false)
})
