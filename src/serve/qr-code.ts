import { encode } from 'uqr'

/** Light modules around the code, so that it is found (ISO/IEC 18004 §6.3.8). */
const QUIET = 4

/** A text as a QR code, an SVG of one path: dark on light whatever the theme, as many readers want it. */
export function qrCode(text: string): string {
  const { data, size } = encode(text, { border: 0, ecc: 'M' })
  const runs = data.flatMap((row, y) =>
    runsOf(row).map(([x, n]) => `M${x + QUIET} ${y + QUIET}h${n}v1h-${n}z`),
  )
  const side = size + 2 * QUIET
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${runs.join('')}"/></svg>`
}

/** Where dark modules of a row begin, and how many follow one another. */
function runsOf(row: boolean[]): [at: number, length: number][] {
  const runs: [number, number][] = []
  for (let x = 0; x < row.length; x++) {
    const start = x
    while (row[x]) x++
    if (x > start) runs.push([start, x - start])
  }
  return runs
}
