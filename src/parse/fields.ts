import { PLAIN_TEXT, type Said } from './canonical.ts'

/** An element as xml2js hands it on: the place of what it says alone, or an object of it and the elements inside. */
export type Field = string | ({ _?: string } & { [element: string]: Field[] })

/** The feed's or an item's elements by their canonical name. */
export type Fields = { readonly [element: string]: Field[] | undefined }

/** Reads what canonical elements say. */
export class FieldReader {
  readonly #said: readonly Said[]

  constructor(said: readonly Said[]) {
    this.#said = said
  }

  text(field: Field | undefined): string | undefined {
    return (field && this.#saidBy(field)?.text) || undefined
  }

  attribute(field: Field, name: string): string | undefined {
    return this.#saidBy(field)?.attributes.get(name)?.trim() || undefined
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

  /** The members whose elements are marked as plain text. */
  plainMembers<M extends string>(elements: Record<M, Field | undefined>): M[] | undefined {
    const members = (Object.keys(elements) as M[]).filter(member => {
      const field = elements[member]
      return field !== undefined && this.attribute(field, PLAIN_TEXT) !== undefined
    })
    return members.length > 0 ? members : undefined
  }

  #saidBy(field: Field): Said | undefined {
    return this.#said[Number(typeof field === 'string' ? field : field._)]
  }
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
