import type { QueryPhrases } from './query-in-words.ts'
import type { Plural } from './strings.ts'

/** What the pages of the river, of topics and of stories say by themselves. `{…}` stands for what is put in. */
export type ReadingWords = {
  query: QueryPhrases
  quotes: [open: string, close: string]
  filter: {
    title: string
    language: string
    topic: string
    time: string
    all: string
    last: string
    /** The last day is told in hours, as it is not since midnight. */
    lastDay: string
    show: string
    clear: string
    /** A language that nobody said, and a list of what is filtered by. */
    unknown: string
    showing: string
    nothing: string
    feed: string
  }
  topic: {
    says: string
    address: string
    copy: string
    copied: string
    notCopied: string
    inReader: string
    anyReader: string
    qr: string
    qrText: string
    reporting: string
    share: string
    workbench: string
  }
  story: {
    via: string
    copyOf: string
    agencies: Record<string, string>
    changed: string
    before: string
    after: string
    cameOut: string
    grew: string
    newLead: string
    titleChanged: string
    textChanged: string
    why: string
    whyText: string
    alike: string
    shares: string
    began: string
    putHere: string
    topics: string
    notSame: string
    split: {
      title: string
      text: string
      stays: string
      confirm: string
      cancel: string
      done: string
      thisOne: string
      ofItsOwn: string
      nothingLeft: string
      forbidden: string
    }
  }
}

export type ReadingPlurals = { newStories: Plural; entries: Plural; articles: Plural }
