/** An address as its bytes, four or sixteen. */
type Address = readonly number[]

/** A block of addresses: those that share its first `bits` bits. */
export type Range = { bytes: Address; bits: number }

/**
 * Whether we may not connect to an address: anything but public unicast, unless one of `allowed` holds it.
 *
 * An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, ISATAP) is judged by the IPv4 address, as that is
 * where the packets end. What cannot be read as an address is forbidden.
 */
export function isForbiddenAddress(text: string, allowed: readonly Range[]): boolean {
  const outer = readAddress(text)
  if (!outer) return true
  const inner = embeddedIpv4(outer)
  if (allowed.some(range => contains(range, outer) || (inner !== null && contains(range, inner))))
    return false
  if (inner) return isSpecialIpv4(inner) || isSpecialTunnel(outer)
  return outer.length === 4 ? isSpecialIpv4(outer) : isSpecialIpv6(outer)
}

/** Reads `10.0.0.0/8`, `fd00::1`, or the word `loopback`; null where it is none of them. */
export function readRanges(text: string): Range[] | null {
  if (text === 'loopback') return LOOPBACK
  const [address = '', bitsText, ...rest] = text.trim().split('/')
  const bytes = readAddress(address)
  if (!bytes || rest.length > 0) return null
  if (bitsText !== undefined && !/^\d{1,3}$/.test(bitsText)) return null
  const bits = bitsText === undefined ? bytes.length * 8 : Number(bitsText)
  return bits <= bytes.length * 8 ? [{ bytes, bits }] : null
}

/** The bytes of an IPv4 or IPv6 address in its usual spelling, brackets and zone aside; null where it is none. */
export function readAddress(text: string): Address | null {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  return bare.includes(':') ? readIpv6(bare) : readIpv4(bare)
}

function readIpv4(text: string): Address | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null
  return parts.map(Number)
}

function readIpv6(text: string): Address | null {
  const sides = text.split('::')
  if (sides.length > 2) return null
  const [head, tail] = sides.map(readGroups)
  if (!head || tail === null) return null
  if (!tail) return head.length === 16 ? head : null
  const zeros = 16 - head.length - tail.length
  return zeros >= 2 ? [...head, ...new Array<number>(zeros).fill(0), ...tail] : null
}

/** `a:b:1.2.3.4` as bytes; a dotted IPv4 address may stand last. */
function readGroups(text: string): number[] | null {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':')
  for (const [index, group] of groups.entries()) {
    const dotted = index === groups.length - 1 && group.includes('.') ? readIpv4(group) : null
    if (dotted) bytes.push(...dotted)
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255)
    else return null
  }
  return bytes
}

function contains({ bytes, bits }: Range, address: Address): boolean {
  if (bytes.length !== address.length) return false
  const whole = bits >> 3
  for (let at = 0; at < whole; at++) if (bytes[at] !== address[at]) return false
  const rest = bits & 7
  return rest === 0 || ((bytes[whole] ?? 0) ^ (address[whole] ?? 0)) >> (8 - rest) === 0
}

function embeddedIpv4(address: Address): Address | null {
  if (address.length !== 16) return null
  if (WITH_IPV4_LAST.some(range => contains(range, address))) return address.slice(12)
  if (contains(SIX_TO_FOUR, address)) return address.slice(2, 6)
  return isIsatap(address) ? address.slice(12) : null
}

/** RFC 5214 §6.1: the interface identifier is 0000:5EFE or 0200:5EFE, then the IPv4 address. */
function isIsatap(address: Address): boolean {
  return (
    (address[8] === 0 || address[8] === 2) && address[9] === 0 && address[10] === 0x5e && address[11] === 0xfe
  )
}

/** An ISATAP address may itself stand in a network that is not public. */
function isSpecialTunnel(address: Address): boolean {
  return isIsatap(address) && isSpecialIpv6(address)
}

function isSpecialIpv4(address: Address): boolean {
  return SPECIAL_IPV4.some(range => contains(range, address))
}

function isSpecialIpv6(address: Address): boolean {
  return !contains(GLOBAL_UNICAST, address) || SPECIAL_IPV6.some(range => contains(range, address))
}

function range(text: string): Range {
  const found = readRanges(text)?.[0]
  if (!found) throw new TypeError(`${text} is no range of addresses`)
  return found
}

const LOOPBACK = ['127.0.0.0/8', '::1'].map(range)

/** Mapped (RFC 4291 §2.5.5.2), translated (RFC 2765), compatible (RFC 4291 §2.5.5.1), NAT64 (RFC 6052). */
const WITH_IPV4_LAST = ['::ffff:0:0/96', '::ffff:0:0:0/96', '::/96', '64:ff9b::/96'].map(range)
const SIX_TO_FOUR = range('2002::/16')

/** IANA IPv4 Special-Purpose Address Registry; 168.63.129.16 is Azure's metadata and DNS, on a public address. */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map(range)

/** All that IANA has given out for the open network; what lies outside is loopback, local, multicast or unassigned. */
const GLOBAL_UNICAST = range('2000::/3')

/** IANA IPv6 Special-Purpose Address Registry, inside global unicast: protocol assignments, Teredo, documentation. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '3fff::/20'].map(range)
