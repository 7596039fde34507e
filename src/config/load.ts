import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Config, ConfigProblem } from '../model/config.ts'
import { checkConfig } from './check.ts'

/** A configuration that cannot be used: `problems` holds every one of them. */
export class ConfigError extends Error {
  file: string
  problems: ConfigProblem[]
  constructor(file: string, problems: ConfigProblem[], options?: ErrorOptions) {
    super(
      `${file} cannot be used:\n${problems.map(({ place, message }) => `  ${place}: ${message}`).join('\n')}`,
      options,
    )
    this.name = 'ConfigError'
    this.file = file
    this.problems = problems
  }
}

/**
 * Reads and checks the configuration.
 *
 * @throws ConfigError with every problem, each with its place and what would be right.
 */
export async function loadConfig(file: string): Promise<Config> {
  const verdict = checkConfig(await importDefault(resolve(file), file))
  if ('problems' in verdict) throw new ConfigError(file, verdict.problems)
  return verdict.config
}

async function importDefault(path: string, file: string): Promise<unknown> {
  const failed = (message: string, cause: unknown) =>
    new ConfigError(file, [{ place: 'the file', message }], { cause })
  try {
    await access(path)
  } catch (error) {
    throw failed('cannot be read; name another with --config FILE', error)
  }
  try {
    const module = (await import(pathToFileURL(path).href)) as { default?: unknown }
    return module.default
  } catch (error) {
    throw failed(`does not run: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}
