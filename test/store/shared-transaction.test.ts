import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { anArticle, anOutlet, aRecord, counter, NOON } from '../support/build.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-test-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const ids = Array.from({ length: 20 }, (_, n) => `outlet-${n}`)

/** A store that lets visits wait for each other, and a reader that sees what is committed. */
async function gathering() {
  const store = openStore(dir, { gatherMs: 5 })
  await store.outlets.sync(
    ids.map(id => anOutlet({ id })),
    NOON,
    counter(),
  )
  const reader = openStore(dir, { readonly: true })
  return { store, reader }
}

const visitOf = (outletId: string) => aRecord([anArticle({ outletId, guid: outletId })], { outletId })

test('visits that come together are committed together, and each is told what it brought', async () => {
  const { store, reader } = await gathering()
  const before = await reader.dataVersion()
  const stored = Promise.all(ids.map(id => store.visits.record(visitOf(id))))
  expect(await reader.dataVersion()).toBe(before)
  expect(await stored).toEqual(ids.map(() => ({ newArticles: 1, changedArticles: 0 })))
  expect((await reader.outlets.list()).map(({ articleCount }) => articleCount)).toEqual(ids.map(() => 1))
  store.close()
  reader.close()
})

test('a visit that cannot be stored takes no other with it', async () => {
  const { store } = await gathering()
  const broken = aRecord([{ ...anArticle(), title: null as unknown as string }], { outletId: 'outlet-3' })
  const stored = await Promise.allSettled(
    ids.map(id => store.visits.record(id === 'outlet-3' ? broken : visitOf(id))),
  )
  expect(stored.map(({ status }) => status === 'rejected')).toEqual(ids.map(id => id === 'outlet-3'))
  expect(await store.visits.recent('outlet-3', 9)).toEqual([])
  expect(await store.visits.recent('outlet-4', 9)).toHaveLength(1)
  store.close()
})

test('a visit that brings very much waits for nobody', async () => {
  const { store, reader } = await gathering()
  const articles = Array.from({ length: 600 }, (_, n) =>
    anArticle({ outletId: 'outlet-0', guid: String(n), url: null }),
  )
  void store.visits.record(aRecord(articles, { outletId: 'outlet-0' }))
  expect((await reader.outlets.find('outlet-0'))?.articleCount).toBe(600)
  store.close()
  reader.close()
})
