import { loadConfig } from '../config/load.ts'
import { topicBase } from '../flows/feed-addresses.ts'
import { publicTopics } from '../flows/topics.ts'
import type { Config } from '../model/config.ts'
import { type OpmlOutline, renderOpml } from '../render/opml.ts'
import { openStore, StoreError } from '../store/open.ts'
import type { OutletHealth } from '../store/store.ts'
import { type AddCommand, type CliContext, type Places, withPlaces } from './context.ts'

type ExportOptions = Places & { topics?: boolean; private?: boolean }

/** `khulasa export`: outlets, or the feeds of topics, as a subscription list. */
export const addExport: AddCommand = (program, context) => {
  withPlaces(program.command('export'))
    .description('print the outlets as a subscription list (OPML)')
    .option('--topics', 'print the feeds of the topics that everybody may read instead')
    .option('--private', 'with the private outlets')
    .action((options: ExportOptions) => exportList(options, context))
}

async function exportList(options: ExportOptions, { print, tell }: CliContext): Promise<void> {
  const config = await loadConfig(options.config)
  if (options.topics) return print(opml(config, topicOutlines(config)))
  const shown = config.outlets.filter(outlet => options.private || !outlet.private)
  const hidden = config.outlets.length - shown.length
  if (hidden > 0) tell(`${hidden} private outlets are left out; --private puts them in.`)
  const known = await knownOutlets(options.data)
  const outlines = shown.map(({ id, url, title }): OpmlOutline => {
    const { title: told, siteUrl } = known.get(id) ?? {}
    return { id, title: title ?? told ?? id, xmlUrl: url, htmlUrl: siteUrl ?? null }
  })
  print(opml(config, outlines))
}

function opml({ site }: Config, outlines: OpmlOutline[]): string {
  return renderOpml({ title: site.title, outlines }).trimEnd()
}

function topicOutlines(config: Config): OpmlOutline[] {
  return publicTopics(config).map(({ id, title }) => {
    const base = topicBase(config.site, id)
    return { title, xmlUrl: `${base}.atom`, htmlUrl: base }
  })
}

/** What outlets call themselves; nothing before they were visited. */
async function knownOutlets(data: string): Promise<Map<string, OutletHealth>> {
  try {
    const store = openStore(data, { readonly: true })
    try {
      return new Map((await store.outlets.list()).map(outlet => [outlet.id, outlet]))
    } finally {
      store.close()
    }
  } catch (error) {
    if (error instanceof StoreError) return new Map()
    throw error
  }
}
