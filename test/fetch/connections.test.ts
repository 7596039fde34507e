import { readFileSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AgentOptions, createAgent, type FetchAgent } from '../../src/fetch/agent.ts'
import type { Answer, Ask } from '../../src/fetch/ask.ts'
import type { Resolve } from '../../src/fetch/resolver.ts'
import { type OutletServer, type Reply, startOutletServer } from '../support/outlet-server.ts'
import { type ProxyServer, startProxyServer } from '../support/proxy-server.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8')
const TLS = { key: fixture('key.pem'), cert: fixture('cert.pem') }
const FEED = '<rss/>'
const GOOD = `HTTP/1.1 200 OK\r\nContent-Length: ${FEED.length}\r\n\r\n${FEED}`
const LOOPBACK: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]

const trusted = getCACertificates('default')
beforeAll(() => setDefaultCACertificates([...trusted, TLS.cert]))
afterAll(() => setDefaultCACertificates(trusted))

let plain: OutletServer
let secure: OutletServer
const agents: FetchAgent[] = []
const proxies: ProxyServer[] = []

beforeEach(async () => {
  plain = await startOutletServer({ '/feed': { body: FEED }, '/hangs': { hang: true } }, '0.0.0.0')
  secure = await startOutletServer({ '/feed': { body: FEED }, '/hangs': { hang: true } }, '127.0.0.1', TLS)
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(agents.splice(0).map(agent => agent.close()))
  await Promise.all([plain, secure, ...proxies.splice(0)].map(server => server.close()))
})

function agentWith(change: Partial<AgentOptions> = {}, resolve = LOOPBACK): FetchAgent {
  const options = { allowPrivate: ['loopback'], perHost: 2, concurrency: 64, gapMs: 0, ...change }
  const agent = createAgent(options, { resolve })
  agents.push(agent)
  return agent
}

const portOf = ({ origin }: OutletServer) => Number(origin.split(':').at(-1))
const http = (path = '/feed', host = '127.0.0.1') => `http://${host}:${portOf(plain)}${path}`
const https = (path = '/feed', host = 'outlet.example') => `https://${host}:${portOf(secure)}${path}`

function ask(agent: FetchAgent, url: string, change: Partial<Ask> = {}): Promise<Answer> {
  return agent.ask({ url: new URL(url), headers: {}, timeoutMs: 20_000, maxBytes: 1_000, ...change })
}

/** The text of an answer, else why there is none. */
async function outcome(answer: Promise<Answer>): Promise<string> {
  const found = await answer
  return found.kind === 'answer' ? `${found.status} ${found.bytes}` : found.trouble.message
}

const connectionsOf = ({ asked }: OutletServer) => asked.map(({ connection }) => connection)

