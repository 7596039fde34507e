import { existsSync } from 'node:fs'
import { z } from 'zod'
import { pointAt } from '../config/check.ts'
import { loadConfig } from '../config/load.ts'
import { knownTo } from '../flows/topics.ts'
import { htmlToText } from '../normalise/html-text.ts'
import { withoutMarkup } from '../normalise/plain-text.ts'
import { readDate } from '../parse/date.ts'
import { clausesOf } from '../query/explain.ts'
import { type MatchArticle, match, prepare } from '../query/match.ts'
import { type Known, parseQuery, type Query, QueryError } from '../query/parse.ts'
import { type AddCommand, type CliContext, CommandError, UsageError } from './context.ts'
import { readLines } from './read-input.ts'

/** `khulasa match`: which articles a query catches, and why. */
export const addMatch: AddCommand = (program, context) => {
  program
    .command('match')
    .description('print which articles, given as NDJSON, a query matches, each with why')
    .argument('<query>', 'a query, such as: طالبان (روسيا OR موسكو)')
    .argument('[file]', 'a file of articles, or - for standard input', '-')
    .option('--now <time>', 'what age: is counted from; else the clock')
    .option('--config <file>', 'the configuration: its topics for topic:, and its zone for days')
    .action((query: string, file: string, options: MatchOptions) =>
      matchCommand(query.trim(), file, options, context),
    )
}

type MatchOptions = { now?: string; config?: string }

const text = z.string().nullish()
const texts = z.union([z.string().transform(one => [one]), z.array(z.string())]).nullish()
const article = z.looseObject({
  title: text,
  summary: text,
  text,
  html: text,
  author: text,
  categories: texts,
  keywords: texts,
  outlet: text,
  language: text,
  url: text,
  publishedAt: z.union([z.string(), z.number()]).nullish(),
  outletCount: z.int().min(1).nullish(),
})
type Given = z.output<typeof article>

async function matchCommand(
  text: string,
  file: string,
  { now: at, config }: MatchOptions,
  context: CliContext,
): Promise<void> {
  const query = readQuery(text, await knownFrom(config, text))
  for (const { clause } of clausesOf(query.root, false))
    if ('terms' in clause)
      for (const { typed, inflections } of clause.terms)
        if (inflections.length > 0) context.tell(`~${typed} is ${inflections.join(' ')}`)
  const now = at === undefined ? context.now() : instantOf(at)
  if (now === null) throw new UsageError(`--now ${at} is no time. Write one such as 2026-01-31T12:00:00Z.`)
  let number = 0
  let found = 0
  for await (const line of readLines(file, context.stdin)) {
    number++
    if (line.trim() === '') continue
    const given = readLine(line, `${file}:${number}`)
    const article = articleOf(given, `${file}:${number}`)
    const why = match(query, prepare(article), { now, story: storyOf(given) })
    if (!why) continue
    found++
    context.print(JSON.stringify({ ...given, why }))
  }
  if (found === 0) context.setExitCode(1)
}

/** What only a configuration can say; a query that asks nothing of it needs none. Articles may be of any outlet. */
async function knownFrom(config: string | undefined, text: string): Promise<Known> {
  const file = config ?? 'feeds.config.ts'
  const isNeeded = /(?:topic|after|before):/i.test(text) && existsSync(file)
  if (config === undefined && !isNeeded) return {}
  const { outlets: _, ...known } = knownTo(await loadConfig(file))
  return known
}

function readQuery(text: string, known: Known): Query {
  try {
    return parseQuery(text, known)
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    const told = error.problems.map(({ at, length, message }) => `${message}\n${pointAt(text, at, length)}`)
    throw new UsageError(told.join('\n'), { cause: error })
  }
}

function readLine(line: string, place: string): Given {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    throw new CommandError(`${place}: not JSON: ${(error as Error).message}`, { cause: error })
  }
  const parsed = article.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new CommandError(`${place}: ${issue?.path.join('.') || 'the line'}: ${issue?.message}`)
}

function articleOf(given: Given, place: string): MatchArticle {
  const { title, summary, text, html, author, categories, outlet, language, url, publishedAt } = given
  const at = publishedAt == null ? null : instantOf(publishedAt)
  if (publishedAt != null && at === null)
    throw new CommandError(`${place}: publishedAt: ${publishedAt} is no time`)
  return {
    title: withoutMarkup(title ?? '').replace(/\n/g, ' '),
    summary: withoutMarkup(summary ?? ''),
    text: text ?? (html ? htmlToText(html) : ''),
    author: author ?? null,
    categories: categories ?? [],
    language: language ?? null,
    url: url ?? null,
    publishedAt: at,
    ...(outlet ? { outletId: outlet } : {}),
  }
}

/** Each article is a story of its own. */
function storyOf({ keywords, categories, outletCount }: Given) {
  return { independentCount: outletCount ?? 1, keywords: keywords ?? categories ?? [] }
}

function instantOf(time: string | number): number | null {
  if (typeof time === 'number') return time
  const iso = readDate(time)
  return iso ? Date.parse(iso) : null
}
