import type { Plural } from './strings.ts'

/** What the workbench says by itself. `{…}` stands for what is put in. */
export type WorkbenchWords = {
  title: string
  lede: string
  query: string
  startFrom: string
  hint: string
  try: string
  options: string
  languages: string
  outlets: string
  outletsHint: string
  minOutlets: string
  days: string
  against: string
  againstNone: string
  editing: string
  draft: {
    title: string
    text: string
    label: string
    submit: string
    nothing: string
    tooLong: string
  }
  /** `{entries}`, `{matching}`, `{articles}`, `{days}` are counted nouns. */
  counted: string
  nothing: string
  partly: string
  leftOutArticles: string
  leftOutStories: string
  histogram: string
  /** Instead of `histogram` and `day` where there are many days. */
  weeks: string
  week: string
  /** `{count}` entries on `{day}`. */
  most: string
  quiet: string
  perDay: string
  day: string
  entries: string
  clauses: {
    title: string
    text: string
    clause: string
    found: string
    letIn: string
    keptOut: string
    nothing: string
    inflections: string
    ofTopic: string
  }
  samples: string
  nearMisses: { title: string; text: string; missing: string; excludes: string; or: string; instead: string }
  difference: { title: string; stays: string; comes: string; goes: string }
  output: {
    title: string
    feed: string
    feedText: string
    noFeed: string
    lines: string
    linesText: string
    asBefore: string
    copy: string
    copied: string
    selected: string
  }
  mistakes: {
    title: string
    text: string
    place: string
    atEnd: string
    meant: string
    /** By the name of the parameter that is wrong. */
    options: Record<string, string>
  }
  wait: string
  failed: string
}

export type WorkbenchPlurals = {
  workEntries: Plural
  workMatching: Plural
  workArticles: Plural
  workDays: Plural
  workReports: Plural
  workNear: Plural
  workStories: Plural
}
