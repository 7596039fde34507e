import type { Context } from 'hono'
import type { z } from 'zod'
import { feedUrls } from '../../flows/feed-addresses.ts'
import type { Visit } from '../../model/outlet.ts'
import type { Instant } from '../../model/time.ts'
import { rfc3339 } from '../../render/dates.ts'
import type { OutletHealth } from '../../store/store.ts'
import type { ServeDeps } from '../deps.ts'
import type { Limiter } from '../rate-limiter.ts'
import { listedOutlet } from '../subjects.ts'
import { isAdminHere } from './admin.ts'
import { problem } from './problem.ts'
import type { outletPageSchema, outletSchema } from './schemas.ts'

const VISITS = 20

/** What answers `/api/outlets` and `/api/outlets/ID`: their health, and to the admin their addresses and problems. */
export function outletApi(deps: ServeDeps, limiter: Limiter) {
  const { store, config, adminToken } = deps
  const listed = new Set(config.outlets.filter(outlet => !outlet.private).map(({ id }) => id))
  const asked = (context: Context) => {
    const isAdmin = isAdminHere(context, adminToken)
    context.header('cache-control', isAdmin ? 'no-store' : 'public, max-age=60')
    return isAdmin
  }

  return {
    async list(context: Context): Promise<Response> {
      const refused = limiter(context)
      if (refused) return refused
      const isAdmin = asked(context)
      const outlets = (await store.outlets.list()).filter(
        ({ id, private: isPrivate }) => !isPrivate && listed.has(id),
      )
      return context.json({ outlets: outlets.map(outlet => outletAsJson(outlet, isAdmin)) })
    },

    async one(context: Context, id: string): Promise<Response> {
      const refused = limiter(context)
      if (refused) return refused
      const outlet = await listedOutlet(deps, id)
      if (!outlet || outlet.private)
        return problem(context, 404, 'unknown-outlet', `there is no outlet "${id}"`)
      const isAdmin = asked(context)
      const visits = await store.visits.recent(id, VISITS)
      const page: z.infer<typeof outletPageSchema> = {
        ...outletAsJson(outlet, isAdmin),
        visits: visits.map(visit => visitAsJson(visit, isAdmin)),
      }
      return context.json(page)
    },
  }

  function outletAsJson(outlet: OutletHealth, isAdmin: boolean): z.infer<typeof outletSchema> {
    const url = `${config.site.url}/outlets/${outlet.id}`
    const { url: configuredUrl, feedUrl, movedTo, repairs, lastVisit } = outlet
    const admin = { configured_url: configuredUrl, feed_url: feedUrl, moved_to: movedTo, repairs }
    return {
      id: outlet.id,
      title: outlet.title,
      url,
      feeds: feedUrls(url),
      site_url: outlet.siteUrl,
      language: outlet.language,
      every_s: outlet.everyMs / 1_000,
      failures: outlet.failures,
      failing_since: time(outlet.failingSince),
      gone_at: time(outlet.goneAt),
      retry_at: time(outlet.retryAt),
      next_visit_at: time(outlet.nextVisitAt),
      last_good_at: time(outlet.lastGoodAt),
      last_visit: lastVisit && visitAsJson(lastVisit, isAdmin),
      article_count: outlet.articleCount,
      latest_article_at: time(outlet.latestArticleAt),
      ...(isAdmin && { admin }),
    }
  }
}

function visitAsJson(visit: Visit, isAdmin: boolean) {
  const { at, tookMs, outcome, status, bytes, newArticles, changedArticles, problem } = visit
  return {
    at: rfc3339(at),
    took_ms: tookMs,
    outcome,
    status,
    bytes,
    new_articles: newArticles,
    changed_articles: changedArticles,
    ...(isAdmin && { problem }),
  }
}

const time = (at: Instant | null) => (at === null ? null : rfc3339(at))
