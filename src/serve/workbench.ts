import type { Context } from 'hono'
import { suggestTopicId } from '../config/topic-id.ts'
import { topicLines } from '../config/topic-lines.ts'
import { publicTopics } from '../flows/topics.ts'
import type { Config } from '../model/config.ts'
import { STORIES } from '../model/topic.ts'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { ourPath } from './pages/href.ts'
import { workbenchFragment, workbenchPage } from './pages/workbench.ts'
import type { WorkbenchOutcome, WorkbenchView } from './pages/workbench-view.ts'
import type { Limiter } from './rate-limiter.ts'
import { readAtMost } from './read-at-most.ts'
import { isAdmin } from './who.ts'
import { readAsked, type WorkbenchAsked } from './workbench-asked.ts'

/** An article with all its text, percent-encoded: six bytes an Arabic letter. */
const MAX_FORM_BYTES = 200_000
/** Of more, ids are typed: a page is not a catalogue. */
const MOST_LISTED = 60
/** What is posted says where it comes from, so that the admin is known. */
const TELLS_ORIGIN = { 'referrer-policy': 'same-origin' }
const RETRY = { 'retry-after': '5' }

/** What answers `/workbench`, through the query worker. */
export function workbenchHandlers(deps: ServeDeps, limiter: Limiter) {
  const { config, queries, adminToken } = deps
  const frame = frames(deps)

  return {
    /** The page, or with `fragment` only what changes with the query. */
    page: (context: Context) => answer(context, new URL(context.req.url).searchParams),

    /** A query that is too long for an address; or an article, of which a draft is made. */
    async posted(context: Context): Promise<Response> {
      const bytes = await readAtMost(context.req.raw, MAX_FORM_BYTES)
      if (bytes === null) return notDrafted(context, '', 'tooLong', 413)
      const params = new URLSearchParams(Buffer.from(bytes).toString())
      const article = params.get('article')
      return article === null ? answer(context, params) : draft(context, article)
    },
  }

  async function answer(context: Context, params: URLSearchParams): Promise<Response> {
    const seen = seenBy(isAdmin(context, adminToken), config)
    const { asked, wrong } = readAsked(params, seen)
    const isTried = asked.query !== '' && wrong.length === 0
    const refused = isTried ? limiter(context) : undefined
    if (refused) return refused
    const outcome: WorkbenchOutcome =
      wrong.length > 0
        ? { kind: 'wrong-parameters', wrong }
        : isTried
          ? await tryOut(asked, seen, context.req.raw.signal)
          : { kind: 'nothing-asked' }
    const isFragment = params.has('fragment')
    const choices = isFragment ? choicesOf(seen) : await titled(choicesOf(seen))
    const view = { ...frame(context), asked, choices, isTold: isToldBy(seen), outcome, pasted: null }
    const body = isFragment ? workbenchFragment(view) : workbenchPage(view)
    return context.html(body, STATUS[outcome.kind], {
      ...TELLS_ORIGIN,
      ...(outcome.kind in UNANSWERED ? RETRY : {}),
    })
  }

  /** The draft becomes an address that can be kept. */
  async function draft(context: Context, article: string): Promise<Response> {
    const refused = limiter(context)
    if (refused) return refused
    const drafted = await queries('draft', { article }, context.req.raw.signal)
    switch (drafted.kind) {
      case 'draft': {
        if (drafted.query === null) return notDrafted(context, article, 'nothing', 422)
        return context.redirect(
          ourPath(config.site, `/workbench?${new URLSearchParams({ q: drafted.query })}`),
          303,
        )
      }
      case 'busy':
      case 'overran':
        return context.html(workbenchPage(await emptyView(context, { outcome: drafted })), 503, RETRY)
    }
  }

  async function tryOut(asked: WorkbenchAsked, seen: Seen, signal: AbortSignal): Promise<WorkbenchOutcome> {
    const { query, languages, outlets, minOutlets, days, against, topic } = asked
    const rules = { languages, outlets, minOutlets, private: topic?.private ?? false }
    const asker = seen.isAdmin ? ('operator' as const) : ('anybody' as const)
    const found = await queries('test', { query, rules, days, against, asker }, signal)
    switch (found.kind) {
      case 'tested': {
        const taken = new Set([STORIES, ...seen.topics.map(({ id }) => id)])
        const id = topic?.id ?? suggestTopicId(query, taken)
        const written = { title: query, ...topic, id, query, languages, outlets, minOutlets }
        const webhooks = seen.isAdmin ? (config.webhooks ?? []) : []
        const hasWebhooks = webhooks.some(({ topicId }) => topicId === topic?.id)
        return { kind: 'tested', tested: found, lines: topicLines(written), hasWebhooks }
      }
      case 'unknown-topic':
        return { kind: 'wrong-parameters', wrong: [{ name: 'against', given: found.topic }] }
      case 'mistaken':
      case 'busy':
      case 'overran':
        return found
    }
  }

  /** The names by which outlets call themselves, where nobody gave them one. */
  async function titled(choices: WorkbenchView['choices']): Promise<WorkbenchView['choices']> {
    if (!choices.outlets?.some(({ id, title }) => id === title)) return choices
    const titles = new Map((await deps.store.outlets.list()).map(({ id, title }) => [id, title]))
    const outlets = choices.outlets.map(({ id, title }) => ({ id, title: titles.get(id) ?? title }))
    return { ...choices, outlets }
  }

  async function emptyView(context: Context, change: Partial<WorkbenchView>): Promise<WorkbenchView> {
    const seen = seenBy(isAdmin(context, adminToken), config)
    const { asked } = readAsked(new URLSearchParams(), seen)
    const nothing = { outcome: { kind: 'nothing-asked' as const }, pasted: null }
    const choices = await titled(choicesOf(seen))
    return { ...frame(context), asked, choices, isTold: isToldBy(seen), ...nothing, ...change }
  }

  async function notDrafted(context: Context, text: string, why: 'nothing' | 'tooLong', status: 413 | 422) {
    return context.html(
      workbenchPage(await emptyView(context, { pasted: { text, why } })),
      status,
      TELLS_ORIGIN,
    )
  }
}