describe('a kept connection', () => {
  test.each([
    ['http', () => plain, () => http()],
    ['https', () => secure, () => https()],
  ])('is used again by %s', async (_, server, url) => {
    const agent = agentWith()
    for (let times = 0; times < 3; times++) expect(await outcome(ask(agent, url()))).toBe(`200 ${FEED}`)
    expect(connectionsOf(server())).toEqual([1, 1, 1])
  })

  test.each<[string, Partial<Ask>]>([
    ['a GET', {}],
    ['a POST', { method: 'POST', body: 'سلام' }],
  ])('that the outlet closes just when it is used lets %s be sent again, once', async (_, change) => {
    plain.answer('/feed', [{ body: FEED }, { raw: '' }, { body: FEED }, { raw: '' }, { raw: '' }])
    const agent = agentWith()
    for (let times = 0; times < 2; times++)
      expect(await outcome(ask(agent, http(), change))).toBe(`200 ${FEED}`)
    expect(connectionsOf(plain)).toEqual([1, 1, 2])
    expect(await ask(agent, http(), change)).toMatchObject({ trouble: { reason: 'connection' } })
    expect(connectionsOf(plain)).toEqual([1, 1, 2, 2, 3])
  })

  test.each<[string, Reply]>([
    ['over which two answers came at once', { raw: GOOD + GOOD, stays: true }],
    ['whose answer was longer than announced', { raw: `${GOOD}<!-- more -->`, stays: true }],
    ['that its outlet keeps for a second only', { body: FEED, headers: { 'keep-alive': 'timeout=1' } }],
    ['that its outlet closes', { body: FEED, headers: { connection: 'close' } }],
    ['whose answer nobody read to its end', { status: 404, body: 'x'.repeat(70_000) }],
  ])('%s is not used again', async (_, reply) => {
    plain.answer('/first', reply)
    const agent = agentWith()
    expect(await outcome(ask(agent, http('/first')))).toMatch(reply.status ? /^404 x/ : /^200 <rss\/>$/)
    expect(await outcome(ask(agent, http()))).toBe(`200 ${FEED}`)
    expect(connectionsOf(plain)).toEqual([1, 2])
  })

  test('over which something comes unasked is ended', async () => {
    const later = Promise.withResolvers<string>()
    plain.answer('/first', { raw: GOOD, stays: later.promise })
    await ask(agentWith(), http('/first'))
    later.resolve(GOOD)
    await vi.waitFor(() => expect(plain.openConnections()).toBe(0))
  })

  test('that has ended is not followed by another kept one', async () => {
    plain.answer('/feed', [{ body: FEED }, { body: FEED }, { raw: '' }, { body: FEED }])
    const agent = agentWith()
    await Promise.all([ask(agent, http()), ask(agent, http())])
    expect(await outcome(ask(agent, http()))).toBe(`200 ${FEED}`)
    expect(new Set(connectionsOf(plain).slice(0, 2))).toEqual(new Set([1, 2]))
    expect(connectionsOf(plain)[3]).toBe(3)
  })

  test('is one of 128 at most, those that were used last', async () => {
    const agent = agentWith()
    const urls = Array.from({ length: 130 }, (_, n) => http('/feed', `127.0.1.${n + 1}`))
    for (const url of urls) await ask(agent, url)
    await vi.waitFor(() => expect(plain.openConnections()).toBe(128))
    for (const url of [urls[129], urls[2], urls[1]]) await ask(agent, url as string)
    expect(connectionsOf(plain).slice(130)).toEqual([130, 3, 131])
  })
})

describe('an answer', () => {
  test.each<[string, Reply, string]>([
    ['after hints', { raw: `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${GOOD}` }, `200 ${FEED}`],
    [
      'that switches to what we do not speak',
      { raw: 'HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', stays: true },
      'ended the connection',
    ],
    [
      'that switches without saying to what',
      { raw: 'HTTP/1.1 101 X\r\n\r\n', stays: true },
      'ended the connection',
    ],
    ['shorter than announced', { raw: GOOD.slice(0, -1) }, 'ended the connection'],
    [
      'whose chunks are broken',
      { raw: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n' },
      'is not HTTP',
    ],
    [
      'of two lengths',
      { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\n<rss/>' },
      'is not HTTP',
    ],
    ['with headers of 30 KB', { body: FEED, headers: { x: 'x'.repeat(30_000) } }, `200 ${FEED}`],
    ['with too many headers', { headers: { x: 'x'.repeat(33_000) } }, 'headers of more than 32 KB'],
    ['longer than the limit, as it says', { body: 'x'.repeat(1_001) }, 'over 1000 bytes'],
  ])('%s', async (_, reply, expected) => {
    plain.answer('/feed', reply)
    expect(await outcome(ask(agentWith(), http()))).toContain(expected)
    expect(plain.asked).toHaveLength(1)
  })

  test('has one validator of each kind, whatever came twice, and lists as one', async () => {
    const headers = ['ETag: "a"', 'ETag: "b"', 'Cache-Control: no-cache', 'Cache-Control: max-age=1']
    plain.answer('/feed', { raw: `HTTP/1.1 304 Not Modified\r\n${headers.join('\r\n')}\r\n\r\n` })
    expect(await ask(agentWith(), http())).toMatchObject({
      headers: { etag: '"a"', 'cache-control': 'no-cache, max-age=1' },
    })
  })

  test('has a hundred headers at most', async () => {
    const headers = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`x-${n}`, 'x']))
    plain.answer('/feed', { body: FEED, headers })
    const answer = await ask(agentWith(), http())
    expect(answer.kind === 'answer' && Object.keys(answer.headers)).toHaveLength(100)
  })
})

