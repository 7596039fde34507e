/**
 * Rows as lines of aligned columns, for a terminal.
 *
 * Columns of numbers are set to the right. Text is as wide as its graphemes, so that Arabic with its marks lines up.
 */
export function table(headings: string[], rows: (string | number)[][]): string[] {
  const cells = [headings, ...rows.map(row => row.map(String))]
  const widths = headings.map((_, column) => Math.max(...cells.map(row => widthOf(row[column] ?? ''))))
  const isNumeric = headings.map(
    (_, column) => rows.length > 0 && rows.every(row => typeof row[column] === 'number'),
  )
  return cells.map(row =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell))
        return isNumeric[column] ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
}

const graphemes = new Intl.Segmenter()

function widthOf(text: string): number {
  return [...graphemes.segment(text)].length
}