const UNANSWERED = { busy: 503, overran: 503 } as const
const STATUS = {
  'nothing-asked': 200,
  tested: 200,
  mistaken: 400,
  'wrong-parameters': 400,
  ...UNANSWERED,
} as const satisfies Record<WorkbenchOutcome['kind'], number>

/** The topics and outlets that somebody may know of. */
type Seen = Pick<Config, 'topics' | 'outlets' | 'site'> & { isAdmin: boolean }

function seenBy(isAdmin: boolean, { site, topics, outlets }: Config): Seen {
  if (isAdmin) return { isAdmin, site, topics, outlets }
  return {
    isAdmin,
    site,
    topics: publicTopics({ site, topics }).filter(({ id }) => id !== STORIES),
    outlets: outlets.filter(outlet => !outlet.private),
  }
}

function isToldBy({ topics }: Seen): (topicId: string) => boolean {
  const told = new Set(topics.map(({ id }) => id))
  return id => told.has(id)
}

function choicesOf({ site, topics, outlets }: Seen): WorkbenchView['choices'] {
  const languages = [site.language, 'ar', 'en', ...[...topics, ...outlets].flatMap(languagesOf)]
  const primary = languages.map(language => language.toLowerCase().split('-')[0] as string)
  return {
    languages: [...new Set(primary)].slice(0, MOST_LISTED),
    outlets:
      outlets.length > MOST_LISTED ? null : outlets.map(({ id, title }) => ({ id, title: title ?? id })),
    topics: topics.length > MOST_LISTED ? null : topics.map(({ id, title }) => ({ id, title })),
  }
}

const languagesOf = (one: { languages: string[] } | { language: string | null }): string[] =>
  'languages' in one ? one.languages : one.language === null ? [] : [one.language]