describe('a request', () => {
  test('says nothing that it was not told to, but for host and connection', async () => {
    await ask(agentWith(), http(), { headers: { 'user-agent': 'khulasa', 'x-odd': '\xe9' } })
    expect(plain.asked[0]?.headers).toEqual({
      host: `127.0.0.1:${portOf(plain)}`,
      connection: 'keep-alive',
      'user-agent': 'khulasa',
      'x-odd': '\xe9',
    })
  })

  test('with a body keeps the bytes of its headers', async () => {
    await ask(agentWith(), http(), { method: 'POST', body: 'سلام', headers: { 'x-odd': '\xe9' } })
    expect(plain.asked[0]?.headers).toMatchObject({ 'x-odd': '\xe9', 'content-length': '8' })
  })

  test('that cannot be written is told from a bug', async () => {
    const answer = await ask(agentWith(), http(), { headers: { 'x-odd': 'a\nb' } })
    expect(answer).toMatchObject({ trouble: { message: expect.stringContaining('could not be written') } })
    expect(plain.connections()).toBe(0)
  })

  test.each([
    ['http', http],
    ['https', https],
  ])('lets the next to its host go once its connection stands: %s', async (_, address) => {
    const found = Promise.withResolvers<Awaited<ReturnType<Resolve>>>()
    const agent = agentWith({ gapMs: 1 }, () => found.promise)
    const url = new URL(address('/hangs', 'outlet.example'))
    await agent.enter(url)
    let isNextIn = false
    const next = agent.enter(url).then(() => {
      isNextIn = true
    })
    const hanging = ask(agent, url.href)
    await new Promise(setImmediate)
    expect(isNextIn).toBe(false)
    found.resolve([{ address: '127.0.0.1', family: 4 }])
    await next
    await agent.close()
    await hanging
  })

  test('whose connection does not stand after ten seconds is given up, and never sent', async () => {
    const found = Promise.withResolvers<Awaited<ReturnType<Resolve>>>()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = outcome(
      ask(
        agentWith({}, () => found.promise),
        http('/feed', 'outlet.example'),
      ),
    )
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await asked).toContain('does not take connections')
    found.resolve([{ address: '127.0.0.1', family: 4 }])
    await new Promise(setImmediate)
    expect(plain.connections()).toBe(0)
  })

  test('whose connection stands has all of its time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = outcome(ask(agentWith(), http('/hangs')))
    // waitFor would move the clock
    while (plain.asked.length === 0) await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(19_999)
    const pending = await Promise.race([asked, Promise.resolve('pending')])
    await vi.advanceTimersByTimeAsync(1)
    expect([pending, await asked]).toEqual(['pending', expect.stringContaining('within 20 s')])
  })

  test('to a host whose certificate is not its own is not made', async () => {
    const answer = await ask(agentWith(), https('/feed', 'other.example'))
    expect(answer).toMatchObject({ trouble: { reason: 'tls' } })
    expect(secure.asked).toEqual([])
  })

  test('to a private address by https is refused, by name or number', async () => {
    const agent = agentWith({ allowPrivate: [] })
    for (const host of ['outlet.example', '127.0.0.1', '[::1]'])
      expect(await ask(agent, https('/feed', host))).toMatchObject({ trouble: { reason: 'refused-address' } })
    expect(secure.connections()).toBe(0)
  })
})

