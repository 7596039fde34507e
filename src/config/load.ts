import { access, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Config, ConfigProblem } from '../model/config.ts'
import { decode } from '../parse/decode.ts'
import { type OpmlOutlet, parseOpml } from '../parse/opml.ts'
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
 * Reads and checks the configuration. `onRead` is told of every other file that it names.
 *
 * @throws ConfigError with every problem, each with its place and what would be right.
 */
export async function loadConfig(file: string, onRead: (path: string) => void = () => {}): Promise<Config> {
  const input = await importDefault(resolve(file), file)
  const verdict = checkConfig(input, await readList(input, file, onRead))
  if ('problems' in verdict) throw new ConfigError(file, verdict.problems)
  return verdict.config
}

/** The list of outlets that a configuration names (`outletsFrom`), by its place beside it. */
async function readList(input: unknown, file: string, onRead: (path: string) => void): Promise<OpmlOutlet[]> {
  const { outletsFrom } = (input ?? {}) as { outletsFrom?: unknown }
  if (typeof outletsFrom !== 'string' || outletsFrom === '') return []
  const path = resolve(dirname(file), outletsFrom)
  onRead(path)
  try {
    return parseOpml(decode(await readFile(path)).text)
  } catch (error) {
    const message = `${outletsFrom} cannot be read; khulasa import FILE.opml writes outlets.opml`
    throw new ConfigError(file, [{ place: 'outletsFrom', message }], { cause: error })
  }
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
