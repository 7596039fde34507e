import { Command, CommanderError } from 'commander'
import { AppError } from './app.ts'
import { addCheck } from './cli/check.ts'
import { addCollect } from './cli/collect.ts'
import { type AddCommand, type CliContext, CommandError, UsageError } from './cli/context.ts'
import { addDemo } from './cli/demo.ts'
import { addExport } from './cli/export.ts'
import { addGroup } from './cli/group.ts'
import { addImport } from './cli/import.ts'
import { addInspect } from './cli/inspect.ts'
import { addMatch } from './cli/match.ts'
import { addOutlets } from './cli/outlets.ts'
import { addPreview } from './cli/preview.ts'
import { addSeed } from './cli/seed.ts'
import { addServe } from './cli/serve.ts'
import { addSplit } from './cli/split.ts'
import { addToken } from './cli/token.ts'
import { addWebhooks } from './cli/webhooks.ts'
import { ConfigError } from './config/load.ts'
import { now, VERSION } from './deps.ts'
import { isDiskFull, StoreError } from './store/open.ts'

const COMMANDS: AddCommand[] = [
  addServe,
  addSplit,
  addCollect,
  addCheck,
  addOutlets,
  addWebhooks,
  addInspect,
  addMatch,
  addPreview,
  addSeed,
  addGroup,
  addToken,
  addImport,
  addExport,
  addDemo,
]

// errors that are the operator's: the message says all there is to say
const TOLD = [ConfigError, StoreError, AppError, CommandError]

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stop.abort(new Error('stopping')))
}
// a reader of ours that went away (| head) is no mistake
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const context: CliContext = {
  print: line => process.stdout.write(`${line}\n`),
  tell: line => process.stderr.write(`${line}\n`),
  stdin: process.stdin,
  progress: process.stderr,
  env: process.env,
  now,
  signal: stop.signal,
  setExitCode: code => {
    process.exitCode = code
  },
}

const program = new Command('khulasa')
  .description('News feeds in, each story told once with its linked headlines, topic feeds out.')
  .version(VERSION)
  .option('--verbose', 'say more, and show the stack of an error')
  .showHelpAfterError('("khulasa COMMAND --help" says how)')
  .exitOverride()
for (const add of COMMANDS) add(program, context)
for (const command of program.commands)
  command.exitOverride().option('--verbose', 'say more, and show the stack of an error')

try {
  await program.parseAsync(process.argv.map(asQuery))
} catch (error) {
  process.exitCode = tell(error)
}

/** A query may begin with a minus, which commander would take for an option; no option of ours has one and a word. */
function asQuery(argument: string): string {
  return /^-[^-]./su.test(argument) || /^--[^=\s]+\s/.test(argument) ? ` ${argument}` : argument
}

function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (stop.signal.aborted && error === stop.signal.reason) return 1
  context.tell(messageOf(error))
  return error instanceof UsageError ? 2 : 1
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isVerbose = process.argv.includes('--verbose')
  if (isVerbose) return error.stack ?? error.message
  if (error instanceof UsageError || TOLD.some(kind => error instanceof kind)) return error.message
  if (isDiskFull(error))
    return 'No space is left on the disk. What was stored is safe; free some space and run it again.'
  return `Something went wrong: ${error.message}\nRun it again with --verbose to see where, and please report it.`
}
