import { expect, test } from 'vitest'
import { groupCommand } from '../../src/cli/group.ts'

const HOUR = 3_600_000
const noon = Date.UTC(2026, 2, 1, 12)

const line = (id: string | number, title: string, hours = 0, change: object = {}) =>
  JSON.stringify({
    id,
    publishedAt: new Date(noon + hours * HOUR).toISOString(),
    title,
    outlet: `${id}`,
    ...change,
  })

async function group(lines: Iterable<string>) {
  const written: { id: string | number; storyId: number; firstStoryId: number }[] = []
  const told: string[] = []
  const order: string[] = []
  async function* given() {
    for (const one of lines) {
      order.push(`in ${JSON.parse(one.startsWith('{') ? one : '{}').id}`)
      yield one
    }
  }
  const { refused } = await groupCommand(
    { granularity: 'event', windowMs: 72 * HOUR },
    {
      lines: given(),
      write: text => {
        written.push(JSON.parse(text))
        order.push(`out ${written.at(-1)?.id}`)
      },
      tell: text => told.push(text),
    },
  )
  return { written, told, order, refused }
}

const FLOODS = 'Floods close the coast road near Marlow'
const FLOODS_TOO = 'Coast road near Marlow closed by floods'

test('each article is written once, with its story and the one that it was put into at first', async () => {
  const { written, told } = await group([
    line('a', FLOODS),
    line('b', FLOODS_TOO, 1),
    line('c', 'Bakery wins a prize', 2),
  ])
  expect(written.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  const [a, b, c] = written
  expect(a?.storyId).toBe(b?.storyId)
  expect(c?.storyId).not.toBe(a?.storyId)
  expect(written.map(({ firstStoryId }) => firstStoryId)).toEqual([1, 1, 2])
  expect(told).toEqual([])
})

test('an article is written as soon as it leaves the window', async () => {
  const { order } = await group([
    line(1, FLOODS),
    line(2, 'Bakery wins a prize', 80),
    line(3, 'A bridge opens', 81),
  ])
  expect(order).toEqual(['in 1', 'in 2', 'out 1', 'in 3', 'out 2', 'out 3'])
})

test.each([
  ['no JSON', 'nope', /^-:2: not JSON/],
  ['no object', '["a"]', /^-:2: expected one JSON object/],
  ['no id', '{"title":"a","publishedAt":"2026-03-01T12:00:00Z"}', /^-:2: "id" must be/],
  ['an id that is neither text nor number', line('x', 'a', 0, { id: {} }), /^-:2: "id" must be/],
  ['no title', line('x', 'a', 0, { title: null }), /^-:2: "title" must be/],
  ['no date', line('x', 'a', 0, { publishedAt: undefined }), /^-:2: "publishedAt" must be a date/],
  ['a date that is none', line('x', 'a', 0, { publishedAt: 'soon' }), /^-:2: "publishedAt" must be a date/],
  ['a summary that is no text', line('x', 'a', 0, { summary: 7 }), /^-:2: "summary" must be/],
  ['the id of an open article', line('a', 'again'), /^-:2: "id" "a" is that of an article before/],
])('a line with %s is told by its number and left out, and nothing else is', async (_, bad, message) => {
  const { written, told, refused } = await group([line('a', FLOODS), bad, line('b', FLOODS_TOO, 1)])
  expect(told[0]).toMatch(message)
  expect(refused).toBe(1)
  expect(written.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(written[0]?.storyId).toBe(written[1]?.storyId)
})

test('a line out of order is told, and grouped all the same', async () => {
  const { written, told, refused } = await group([line('a', FLOODS, 2), line('b', FLOODS_TOO, 1)])
  expect(told).toEqual([expect.stringMatching(/^-:2: out of order/)])
  expect(refused).toBe(0)
  expect(written.map(({ storyId }) => storyId)).toEqual([1, 1])
})

test('of many lines out of order the first are named', async () => {
  const lines = Array.from({ length: 50 }, (_, n) => line(n, `Bakery number ${n}`, 50 - n))
  const { told, written } = await group(lines)
  expect(told).toHaveLength(21)
  expect(told.at(-1)).toMatch(/49 lines are out of order/)
  expect(written).toHaveLength(50)
})
