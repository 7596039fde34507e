import type { Context } from 'hono'
import { feedUrls } from '../flows/feed-addresses.ts'
import { type OutletState, outletState } from '../flows/outlet-state.ts'
import { publishOutlet } from '../flows/publish.ts'
import type { Instant } from '../model/time.ts'
import type { OutletHealth } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { outletPage } from './pages/outlet.ts'
import { OUTLET_SORTS } from './pages/outlet-words.ts'
import { outletsPage, STATES } from './pages/outlets.ts'
import type { OutletRow } from './pages/views.ts'
import { listedOutlet } from './subjects.ts'
import { isAdmin } from './who.ts'

const VISITS_SHOWN = 20
const ARTICLES_SHOWN = 30
/** What a line of bars shows. */
const DAYS = 14

/** What answers `/outlets` and `/outlets/ID`. */
export function outletPages(deps: ServeDeps) {
  const { store, config, adminToken } = deps
  const { site } = config
  const frame = frames(deps)
  const allStories = { title: site.title, urls: feedUrls(`${site.url}/stories`) }

  const rowsOf = async (outlets: OutletHealth[]): Promise<OutletRow[]> => {
    const now = deps.now()
    const perDay = await store.outlets.perDay(
      outlets.map(({ id }) => id),
      DAYS,
      now,
    )
    return outlets.map(outlet => rowOf(outlet, perDay.get(outlet.id) ?? [], now))
  }

  return {
    async outlets(context: Context): Promise<Response> {
      const admin = isAdmin(context, adminToken)
      const shown = (await store.outlets.list()).filter(outlet => admin || !outlet.private)
      const { state, sort, page } = context.req.query()
      return context.html(
        outletsPage({
          ...frame(context),
          isAdmin: admin,
          outlets: await rowsOf(shown),
          state: STATES.find((kind): kind is OutletState['kind'] => kind === state) ?? null,
          sort: OUTLET_SORTS.find(name => name === sort) ?? 'state',
          page: /^[1-9]\d{0,4}$/.test(page ?? '') ? Number(page) : 1,
          allStories,
        }),
      )
    },

    async outlet(context: Context, id: string): Promise<Response> {
      const found = await listedOutlet(deps, id)
      const [outlet] = found ? await rowsOf([found]) : []
      if (!found || !outlet) return context.notFound()
      const document = publishOutlet(found, await store.articles.ofOutlet(id, ARTICLES_SHOWN), site)
      const visits = await store.visits.recent(id, VISITS_SHOWN)
      const admin = isAdmin(context, adminToken)
      return context.html(outletPage({ ...frame(context), isAdmin: admin, outlet, document, visits }))
    },
  }
}

function rowOf(outlet: OutletHealth, perDay: number[], now: Instant): OutletRow {
  const { id, title, siteUrl, language } = outlet
  const { lastVisit, nextVisitAt, failures, articleCount, latestArticleAt, repairs } = outlet
  return {
    card: { id, title, siteUrl, language },
    url: outlet.private ? null : (outlet.feedUrl ?? outlet.url),
    movedTo: outlet.private ? null : outlet.movedTo,
    state: outletState(outlet, now),
    lastVisit,
    nextVisitAt,
    failures,
    articleCount,
    latestArticleAt,
    repairs,
    perDay,
  }
}
