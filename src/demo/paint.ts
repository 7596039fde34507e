import { png } from './png.ts'
import type { Picture } from './sample-outlet.ts'

const WIDTH = 480
const HEIGHT = 270

type Rgb = [number, number, number]
/** Where a layer begins: heights are parts of the picture's, counted from the top; `waves` go from edge to edge. */
type Layer = { colour: Rgb; top: number; swing: number; waves: number; blocks?: boolean }
type View = { sky: [Rgb, Rgb]; sun: { x: number; y: number; radius: number; colour: Rgb }; layers: Layer[] }

const VIEWS: Record<Picture, View> = {
  sea: {
    sky: [
      [126, 182, 214],
      [247, 226, 196],
    ],
    sun: { x: 0.72, y: 0.34, radius: 0.09, colour: [255, 244, 214] },
    layers: [
      { colour: [96, 122, 140], top: 0.56, swing: 0.05, waves: 1.3 },
      { colour: [38, 106, 138], top: 0.62, swing: 0.006, waves: 9 },
      { colour: [27, 84, 116], top: 0.74, swing: 0.01, waves: 7 },
      { colour: [18, 62, 92], top: 0.88, swing: 0.015, waves: 5 },
    ],
  },
  mountains: {
    sky: [
      [168, 198, 222],
      [250, 236, 220],
    ],
    sun: { x: 0.24, y: 0.26, radius: 0.07, colour: [255, 250, 232] },
    layers: [
      { colour: [158, 174, 192], top: 0.46, swing: 0.16, waves: 2.3 },
      { colour: [112, 134, 152], top: 0.58, swing: 0.13, waves: 3.1 },
      { colour: [74, 98, 104], top: 0.72, swing: 0.1, waves: 2.1 },
      { colour: [44, 66, 66], top: 0.88, swing: 0.06, waves: 1.6 },
    ],
  },
  city: {
    sky: [
      [92, 118, 168],
      [246, 190, 148],
    ],
    sun: { x: 0.55, y: 0.52, radius: 0.1, colour: [255, 226, 176] },
    layers: [
      { colour: [138, 126, 158], top: 0.66, swing: 0.3, waves: 23, blocks: true },
      { colour: [92, 88, 124], top: 0.76, swing: 0.28, waves: 17, blocks: true },
      { colour: [52, 54, 86], top: 0.9, swing: 0.22, waves: 13, blocks: true },
    ],
  },
  pitch: {
    sky: [
      [24, 36, 68],
      [70, 92, 130],
    ],
    sun: { x: 0.14, y: 0.2, radius: 0.045, colour: [255, 255, 236] },
    layers: [
      { colour: [52, 62, 92], top: 0.48, swing: 0.03, waves: 0.9 },
      { colour: [58, 128, 74], top: 0.6, swing: 0, waves: 1 },
      { colour: [50, 116, 66], top: 0.68, swing: 0, waves: 1 },
      { colour: [58, 128, 74], top: 0.78, swing: 0, waves: 1 },
      { colour: [50, 116, 66], top: 0.89, swing: 0, waves: 1 },
    ],
  },
  river: {
    sky: [
      [122, 134, 148],
      [196, 202, 204],
    ],
    sun: { x: 0.8, y: 0.22, radius: 0.06, colour: [214, 218, 218] },
    layers: [
      { colour: [112, 128, 118], top: 0.5, swing: 0.1, waves: 1.7 },
      { colour: [82, 104, 86], top: 0.6, swing: 0.06, waves: 2.6 },
      { colour: [142, 124, 98], top: 0.7, swing: 0.012, waves: 6 },
      { colour: [122, 104, 80], top: 0.84, swing: 0.016, waves: 4 },
    ],
  },
  night: {
    sky: [
      [8, 12, 34],
      [52, 44, 96],
    ],
    sun: { x: 0.68, y: 0.3, radius: 0.12, colour: [226, 226, 236] },
    layers: [
      { colour: [36, 36, 76], top: 0.78, swing: 0.07, waves: 1.9 },
      { colour: [18, 20, 46], top: 0.9, swing: 0.04, waves: 2.7 },
    ],
  },
}

/** Paints one of the samples' pictures: a view of a few flat layers, 480 by 270, as a PNG. */
export function paint(picture: Picture): Uint8Array {
  const view = VIEWS[picture]
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3)
  const tops = view.layers.map(layer =>
    Array.from({ length: WIDTH }, (_, x) => HEIGHT * topAt(layer, x / WIDTH)),
  )
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let colour = skyAt(view, x, y)
      // Half a pixel of blending at each edge, so that slopes are smooth.
      view.layers.forEach((layer, n) => {
        colour = blend(colour, layer.colour, y - (tops[n]?.[x] ?? 0) + 0.5)
      })
      rgb.set(colour, (y * WIDTH + x) * 3)
    }
  }
  return png(WIDTH, HEIGHT, rgb)
}

function skyAt({ sky: [above, below], sun }: View, x: number, y: number): Rgb {
  const distance = Math.hypot(x - sun.x * WIDTH, y - sun.y * HEIGHT)
  return blend(blend(above, below, y / HEIGHT), sun.colour, sun.radius * HEIGHT - distance + 0.5)
}

function topAt({ top, swing, waves, blocks }: Layer, x: number): number {
  if (blocks) return top - swing * ((0.618034 * Math.floor(x * waves) + top) % 1)
  const turn = 2 * Math.PI * waves * x
  return top - swing * (0.6 * Math.sin(turn + 10 * top) + 0.4 * Math.sin(2.7 * turn + 20 * top))
}

/** `share` of `to` in `from`; beyond 0..1 it is the one or the other. */
function blend(from: Rgb, to: Rgb, share: number): Rgb {
  if (share <= 0) return from
  if (share >= 1) return to
  const mix = (a: number, b: number) => Math.round(a + (b - a) * share)
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])]
}
