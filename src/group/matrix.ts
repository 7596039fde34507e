/** A sparse vector of length 1. */
export type SparseVector = { buckets: readonly number[]; weights: Float32Array }

/** The cosine of each vector with each other, as a symmetric matrix by rows; 0 with itself. */
export function cosines(vectors: readonly SparseVector[]): Float32Array {
  const count = vectors.length
  const matrix = new Float32Array(count * count)
  for (const { items, weights } of postingsOf(vectors).values())
    for (let a = 0; a < items.length; a++) {
      const row = (items[a] as number) * count
      const weight = weights[a] as number
      for (let b = a + 1; b < items.length; b++) {
        const at = row + (items[b] as number)
        matrix[at] = (matrix[at] as number) + weight * (weights[b] as number)
      }
    }
  for (let row = 0; row < count; row++)
    for (let k = 0; k < row; k++) matrix[row * count + k] = matrix[k * count + row] as number
  return matrix
}

function postingsOf(vectors: readonly SparseVector[]): Map<number, { items: number[]; weights: number[] }> {
  const postings = new Map<number, { items: number[]; weights: number[] }>()
  vectors.forEach(({ buckets, weights }, i) => {
    buckets.forEach((bucket, k) => {
      const posting = postings.get(bucket) ?? { items: [], weights: [] }
      posting.items.push(i)
      posting.weights.push(weights[k] as number)
      postings.set(bucket, posting)
    })
  })
  return postings
}
