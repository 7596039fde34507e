import diagnostics from 'node:diagnostics_channel'
import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isForbiddenAddress, readAddress, readRanges } from '../../src/fetch/address.ts'
import { createAgent } from '../../src/fetch/agent.ts'
import { fetchOutlet } from '../../src/fetch/fetch-outlet.ts'
import type { ResolvedAddress } from '../../src/fetch/resolver.ts'
import { type OutletServer, startOutletServer } from '../support/outlet-server.ts'

let outlets: OutletServer
let sockets = 0
const count = () => sockets++

beforeAll(async () => {
  outlets = await startOutletServer({}, '0.0.0.0')
})
afterAll(() => outlets.close())
beforeEach(() => {
  sockets = 0
  diagnostics.subscribe('net.client.socket', count)
})
afterEach(() => diagnostics.unsubscribe('net.client.socket', count))

const names: Record<string, string[]> = {
  'inside.example': ['127.0.0.1'],
  'inside-and-more.example': ['10.0.0.8', '192.168.1.1', '::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'zone.example': ['fe80::1%lo'],
}

/** Of these the test lets one be asked. */
const mixed: ResolvedAddress[] = [
  { address: '10.0.0.8', family: 4 },
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
]

async function resolve(name: string): Promise<ResolvedAddress[]> {
  if (name === 'mixed.example') return mixed
  const found = names[name] ?? (/localhost\.?$/.test(name) ? ['127.0.0.1', '::1'] : [])
  return found.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
}

async function visit(url: string, allowPrivate: string[] = []) {
  const agent = createAgent({ allowPrivate, perHost: 2, concurrency: 8, gapMs: 0 }, { resolve })
  const limits = { timeoutMs: 5_000, maxBytes: 1_000, userAgent: 'khulasa-test' }
  try {
    const request = { url, validators: { etag: null, lastModified: null }, ...limits }
    return await fetchOutlet(request, { agent, now: () => 0 })
  } finally {
    await agent.close()
  }
}

const port = () => outlets.origin.split(':').at(-1)

describe('no connection is opened to', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['another loopback address', '127.8.9.10'],
    ['the last loopback address', '127.255.255.254'],
    ['loopback as a decimal number', '2130706433'],
    ['loopback in octal', '0177.0.0.1'],
    ['loopback as one octal number', '017700000001'],
    ['loopback in hexadecimal', '0x7f.0.0.1'],
    ['loopback as one hexadecimal number', '0x7f000001'],
    ['loopback with parts left out', '127.1'],
    ['loopback with two parts', '127.0.1'],
    ['loopback with a dot after it', '127.0.0.1.'],
    ['loopback in full-width digits', '１２７.０.０.１'],
    ['loopback in circled digits', '①②⑦.⓪.⓪.①'],
    ['loopback with ideographic dots', '127。0。0。1'],
    ['loopback percent-encoded', '%31%32%37.0.0.1'],
    ['loopback behind a name that looks like a host', 'feeds.example@127.0.0.1'],
    ['loopback behind a name and a password', 'feeds.example:80@[::1]'],
    ['loopback in octal with parts left out', '0177.1'],
    ['loopback in hexadecimal with parts left out', '0x7f.1'],
    ['loopback with zeros before', '127.000.000.001'],
    ['this host', '0.0.0.0'],
    ['this host as a number', '0'],
    ['a private address (10/8)', '10.1.2.3'],
    ['a private address (172.16/12)', '172.31.255.255'],
    ['a private address (192.168/16)', '192.168.0.1'],
    ['a private address as a number', '3232235521'],
    ['a carrier address', '100.64.0.1'],
    ['a link-local address', '169.254.1.1'],
    ['the metadata service', '169.254.169.254'],
    ['the metadata service in hexadecimal', '0xa9fea9fe'],
    ['the metadata service in octal', '0251.0376.0251.0376'],
    ['the metadata service of Alibaba', '100.100.100.200'],
    ['the metadata service of Oracle', '192.0.0.192'],
    ['the metadata service of Azure', '168.63.129.16'],
    ['a benchmark address', '198.18.0.1'],
    ['a documentation address', '203.0.113.9'],
    ['a multicast address', '224.0.0.1'],
    ['a reserved address', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['IPv6 loopback', '[::1]'],
    ['IPv6 loopback written out', '[0:0:0:0:0:0:0:1]'],
    ['the unspecified IPv6 address', '[::]'],
    ['a mapped address', '[::ffff:127.0.0.1]'],
    ['a mapped address in hexadecimal', '[::ffff:7f00:1]'],
    ['a mapped private address', '[::ffff:10.0.0.1]'],
    ['a translated address', '[::ffff:0:127.0.0.1]'],
    ['a compatible address', '[::127.0.0.1]'],
    ['loopback behind NAT64', '[64:ff9b::127.0.0.1]'],
    ['a private address behind NAT64', '[64:ff9b::a00:1]'],
    ['a NAT64 network of its own', '[64:ff9b:1::8.8.8.8]'],
    ['loopback behind 6to4', '[2002:7f00:1::1]'],
    ['a private address behind 6to4', '[2002:c0a8:1::1]'],
    ['loopback behind ISATAP', '[2001:4860::5efe:127.0.0.1]'],
    ['Teredo', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
    ['a link-local IPv6 address', '[fe80::1]'],
    ['a site-local IPv6 address', '[fec0::1]'],
    ['a unique local address', '[fc00::1]'],
    ['the metadata service over IPv6', '[fd00:ec2::254]'],
    ['an IPv6 multicast address', '[ff02::1]'],
    ['an IPv6 documentation address', '[2001:db8::1]'],
    ['the discard prefix', '[100::1]'],
    ['an unassigned IPv6 address', '[4000::1]'],
  ])('%s', async (_, host) => {
    const fetched = await visit(`http://${host}:${port()}/feed`)
    expect(fetched).toMatchObject({ kind: 'failed', reason: 'refused-address' })
    expect({ sockets, connections: outlets.connections() }).toEqual({ sockets: 0, connections: 0 })
  })

  test.each(['localhost', 'LOCALHOST', 'localhost.', 'feeds.localhost', ...Object.keys(names)])(
    'the name %s',
    async name => {
      const fetched = await visit(`http://${name}:${port()}/feed`)
      expect(fetched).toMatchObject({ kind: 'failed', reason: 'refused-address' })
      expect(outlets.connections()).toBe(0)
    },
  )
})

