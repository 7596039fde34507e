import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { gypfile?: boolean; resolved?: string; integrity?: string }>
}

test('npm 10 compiles nothing: the lockfile says that better-sqlite3 comes ready', () => {
  // npm drops this line when it rewrites the lockfile, and npm ci of version 10 would then want a compiler
  expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
})

test('the lockfile holds what every package must hash to', () => {
  const bare = Object.entries(lock.packages).filter(
    ([path, { integrity }]) => path !== '' && integrity === undefined,
  )
  expect(bare.map(([path]) => path)).toEqual([])
})
