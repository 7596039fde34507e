/**
 * Clusters by average link (UPGMA), as far as clusters are alike at least `threshold` on average.
 *
 * Follows chains of nearest neighbours (Murtagh, 1983), so that the cost is quadratic; what has no neighbour above the
 * threshold is done, as merging others cannot bring them nearer. `likeness` is a symmetric matrix by rows and is used up.
 * Gives the cluster of each item, named by one of its items.
 */
export function averageLink(likeness: Float32Array, count: number, threshold: number): Int32Array {
  const clusterOf = Int32Array.from({ length: count }, (_, i) => i)
  const sizes = new Int32Array(count).fill(1)
  let open = Int32Array.from({ length: count }, (_, i) => i)
  let openCount = count
  const isOpen = new Uint8Array(count).fill(1)
  const chain: number[] = []
  const close = (item: number) => {
    isOpen[item] = 0
    openCount--
    if (open.length > openCount * 1.5 + 16) open = open.filter(i => isOpen[i])
  }
  for (let start = 0; start < count; ) {
    if (chain.length === 0) {
      while (start < count && !isOpen[start]) start++
      if (start === count) break
      chain.push(start)
    }
    const item = chain.at(-1) as number
    const previous = chain.at(-2) ?? -1
    // Of equals the previous one wins, else the chain could turn in circles.
    let best = previous
    let bestLikeness = previous === -1 ? threshold : (likeness[item * count + previous] as number)
    for (let k = 0; k < open.length; k++) {
      const other = open[k] as number
      if (other === item || !isOpen[other]) continue
      const alike = likeness[item * count + other] as number
      if (alike > bestLikeness || (best === -1 && alike === bestLikeness)) {
        best = other
        bestLikeness = alike
      }
    }
    if (best === -1) {
      close(item)
      chain.pop()
    } else if (best === previous) {
      chain.length -= 2
      merge(item, previous)
      close(previous)
    } else chain.push(best)
  }
  return clusterOf.map(root)

  function merge(item: number, gone: number): void {
    const [a, b] = [sizes[item] as number, sizes[gone] as number]
    for (let k = 0; k < open.length; k++) {
      const other = open[k] as number
      if (!isOpen[other] || other === item || other === gone) continue
      const mean =
        (a * (likeness[item * count + other] as number) + b * (likeness[gone * count + other] as number)) /
        (a + b)
      likeness[item * count + other] = mean
      likeness[other * count + item] = mean
    }
    sizes[item] = a + b
    clusterOf[gone] = item
  }

  function root(item: number): number {
    let at = item
    while (clusterOf[at] !== at) at = clusterOf[at] as number
    return at
  }
}
