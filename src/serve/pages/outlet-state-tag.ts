import { html } from 'hono/html'
import { REPAIRS, type RepairKind } from '../../parse/repairs.ts'
import { filled } from './filled.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import type { Frame, OutletRow } from './views.ts'

/** Whether the operator should look at it: a wait that was asked for mends itself. */
export function isTroubled({ state }: Pick<OutletRow, 'state'>): boolean {
  return state.kind === 'failing' || state.kind === 'gone' || state.kind === 'not-a-feed'
}

/** How an outlet is, in words, and since when; its colour only repeats them. */
export function stateTag(frame: Frame, { state }: Pick<OutletRow, 'state'>): Markup {
  const { outletPages } = localeOf(frame.site).strings
  const more = stateDetail(frame, { state })
  return html`<span class="health ${state.kind}">${outletPages.states[state.kind]}</span>${more === '' ? '' : html` <span class="detail">${more}</span>`}`
}

function stateDetail({ site }: Frame, { state }: Pick<OutletRow, 'state'>): string {
  const { strings, day, exact } = localeOf(site)
  const { since, until } = strings.outletPages
  switch (state.kind) {
    case 'asked-to-wait':
      return filled(until, { time: exact(state.until) })
    case 'gone':
    case 'failing':
    case 'not-a-feed':
      return filled(since, { day: day(state.since) })
    case 'waiting':
    case 'well':
    case 'repaired':
      return ''
  }
}

/** What had to be mended in the last body, each with how often; empty where nothing had. */
export function repairsInWords({ site }: Frame, { repairs }: Pick<OutletRow, 'repairs'>): string {
  const { strings, number } = localeOf(site)
  const { repairKinds } = strings.outletPages
  return repairs
    .map(({ kind, count }) => `${isRepair(kind) ? repairKinds[kind] : kind} (${number(count)})`)
    .join(strings.listComma)
}

function isRepair(kind: string): kind is RepairKind {
  return Object.hasOwn(REPAIRS, kind)
}

/** What the admin could do; null where there is nothing to do. */
export function remedyFor({ site }: Frame, { state, movedTo }: OutletRow): string | null {
  const { remedies } = localeOf(site).strings.outletPages
  if (state.kind === 'gone') return remedies.gone
  if ('isLong' in state && state.isLong) return remedies.long
  return movedTo === null ? null : remedies.moved
}
