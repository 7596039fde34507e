import { ASIDE, PLAIN_TEXT } from './canonical.ts'

/** An element as xml2js hands it on: its text alone, or an object of text, attributes and elements. */
export type Field = string | FieldObject
type FieldObject = { _?: string; $?: Record<string, string> } & { [element: string]: Field[] }

/** The feed's or an item's elements by their canonical name. */
export type Fields = { readonly [element: string]: Field[] | undefined }

/** Reads the values of canonical elements, those set aside among them. */
export class FieldReader {
  readonly #aside: readonly string[]

  constructor(aside: readonly string[]) {
    this.#aside = aside
  }

  text(field: Field | undefined): string | undefined {
    if (field === undefined) return undefined
    if (typeof field === 'string') return field.trim() || undefined
    const place = field.$?.[ASIDE]
    return (place === undefined ? field._?.trim() : this.#aside[Number(place)]) || undefined
  }

  /** What the first element says, of the first name, that says something. */
  first(fields: Fields, ...names: string[]): string | undefined {
    return this.text(this.find(fields, ...names))
  }

  find(fields: Fields, ...names: string[]): Field | undefined {
    for (const name of names) {
      const found = fields[name]?.find(field => this.text(field) !== undefined)
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** The members whose elements are marked as plain text. */
export function plainMembers<M extends string>(elements: Record<M, Field | undefined>): M[] | undefined {
  const members = (Object.keys(elements) as M[]).filter(member => {
    const field = elements[member]
    return field !== undefined && attribute(field, PLAIN_TEXT) !== undefined
  })
  return members.length > 0 ? members : undefined
}

export function attribute(field: Field, name: string): string | undefined {
  return typeof field === 'string' ? undefined : field.$?.[name]?.trim() || undefined
}

/** The elements inside a record. */
export function inside(field: Field): Fields {
  return typeof field === 'string' ? {} : (field as unknown as Fields)
}

/** A record without the members that are undefined. */
export function defined<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept: Record<string, unknown> = {}
  for (const key in record) if (record[key] !== undefined) kept[key] = record[key]
  return kept as never
}
