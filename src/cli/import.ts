import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { listedOutlets } from '../config/listed-outlets.ts'
import { ConfigError, loadConfig } from '../config/load.ts'
import { decode } from '../parse/decode.ts'
import { type OpmlOutlet, parseOpml } from '../parse/opml.ts'
import { renderOpml } from '../render/opml.ts'
import { type AddCommand, type CliContext, CommandError } from './context.ts'
import { readBytes } from './read-input.ts'

const LIST = 'outlets.opml'

/** `khulasa import FILE.opml`: outlets from a subscription list, into the one that the configuration reads. */
export const addImport: AddCommand = (program, context) => {
  program
    .command('import')
    .description(`add the feeds of a subscription list (OPML) to ${LIST} beside the configuration`)
    .argument('<file>', 'the list; - reads standard input')
    .option('--config <file>', 'the configuration', 'feeds.config.ts')
    .action((file: string, { config }: { config: string }) => importList(file, config, context))
}

async function importList(file: string, config: string, { print, tell, stdin }: CliContext): Promise<void> {
  const given = readOpml(await readBytes(file, stdin))
  if (given.length === 0) throw new CommandError(`${file} names no feeds: it is no subscription list (OPML).`)
  const path = join(dirname(config), LIST)
  const before = await readListAt(path)
  const all = withIds([...before, ...given])
  await replace(path, renderOpml({ title: 'Outlets', outlines: all.map(outlineOf) }))
  const added = all.length - before.length
  print(`${added} added, ${given.length - added} were there already; ${path} has ${all.length}`)
  if (!(await isTakenUp(all, config)))
    tell(`To have them visited, write outletsFrom: '${LIST}' in ${config}.`)
}

function readOpml(bytes: Uint8Array): OpmlOutlet[] {
  return parseOpml(decode(bytes).text)
}

async function readListAt(path: string): Promise<OpmlOutlet[]> {
  try {
    return readOpml(await readFile(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Each feed once, with the id that it has from now on, whatever the list becomes. */
function withIds(outlets: OpmlOutlet[]): (OpmlOutlet & { id: string })[] {
  const first = new Map<string, OpmlOutlet>()
  for (const outlet of outlets) if (!first.has(outlet.url)) first.set(outlet.url, outlet)
  return listedOutlets([...first.values()]).map(({ id, url }) => ({ ...(first.get(url) as OpmlOutlet), id }))
}

function outlineOf({ id, title, url, siteUrl, folder }: OpmlOutlet & { id: string }) {
  return { id, title: title ?? id, xmlUrl: url, htmlUrl: siteUrl, category: folder }
}

/** Whole or not at all: the program may be reading it. */
async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.new`
  await writeFile(draft, text)
  await rename(draft, path)
}

async function isTakenUp(outlets: OpmlOutlet[], config: string): Promise<boolean> {
  try {
    const known = new Set((await loadConfig(config)).outlets.map(({ url }) => URL.parse(url)?.href))
    return outlets.every(({ url }) => known.has(url))
  } catch (error) {
    if (error instanceof ConfigError) return false
    throw error
  }
}
