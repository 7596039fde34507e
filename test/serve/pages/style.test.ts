import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const style = readFileSync(new URL('../../../src/serve/static/style.css', import.meta.url), 'utf8')
const [lightBlock = '', darkBlock = ''] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block)
const light = coloursOf(lightBlock)
const dark = { ...light, ...coloursOf(darkBlock) }

function coloursOf(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]),
  )
}

/** WCAG 2.2, «relative luminance». */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

describe.each([
  ['in light', light],
  ['in dark', dark],
])('text can be read %s', (_, colours) => {
  test.each([
    ...['ink', 'muted', 'accent', 'visited', 'bad'].map(text => [text, 'paper']),
    ...['ink', 'accent', 'bad'].map(text => [text, 'card']),
    ...['ink', 'accent'].map(text => [text, 'accent-soft']),
    ['ink', 'mark'],
    ['bad', 'bad-soft'],
    ['wait', 'wait-soft'],
  ])('%s on %s has the contrast of WCAG AA', (text = '', ground = '') => {
    expect(contrast(colours[text] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})

test('the page mirrors itself: no rule names a side of the screen', () => {
  const declarations = [...style.matchAll(/^\s*([a-z-]+):\s*([^;]+);/gm)].map(
    ([, name, value]) => `${name}: ${value}`,
  )
  expect(declarations.length).toBeGreaterThan(200)
  const physical =
    /^(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|float: (?:left|right)|text-align: (?:left|right))\b/
  expect(declarations.filter(declaration => physical.test(declaration))).toEqual([])
})

test('nothing is fetched for the style sheet but the font beside it', () => {
  expect(style).not.toContain('@import')
  expect([...style.matchAll(/url\(([^)]*)\)/g)].map(([, address]) => address)).toEqual(['"vazirmatn.woff2"'])
})
