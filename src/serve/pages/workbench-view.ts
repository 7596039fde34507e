import type { TopicLine } from '../../config/topic-lines.ts'
import type { Mistaken, Tested } from '../../flows/workbench.ts'
import type { WorkbenchAsked, WrongParameter } from '../workbench-asked.ts'
import type { Frame } from './views.ts'

export type WorkbenchView = Frame & {
  asked: WorkbenchAsked
  /** What may be chosen; null where there is too much to list, so that ids are typed. */
  choices: { languages: string[]; outlets: Choice[] | null; topics: Choice[] | null }
  outcome: WorkbenchOutcome
  /** Of which topics that a query names the query may be told too. */
  isTold: (topicId: string) => boolean
  /** What was pasted and no draft could be made of. */
  pasted: { text: string; why: 'nothing' | 'tooLong' } | null
}

export type Choice = { id: string; title: string }

export type WorkbenchOutcome =
  | { kind: 'nothing-asked' }
  | { kind: 'tested'; tested: Tested; lines: TopicLine[]; hasWebhooks: boolean }
  | Mistaken
  | { kind: 'wrong-parameters'; wrong: WrongParameter[] }
  | { kind: 'busy' | 'overran' }
