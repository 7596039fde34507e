import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'

test('each configuration that comes into force has a number, and a restart makes no new one', async () => {
  const { configs } = openStore(':memory:')
  expect(await configs.note('{"a":1}', 1)).toBe(1)
  expect(await configs.note('{"a":1}', 2)).toBe(1)
  expect(await configs.note('{"a":2}', 3)).toBe(2)
  expect(await configs.note('{"a":1}', 4)).toBe(3)
})
