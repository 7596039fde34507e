import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url))
/** With the packages, so that a new installation unpacks its own Chromium. */
const HOME = join(MODULES, '.cache', 'khulasa-chromium')

/**
 * Chromium, with a new profile. Close it when done.
 *
 * It comes from npm with the few libraries and the font that it needs, for Linux on x64; elsewhere KHULASA_CHROMIUM
 * names one that is installed.
 */
export async function openBrowser(): Promise<Browser> {
  const installed = process.env.KHULASA_CHROMIUM
  if (installed) return chromium.launch({ executablePath: installed })
  await unpack()
  return chromium.launch({
    executablePath: join(HOME, 'chromium'),
    // the package's own list is for AWS Lambda: its --single-process crashes elsewhere
    args: ['--no-sandbox', '--headless=shell'],
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(HOME, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(HOME, 'fonts.conf'),
    },
  })
}

/**
 * Unpacks the browser once an installation, and whole or not at all: what a run that was killed left half-done is
 * never used. The package alone would put it into /tmp, whoever had put something of that name there before.
 */
async function unpack(): Promise<void> {
  if (existsSync(HOME)) return
  await mkdir(dirname(HOME), { recursive: true })
  const part = await mkdtemp(`${HOME}-`)
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: MODULES,
      // asked for as on Lambda, the package brings the libraries too
      env: { ...process.env, TMPDIR: part, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    })
    await writeFile(join(part, 'fonts.conf'), FONTS)
    await rename(part, HOME)
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    // another run was faster
    if (!existsSync(HOME)) throw error
  }
}

const UNPACK = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"

/** The machine's fonts, and one of our own where it has none. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(HOME, 'fonts')}</dir>
</fontconfig>
`
