import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/khulasa.js', import.meta.url))

export type Run = { code: number | null; stdout: string; stderr: string }

/** Runs the program as a user does, to its end. */
export async function khulasa(
  args: string[],
  { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const program = startProgram(args, env)
  program.child.stdin?.end(input)
  const [code] = (await once(program.child, 'close')) as [number | null]
  return { code, stdout: program.stdout(), stderr: program.stderr() }
}

/** Starts the program; what it prints is collected. */
export function startProgram(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child: ChildProcess = spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, KHULASA_ADMIN_TOKEN: '', ...env },
  })
  let stdout = ''
  let stderr = ''
  const watchers = new Set<() => void>()
  child.stdout?.setEncoding('utf8').on('data', text => {
    stdout += text
    for (const watch of watchers) watch()
  })
  child.stderr?.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    /** Resolves with the first match in what it prints; rejects when it ends without one. */
    prints(pattern: RegExp): Promise<RegExpExecArray> {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(stdout)
          if (found) resolve(found)
        }
        watchers.add(look)
        child.once('close', code =>
          reject(new Error(`ended with ${code} before printing ${pattern}:\n${stdout}${stderr}`)),
        )
        look()
      })
    },
    /** Ends it with a signal, and waits until it is gone. */
    async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const closed = once(child, 'close')
      child.kill(signal)
      const [code] = (await closed) as [number | null]
      return code
    },
  }
}