describe('closing', () => {
  test('ends what is used, which is not asked again, and what is kept', async () => {
    const agent = agentWith()
    await Promise.all([ask(agent, http()), ask(agent, http()), ask(agent, https())])
    const hanging = [http('/hangs'), https('/hangs')].map(url => ask(agent, url))
    await vi.waitFor(() => expect([plain.asked.length, secure.asked.length]).toEqual([3, 2]))
    await agent.close()
    for (const answer of await Promise.all(hanging)) expect(answer.kind).toBe('trouble')
    await vi.waitFor(() => expect([plain.openConnections(), secure.openConnections()]).toEqual([0, 0]))
    expect([plain.asked.length, secure.asked.length]).toEqual([3, 2])
  })
})

describe('a proxy', () => {
  async function proxyWith(refusal?: string): Promise<ProxyServer> {
    const proxy = await startProxyServer(portOf(secure), refusal)
    proxies.push(proxy)
    return proxy
  }
  const named = ({ origin }: ProxyServer) => origin.replace('//', '//us:hunt%40r@')
  const CREDENTIALS = `Basic ${Buffer.from('us:hunt@r').toString('base64')}`

  test('is told name and password, and opens a tunnel that is used again', async () => {
    const proxy = await proxyWith()
    const agent = agentWith({ proxy: named(proxy) })
    for (let times = 0; times < 2; times++) expect(await outcome(ask(agent, https()))).toBe(`200 ${FEED}`)
    expect(proxy.asked).toEqual([{ target: new URL(https()).host, credentials: CREDENTIALS }])
    expect(secure.asked[1]?.headers).not.toHaveProperty('proxy-authorization')
    await agent.close()
    await vi.waitFor(() => expect([proxy.openConnections(), secure.openConnections()]).toEqual([0, 0]))
  })

  test('is asked for http addresses whole', async () => {
    const agent = agentWith({ proxy: plain.origin.replace('//0.0.0.0', '//us:hunt%40r@127.0.0.1') })
    plain.answer('http://outlet.example/feed?x=1', { body: FEED })
    expect(await outcome(ask(agent, 'http://outlet.example/feed?x=1'))).toBe(`200 ${FEED}`)
    expect(plain.asked[0]?.headers).toMatchObject({
      host: 'outlet.example',
      'proxy-authorization': CREDENTIALS,
    })
  })

  test.each(['407 Proxy Authentication Required', '403 Forbidden', '502 Bad Gateway'])(
    'that answers %s is named, with the remedy, and left',
    async refusal => {
      const proxy = await proxyWith(refusal)
      const message = await outcome(ask(agentWith({ proxy: named(proxy) }), https()))
      expect(message).toBe(
        `the proxy does not let us through to outlet.example:${portOf(secure)}; check fetch.proxy and its password (asked through the proxy ${new URL(proxy.origin).host})`,
      )
      await vi.waitFor(() => expect(proxy.openConnections()).toBe(0))
    },
  )

  test('lets no wrong certificate through', async () => {
    const agent = agentWith({ proxy: (await proxyWith()).origin })
    expect(await ask(agent, https('/feed', 'other.example'))).toMatchObject({ trouble: { reason: 'tls' } })
  })

  test.each([
    ['no word', ''],
    ['a tunnel that leads nowhere', '200 OK'],
  ])('that answers %s is left when the time is over', async (_, word) => {
    const proxy = await proxyWith(word)
    const asked = ask(agentWith({ proxy: proxy.origin }), https(), { timeoutMs: 500 })
    expect(await asked).toMatchObject({ trouble: { reason: 'timeout' } })
    expect(proxy.asked).toHaveLength(1)
    await vi.waitFor(() => expect(proxy.openConnections()).toBe(0))
  })

  test('that does not open its tunnel is left when all is closed', async () => {
    const proxy = await proxyWith('')
    const agent = agentWith({ proxy: proxy.origin })
    const asked = ask(agent, https())
    await vi.waitFor(() => expect(proxy.asked).toHaveLength(1))
    await agent.close()
    expect(await outcome(asked)).toContain('ECONNABORTED')
    await vi.waitFor(() => expect(proxy.openConnections()).toBe(0))
  })
})
