import type { Readable } from 'node:stream'
import type { Command } from 'commander'
import type { Instant } from '../model/time.ts'

/** What a command is given of the process that runs it. */
export type CliContext = {
  /** Writes a line of what was asked for. */
  print(line: string): void
  /** Writes a line about what is going on. */
  tell(line: string): void
  stdin: Readable
  /** Progress is drawn there when it is a terminal, told in lines elsewhere. */
  progress: NodeJS.WriteStream
  env: Record<string, string | undefined>
  now(): Instant
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal
  setExitCode(code: number): void
}

/** Adds one command to the program. */
export type AddCommand = (program: Command, context: CliContext) => void

/** Wrong usage that commander cannot see: told without a stack, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** It could not be done, and the message says why and what to do: told without a stack, exit code 1. */
export class CommandError extends Error {
  override name = 'CommandError'
}

export type Places = { config: string; data: string }

/** A command that reads the configuration and the data directory. */
export function withPlaces(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration', 'feeds.config.ts')
    .option('--data <dir>', 'where everything is kept', './data')
}
