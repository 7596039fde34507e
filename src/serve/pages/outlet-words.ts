import type { OutletState } from '../../flows/outlet-state.ts'
import type { RepairKind } from '../../parse/repairs.ts'
import type { Plural } from './strings.ts'

/** What an outlet can be sorted by; trouble first is how they come. */
export const OUTLET_SORTS = ['state', 'name', 'visit', 'articles'] as const
export type OutletSort = (typeof OUTLET_SORTS)[number]

/** What the pages of outlets say by themselves. `{…}` stands for what is put in. */
export type OutletWords = {
  states: Record<OutletState['kind'], string>
  all: string
  filter: string
  sort: string
  sorts: Record<OutletSort, string>
  none: string
  perDay: string
  /** What a line of bars shows, for who hears it: all, and on the busiest day. */
  bars: string
  quiet: string
  since: string
  until: string
  repairs: string
  repairKinds: Record<RepairKind, string>
  remedy: string
  remedies: { gone: string; long: string; moved: string }
  movedTo: string
  next: string
  previous: string
}

export type OutletPlurals = { daysShown: Plural; articles: Plural }
