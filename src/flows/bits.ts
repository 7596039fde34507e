import type { Single } from '../query/judge.ts'
import type { Node } from '../query/query.ts'

/** A yes or no for each of many articles, one bit each: what a clause says of all of them at once. */
export type Bits = Uint32Array

export const noBits = (count: number): Bits => new Uint32Array(Math.ceil(count / 32))

export function allBits(count: number): Bits {
  const bits = noBits(count).fill(0xffff_ffff)
  if (count % 32 > 0) bits[bits.length - 1] = 2 ** (count % 32) - 1
  return bits
}

export const setBit = (bits: Bits, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31))
}

export const hasBit = (bits: Bits, at: number): boolean =>
  ((bits[at >>> 5] as number) & (1 << (at & 31))) !== 0

export const and = (a: Bits, b: Bits): Bits => a.map((word, i) => word & (b[i] as number))
export const or = (a: Bits, b: Bits): Bits => a.map((word, i) => word | (b[i] as number))
export const without = (a: Bits, b: Bits): Bits => a.map((word, i) => word & ~(b[i] as number))

export function countBits(bits: Bits): number {
  let count = 0
  for (let word of bits) {
    word -= (word >>> 1) & 0x5555_5555
    word = (word & 0x3333_3333) + ((word >>> 2) & 0x3333_3333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
  }
  return count
}

export function* placesOf(bits: Bits): Generator<number> {
  for (let i = 0; i < bits.length; i++)
    for (let word = bits[i] as number; word !== 0; word &= word - 1)
      yield i * 32 + 31 - Math.clz32(word & -word)
}

/** What a query comes to for every article, and where each clause alone decides that. */
export type Verdicts = { matches: Bits; decides: Map<Single, Bits> }

/**
 * Puts together what the clauses of a query say.
 *
 * A clause decides where its verdict turned would turn the whole: in an AND where all others hold, in an OR where
 * none does, all the way up. Every clause stands once in the tree, so one way up and one down finds all of it.
 */
export function verdictsOf(root: Node, said: ReadonlyMap<Single, Bits>, all: Bits): Verdicts {
  const values = new Map<Node, Bits>()
  const matches = evaluateAll(root, said, all, values)
  const decides = new Map<Single, Bits>()
  decide(root, all, all, values, decides)
  return { matches, decides }
}

function evaluateAll(node: Node, said: ReadonlyMap<Single, Bits>, all: Bits, values: Map<Node, Bits>): Bits {
  const value = valueAt()
  values.set(node, value)
  return value

  function valueAt(): Bits {
    switch (node.kind) {
      case 'and':
        return node.parts.map(part => evaluateAll(part, said, all, values)).reduce(and)
      case 'or':
        return node.parts.map(part => evaluateAll(part, said, all, values)).reduce(or)
      case 'not':
        return without(all, evaluateAll(node.part, said, all, values))
      case 'topic':
        return evaluateAll(node.root, said, all, values)
      default:
        return said.get(node) as Bits
    }
  }
}

/** `here` is where the whole turns with this node. */
function decide(
  node: Node,
  here: Bits,
  all: Bits,
  values: Map<Node, Bits>,
  decides: Map<Single, Bits>,
): void {
  switch (node.kind) {
    case 'and':
    case 'or': {
      // In an AND a part counts where the others hold, in an OR where they do not: told from both ends.
      const lets = node.parts.map(part => {
        const value = values.get(part) as Bits
        return node.kind === 'and' ? value : without(all, value)
      })
      const behind = [here]
      for (const bits of lets.slice(1).reverse()) behind.unshift(and(behind[0] as Bits, bits))
      let ahead = all
      node.parts.forEach((part, i) => {
        decide(part, and(ahead, behind[i] as Bits), all, values, decides)
        ahead = and(ahead, lets[i] as Bits)
      })
      break
    }
    case 'not':
      decide(node.part, here, all, values, decides)
      break
    case 'topic':
      decide(node.root, here, all, values, decides)
      break
    default:
      decides.set(node, here)
  }
}