test('of the addresses of a name only those are asked that may be', async () => {
  const fetched = await visit(`http://mixed.example:${port()}/feed`, ['127.0.0.1'])
  expect(fetched).toMatchObject({ kind: 'failed', status: 404 })
  expect(sockets).toBe(1)
})

test('an address that is refused is answered with the remedy', async () => {
  const fetched = await visit('http://10.0.0.1/feed')
  expect(fetched.kind === 'failed' && fetched.message).toBe(
    '10.0.0.1 is a private or local address; if that is meant, name its range in fetch.allowPrivate',
  )
})

test.each([
  ['loopback', '127.0.0.1'],
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.0/8', '2130706433'],
  ['127.0.0.0/8', '[::ffff:127.0.0.1]'],
  ['127.0.0.0/31', 'inside.example'],
])('allowPrivate %s lets %s be asked', async (range, host) => {
  expect(await visit(`http://${host}:${port()}/feed`, [range])).toMatchObject({ kind: 'failed', status: 404 })
})

test.each([
  ['10.0.0.0/8', '127.0.0.1'],
  ['127.0.0.2', '127.0.0.1'],
  ['::1', '127.0.0.1'],
])('allowPrivate %s does not let %s be asked', async (range, host) => {
  const fetched = await visit(`http://${host}:${port()}/feed`, [range])
  expect(fetched).toMatchObject({ kind: 'failed', reason: 'refused-address' })
})

test.each(['10.0.0/8', '10.0.0.0/33', '::/129', 'example.com', '', '1.2.3.4/8/8', '::1::'])(
  'an agent is not made with the range "%s"',
  range => {
    expect(() => createAgent({ allowPrivate: [range], perHost: 1, concurrency: 1 })).toThrow(RangeError)
  },
)

test.each([
  '8.8.8.8',
  '93.184.216.34',
  '172.32.0.1',
  '2606:2800:220:1::1',
  '64:ff9b::8.8.8.8',
  '2002:808:808::1',
])('the public address %s may be asked', address => expect(isForbiddenAddress(address, [])).toBe(false))

test('what is no address is forbidden', () => {
  expect(['', 'example.com', '1.2.3', '1.2.3.256', ':::', '1::2::3', '12345::'].map(readAddress)).toEqual(
    new Array(7).fill(null),
  )
  expect(isForbiddenAddress('example.com', [])).toBe(true)
})

test('every address is read as Node reads it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), address => {
      expect(readAddress(address)?.length).toBe(isIP(address) === 4 ? 4 : 16)
    }),
  )
})

test('a range holds the addresses that it holds for Node', () => {
  const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
  fc.assert(
    fc.property(octets, fc.nat(32), octets, fc.nat(32), (network, bits, other, shared) => {
      const near = network.map((octet, at) => (at * 8 < shared ? octet : other[at])).join('.')
      const block = new BlockList()
      block.addSubnet(network.join('.'), bits, 'ipv4')
      const ranges = [...(readRanges(`${network.join('.')}/${bits}`) ?? []), ...(readRanges('::/128') ?? [])]
      const isAllowed = !isForbiddenAddress(near, ranges)
      expect(isAllowed).toBe(block.check(near) || !isForbiddenAddress(near, []))
    }),
  )
})
