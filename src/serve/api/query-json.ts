import type { z } from 'zod'
import type { ClauseEffect } from '../../flows/clause-effects.ts'
import type { Explained, RuleVerdict } from '../../flows/explain.ts'
import type { NearMiss } from '../../flows/near-misses.ts'
import type { Difference, Preview, Sample } from '../../flows/preview.ts'
import { rfc3339 } from '../../render/dates.ts'
import type { explainSchema, previewSchema } from './schemas.ts'

/** A preview as the API tells it. */
export function previewAsJson(found: Preview): z.infer<typeof previewSchema> {
  const { query, days, since, until, articles, matching, entries, against } = found
  return {
    query,
    days,
    since: rfc3339(since),
    until: rfc3339(until),
    articles,
    matching,
    entries,
    per_day: found.perDay,
    clauses: found.clauses.map(effectAsJson),
    left_out: found.leftOut,
    samples: found.samples.map(sampleAsJson),
    near_misses: {
      articles: found.nearMisses.articles,
      samples: found.nearMisses.samples.map(nearMissAsJson),
    },
    against: against && {
      ...against,
      comes: differenceAsJson(against.comes),
      goes: differenceAsJson(against.goes),
    },
  }
}

const effectAsJson = ({ letIn, keptOut, ...effect }: ClauseEffect) => ({
  ...effect,
  let_in: letIn,
  kept_out: keptOut,
})

const differenceAsJson = ({ entries, samples }: Difference) => ({
  entries,
  samples: samples.map(sampleAsJson),
})

type PreviewJson = z.infer<typeof previewSchema>

const sampleAsJson = (sample: Sample): PreviewJson['samples'][number] => ({
  ...articleAsJson(sample),
  article_count: sample.articleCount,
  why: sample.why,
})

const nearMissAsJson = (miss: NearMiss): PreviewJson['near_misses']['samples'][number] => ({
  ...articleAsJson(miss),
  kept_out_by: miss.keptOutBy,
})

function articleAsJson(article: Omit<NearMiss, 'keptOutBy' | 'marked'>) {
  const { title, url, pageUrl, outletId, outlet, language, direction, publishedAt } = article
  return {
    title,
    url,
    story_url: pageUrl,
    outlet: { id: outletId, title: outlet },
    language,
    direction,
    published: rfc3339(publishedAt),
  }
}

/** An explanation as the API tells it. */
export function explainedAsJson(found: Explained): z.infer<typeof explainSchema> {
  const { topic, article, isEntry, letsIn, clauses, rules } = found
  const { id, title, url, outletId, outlet, language } = article
  return {
    topic,
    article: { id, title, url, outlet: { id: outletId, title: outlet }, language },
    is_entry: isEntry,
    lets_in: letsIn,
    clauses,
    rules: rules.map(rule => ({ ...rule, rule: RULES[rule.rule] })),
  }
}

const RULES = {
  languages: 'languages',
  outlets: 'outlets',
  minOutlets: 'min_outlets',
  within: 'within',
  hold: 'hold',
  maxAge: 'max_age',
} as const satisfies {
  [rule in RuleVerdict['rule']]: string
}
