import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { CommandError } from './context.ts'

/** All bytes of a file, or of standard input for `-`. */
export async function readBytes(file: string, stdin: Readable): Promise<Uint8Array> {
  if (file === '-') return buffer(stdin)
  try {
    return await readFile(file)
  } catch (error) {
    throw unreadable(file, error)
  }
}

/** The lines of a file, or of standard input for `-`, as they come, without a byte order mark. */
export async function* readLines(file: string, stdin: Readable): AsyncGenerator<string> {
  const input = file === '-' ? stdin : createReadStream(file)
  try {
    let isFirst = true
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield isFirst ? line.replace(/^\uFEFF/, '') : line
      isFirst = false
    }
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException
  if (!code) return error as Error
  return new CommandError(
    `${file} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : message}`,
    { cause: error },
  )
}
