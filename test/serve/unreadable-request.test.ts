import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { answerUnreadable } from '../../src/serve/unreadable-request.ts'

async function answerTo(request: string): Promise<string> {
  const server = createServer((_, response) => response.end('read'))
  server.on('clientError', answerUnreadable)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(request)
  return text(socket)
}

test.each([
  [
    'letters that are not percent-encoded',
    'GET /search.rss?q=روسيا HTTP/1.1\r\nHost: a\r\n\r\n',
    '400',
    '--data-urlencode',
  ],
  ['what is no HTTP', 'hello\r\n\r\n', '400', ''],
  ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431', ''],
  ['a request that can be read', 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '200', 'read'],
])('%s: the answer says so', async (_, request, status, hint) => {
  const answer = await answerTo(request)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer.slice(answer.indexOf('\r\n\r\n'))).toContain(hint)
})
