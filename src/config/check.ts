import type { Config, ConfigProblem } from '../model/config.ts'
import { STORIES } from '../model/topic.ts'
import type { OpmlOutlet } from '../parse/opml.ts'
import { parseQuery, QueryError } from '../query/parse.ts'
import { type CheckedConfig, configSchema } from './define.ts'
import { listedOutlets } from './listed-outlets.ts'

export type ConfigVerdict = { config: Config } | { problems: ConfigProblem[] }

/** Checks what `feeds.config.ts` exported, with the outlets of the list that it names: the configuration with its defaults, or every problem with its place. */
export function checkConfig(input: unknown, list: OpmlOutlet[] = []): ConfigVerdict {
  const parsed = configSchema.safeParse(withListed(input, list))
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(issue => problemsOf(issue)) }
  const problems = [
    ...repeatedIds(parsed.data),
    ...badFormerIds(parsed.data),
    ...badReferences(parsed.data),
    ...badQueries(parsed.data),
  ]
  return problems.length > 0 ? { problems } : { config: filledIn(parsed.data) }
}

/** The outlets of a list behind those that are written out; whatever else is wrong is told later. */
function withListed(input: unknown, list: OpmlOutlet[]): unknown {
  if (list.length === 0 || typeof input !== 'object' || input === null) return input
  const { outlets = [] } = input as { outlets?: unknown }
  if (!Array.isArray(outlets)) return input
  const there = outlets.filter(outlet => typeof outlet?.id === 'string' && typeof outlet?.url === 'string')
  return { ...input, outlets: [...outlets, ...listedOutlets(list, there)] }
}

type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[]; errors?: Issue[][] }

function problemsOf(issue: Issue, within: PropertyKey[] = []): ConfigProblem[] {
  const path = [...within, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map(key => ({
      place: placeOf([...path, key]),
      message: 'there is no such option; see "Configuration" in the README',
    }))
  // of a union, the branch that came closest tells the most: the last one is the general case
  const closest = issue.code === 'invalid_union' ? issue.errors?.at(-1) : undefined
  if (closest?.length) return closest.flatMap(inner => problemsOf(inner, path))
  return [{ place: placeOf(path), message: issue.message }]
}

function placeOf(path: PropertyKey[]): string {
  const place = path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  )
  return place || 'the default export'
}

function repeatedIds(config: CheckedConfig): ConfigProblem[] {
  return (['outlets', 'topics'] as const).flatMap(list => {
    const seen = new Map<string, number>(list === 'topics' ? [[STORIES, -1]] : [])
    return config[list].flatMap(({ id }, index) => {
      const first = seen.get(id)
      seen.set(id, first ?? index)
      if (first === undefined) return []
      const message =
        first < 0
          ? `"${id}" is the built-in topic of everything; choose another id`
          : `the id "${id}" is taken by ${list}[${first}]`
      return [{ place: `${list}[${index}].id`, message }]
    })
  })
}

/** A former id leads to one topic, and to none of its own. */
function badFormerIds({ topics }: CheckedConfig): ConfigProblem[] {
  const taken = new Map([
    [STORIES, 'the built-in topic of everything'],
    ...topics.map(({ id }, index): [string, string] => [id, `topics[${index}]`]),
  ])
  return topics.flatMap(({ formerly }, index) =>
    formerly.flatMap((id, at) => {
      const place = `topics[${index}].formerly[${at}]`
      const by = taken.get(id)
      taken.set(id, by ?? place)
      return by === undefined ? [] : [{ place, message: `the id "${id}" is taken by ${by}` }]
    }),
  )
}

/** The ids of the outlets of each group. */
function groupsOf({ outlets }: CheckedConfig): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { id, groups: names } of outlets)
    for (const name of names) groups.set(name, [...(groups.get(name) ?? []), id])
  return groups
}

