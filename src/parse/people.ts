import type { Person } from '../model/parsed-feed.ts'
import { defined, type Field, type FieldReader, inside } from './fields.ts'

const EMAIL = /[^\s<>()"',;:]{1,64}@[^\s<>()"',;:]{1,255}/

const MAX_PEOPLE = 100

/** The people of the feed or an item, each once. */
export function readPeople(fields: readonly Field[], reader: FieldReader): Person[] {
  const people: Person[] = []
  for (const field of fields.slice(0, MAX_PEOPLE)) {
    const person = readPerson(field, reader)
    if (person && !people.some(known => isSame(known, person))) people.push(person)
  }
  return people
}

/** How a person is named in one line. */
export function nameOf({ name, email, url }: Person): string | undefined {
  return name ?? email ?? url
}

function readPerson(field: Field, reader: FieldReader): Person | undefined {
  const parts = inside(field)
  const text = reader.text(field)
  const said = text === undefined ? {} : fromLine(text)
  const name = reader.first(parts, 'name')
  const email = reader.first(parts, 'email')
  const url = reader.first(parts, 'uri', 'url')
  const person = defined({ ...said, ...defined({ name, email, url }) }) as Person
  return nameOf(person) === undefined ? undefined : person
}

/** RSS asks for `email (name)`; publishers write `name (email)`, `name <email>`, a name or an email alone, too. */
function fromLine(line: string): Person {
  const email = line.length < 1000 ? EMAIL.exec(line)?.[0] : undefined
  if (!email) return { name: line }
  const name = line
    .replace(email, ' ')
    .replace(/mailto:/i, '')
    .replace(/^[\s<>()"'[\]]+|[\s<>()"'[\],;:-]+$/g, '')
    .replace(/\s*[(<]\s*[)>]/, '')
    .trim()
  return name ? { name, email } : { email }
}

function isSame(a: Person, b: Person): boolean {
  return a.name !== undefined && b.name !== undefined
    ? a.name === b.name
    : a.email !== undefined && a.email === b.email
}
