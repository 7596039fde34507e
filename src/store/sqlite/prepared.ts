import { type Column, type Placeholder, type SQL, sql } from '../drizzle.ts'

/** A placeholder for each of those columns, named as it is: what a prepared statement is given by name. */
export function placeholders<K extends string>(names: readonly K[]): { [name in K]: Placeholder } {
  const pairs: [string, Placeholder][] = names.map(name => [name, sql.placeholder(name)])
  return Object.fromEntries(pairs) as { [name in K]: Placeholder }
}

/** Not one of those: however many they are, one parameter. */
export function notAmong(column: Column, values: readonly string[]): SQL {
  return sql`${column} not in (select value from json_each(${JSON.stringify(values)}))`
}

/** One of those: however many they are, one parameter. */
export function among(column: Column, values: readonly number[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`
}

/** For `on conflict do update`: those columns as the row that was refused has them. */
export function excluded<K extends string>(names: readonly K[]): { [name in K]: SQL } {
  return Object.fromEntries(names.map(name => [name, sql.raw(`excluded."${name}"`)])) as { [name in K]: SQL }
}