function badReferences(config: CheckedConfig): ConfigProblem[] {
  const known = new Set(config.outlets.map(outlet => outlet.id))
  const unknown = (place: string, ids: string[]) =>
    ids.flatMap((id, index) =>
      known.has(id) ? [] : [{ place: `${place}[${index}]`, message: `there is no outlet "${id}"` }],
    )
  const groups = groupsOf(config)
  const problems = config.topics.flatMap(({ outlets }, index) =>
    outlets.flatMap((name, at): ConfigProblem[] => {
      const place = `topics[${index}].outlets[${at}]`
      if (!name.startsWith('@'))
        return known.has(name) ? [] : [{ place, message: `there is no outlet "${name}"` }]
      if (groups.has(name.slice(1))) return []
      const named = [...groups.keys()].map(group => `@${group}`).join(', ')
      return [{ place, message: `no outlet is in a group "${name}"${named && `; there are ${named}`}` }]
    }),
  )
  if (Array.isArray(config.grouping.lead)) problems.push(...unknown('grouping.lead', config.grouping.lead))
  if (config.keep.articles !== null && config.keep.articles < config.grouping.window)
    problems.push({
      place: 'keep.articles',
      message: 'keep articles at least as long as grouping.window, or stories lose their parts',
    })
  return problems
}

function badQueries(config: CheckedConfig): ConfigProblem[] {
  const queriesOf = (topics: CheckedConfig['topics']) =>
    new Map([[STORIES, '*'], ...topics.map(({ id, query }): [string, string] => [id, query])])
  const all = queriesOf(config.topics)
  // what everybody reads may not say what a private topic asks for
  const shown = queriesOf(config.topics.filter(topic => !topic.private))
  const known = {
    outlets: config.outlets.map(({ id }) => id),
    timezone: config.site.timezone,
  }
  return config.topics.flatMap((topic, index) => {
    try {
      parseQuery(topic.query, { ...known, topics: topic.private ? all : shown })
      return []
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
      const place = `topics[${index}].query`
      return error.problems.map(({ at, length, message }) => ({
        place,
        message: `${message}\n${pointAt(topic.query, at, length)}`,
      }))
    }
  })
}

/** The query with carets under the place that is meant. */
export function pointAt(query: string, at: number, length: number): string {
  return `    ${query}\n    ${' '.repeat(at)}${'^'.repeat(Math.max(1, length))}`
}

/** What is said nothing of is left out. */
function said<T extends object>(options: T): { [name in keyof T]: Exclude<T[name], undefined> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [name in keyof T]: Exclude<T[name], undefined> }
}

function filledIn(checked: CheckedConfig): Config {
  const { every, minInterval, timeout, ...limits } = checked.fetch
  const { hub, ...site } = checked.site
  const groups = groupsOf(checked)
  const members = (name: string) => (name.startsWith('@') ? (groups.get(name.slice(1)) ?? []) : [name])
  return {
    site: { ...site, hubs: hub },
    fetch: { ...limits, minIntervalMs: minInterval, timeoutMs: timeout },
    grouping: {
      granularity: checked.grouping.granularity,
      windowMs: checked.grouping.window,
      lead: checked.grouping.lead,
    },
    keep: { articlesMs: checked.keep.articles, visitsMs: checked.keep.visits },
    outlets: checked.outlets.map(
      ({ every: own, title, language, timezone, owner, groups: _, ...outlet }) => ({
        ...said(outlet),
        title: title ?? null,
        language: language?.toLowerCase() ?? null,
        timezone: timezone ?? null,
        owner: owner ?? null,
        everyMs: own ?? every,
      }),
    ),
    topics: checked.topics.map(({ hold, within, maxAge, title, description, notify, ...topic }) => ({
      ...topic,
      outlets: [...new Set(topic.outlets.flatMap(members))],
      title: title ?? topic.id,
      description: description ?? null,
      holdMs: hold,
      withinMs: within ?? null,
      maxAgeMs: maxAge ?? null,
    })),
    webhooks: checked.topics.flatMap(({ id, notify }) =>
      notify.map(({ url, secret }) => ({ topicId: id, url, secret: secret ?? null })),
    ),
  }
}
