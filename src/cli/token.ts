import { loadConfig } from '../config/load.ts'
import { feedUrls } from '../flows/feed-addresses.ts'
import { hashToken, mintToken, tokenName } from '../flows/topic-token.ts'
import type { Config } from '../model/config.ts'
import { openStore } from '../store/open.ts'
import type { TokenStore, TopicToken } from '../store/store.ts'
import {
  type AddCommand,
  type CliContext,
  CommandError,
  type Places,
  UsageError,
  withPlaces,
} from './context.ts'
import { table } from './table.ts'

type TokenOptions = Places & { list?: boolean; revoke?: string; json?: boolean }

/** `khulasa token TOPIC`: the secret addresses of a private topic. */
export const addToken: AddCommand = (program, context) => {
  withPlaces(program.command('token'))
    .description('make a secret address of a private topic, list them, or take one back')
    .argument('<topic>', 'the id of the topic')
    .option(
      '--list',
      'print what addresses there are: by their names, as the addresses themselves are not kept',
    )
    .option('--revoke <token>', 'take back a token, an address with it, or what a name of --list stands for')
    .option('--json', 'print JSON')
    .action((topicId: string, options: TokenOptions) => token(topicId, options, context))
}

async function token(topicId: string, options: TokenOptions, context: CliContext): Promise<void> {
  if (options.list && options.revoke) throw new UsageError('Give --list or --revoke, not both.')
  const config = await loadConfig(options.config)
  checkPrivate(topicId, config, options.config)
  const store = openStore(options.data)
  try {
    if (options.revoke) await revoke(topicId, options.revoke, store.tokens, context)
    else if (options.list) await list(topicId, store.tokens, options, context)
    else await make(topicId, config.site.url, store.tokens, options, context)
  } finally {
    store.close()
  }
}

function checkPrivate(topicId: string, { topics }: Config, file: string): void {
  const topic = topics.find(({ id }) => id === topicId)
  if (!topic) throw new CommandError(`There is no topic "${topicId}" in ${file}.`)
  if (!topic.private)
    throw new CommandError(
      `Everybody may read the topic "${topicId}", so it has no secret addresses. Write private: true in ${file} first.`,
    )
}

async function make(
  topicId: string,
  siteUrl: string,
  tokens: TokenStore,
  { json }: TokenOptions,
  { print, tell, now }: CliContext,
): Promise<void> {
  const secret = mintToken()
  const hash = hashToken(secret)
  await tokens.add({ hash, topicId, createdAt: now() })
  const page = `${siteUrl}/p/${secret}/${topicId}`
  const urls = feedUrls(page)
  if (json) return print(JSON.stringify({ name: tokenName(hash), token: secret, page, ...urls }))
  for (const url of [urls.rss, urls.atom, urls.json, page]) print(url)
  tell(
    `Nobody can be shown these again. To take them back: khulasa token ${topicId} --revoke ${tokenName(hash)}`,
  )
}

async function list(
  topicId: string,
  tokens: TokenStore,
  { json }: TokenOptions,
  { print }: CliContext,
): Promise<void> {
  const rows = (await of(topicId, tokens)).map(({ hash, createdAt }) => ({
    name: tokenName(hash),
    createdAt: new Date(createdAt).toISOString(),
  }))
  if (json) for (const row of rows) print(JSON.stringify(row))
  else for (const line of table(['name', 'made at'], rows.map(Object.values))) print(line)
}

async function revoke(
  topicId: string,
  given: string,
  tokens: TokenStore,
  { tell }: CliContext,
): Promise<void> {
  const secret = /\/p\/([\w-]+)/.exec(given)?.[1] ?? given
  const hash = hashToken(secret)
  const named = (await of(topicId, tokens)).filter(one => one.hash === hash || tokenName(one.hash) === given)
  if (named.length !== 1)
    throw new CommandError(
      `The topic "${topicId}" has no such token. Its tokens: khulasa token ${topicId} --list`,
    )
  await tokens.remove((named[0] as TopicToken).hash)
  tell('Taken back; its addresses answer 404 within a second.')
}

async function of(topicId: string, tokens: TokenStore): Promise<TopicToken[]> {
  return (await tokens.list()).filter(token => token.topicId === topicId)
}
