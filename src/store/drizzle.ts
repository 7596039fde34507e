import { createRequire } from 'node:module'

export type { Column, Placeholder, SQL } from 'drizzle-orm'
export type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'

/**
 * Drizzle, by `require`: for each of its 200 ES modules Node reads its package.json of 180 KB anew, which costs every
 * thread half a second and 150 MB; so it is 80 ms and 20 MB. What else is needed of it is added to these lists.
 */
const require = createRequire(import.meta.url ?? __filename)
const core: typeof import('drizzle-orm') = require('drizzle-orm')
const sqlite: typeof import('drizzle-orm/sqlite-core') = require('drizzle-orm/sqlite-core')
const driver: typeof import('drizzle-orm/better-sqlite3') = require('drizzle-orm/better-sqlite3')
const migrator: typeof import('drizzle-orm/better-sqlite3/migrator') =
  require('drizzle-orm/better-sqlite3/migrator')

export const { and, asc, between, count, desc, eq, gt, gte, inArray, isNotNull, isNull } = core
export const { lt, lte, max, min, ne, notInArray, or, sql } = core
export const { customType, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } = sqlite
export const { drizzle } = driver
export const { migrate } = migrator
