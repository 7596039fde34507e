import type { Direction } from '../../model/article.ts'
import type { Snapshot, Why } from '../../model/entry.ts'
import type { Headline, Story } from '../../model/story.ts'
import { STORIES } from '../../model/topic.ts'
import { and, asc, eq, isNull, lte, max, sql } from '../drizzle.ts'
import {
  articleRevisions,
  articles,
  entries,
  entryChanges,
  outlets,
  placements,
  separations,
  stories,
  storyChanges,
  topics,
} from '../schema.ts'
import type { CurrentEntry, DueStory, StoryArticle, StoryStep, StoryStore, WindowCommit } from '../store.ts'
import { readArticle } from './articles.ts'
import type { Db } from './connect.ts'
import { filer } from './file-stories.ts'
import { mergeStories, splitStory } from './merge-stories.ts'
import { windowKeeper, windowReader } from './open-window.ts'
import { placer } from './place-articles.ts'
import { among } from './prepared.ts'
import { readSource, type SourceRow, sourceColumns } from './sources.ts'

const STEPS = `
  select at, snapshot ->> '$.lead.articleId' as leadId, snapshot ->> 'outletCount' as outletCount,
    snapshot ->> 'independentCount' as independentCount
  from entry_changes where topicId = ? and publicId = ? and kind <> 'left' order by seq limit ?`

type StoryRow = typeof stories.$inferSelect

export function storyStore(db: Db): StoryStore {
  const dueRows = db
    .select()
    .from(stories)
    .where(and(lte(stories.fileAt, sql.placeholder('now')), isNull(stories.mergedInto)))
    .orderBy(asc(stories.fileAt), asc(stories.id))
    .limit(sql.placeholder('limit'))
    .prepare()
  const articlesOf = db
    .select({
      article: articles,
      outlet: sourceColumns,
      isPrivate: outlets.private,
      joined: { score: placements.score, words: placements.words },
    })
    .from(placements)
    .innerJoin(articles, eq(articles.id, placements.articleId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(and(eq(placements.storyId, sql.placeholder('storyId')), isNull(articles.prunedAt)))
    .orderBy(asc(articles.knownAt), asc(articles.id))
    .prepare()
  const entriesOf = db
    .select({ entry: entries, snapshot: entryChanges.snapshot })
    .from(entries)
    .innerJoin(entryChanges, eq(entryChanges.seq, entries.seq))
    .where(eq(entries.storyId, sql.placeholder('storyId')))
    .prepare()
  const byPublicId = db
    .select()
    .from(stories)
    .where(eq(stories.publicId, sql.placeholder('publicId')))
    .prepare()
  const byId = db
    .select()
    .from(stories)
    .where(eq(stories.id, sql.placeholder('id')))
    .prepare()

  const steps = db.$client.prepare<[string, string, number], StoryStep>(STEPS)
  const { articleId, revision, title, replacedAt } = articleRevisions
  const earlier = db
    .select({ articleId, revision, title, replacedAt })
    .from(placements)
    .innerJoin(articleRevisions, eq(articleId, placements.articleId))
    .where(eq(placements.storyId, sql.placeholder('storyId')))
    .orderBy(asc(replacedAt), asc(revision))
    .limit(sql.placeholder('limit'))
    .prepare()
  const { url, language, direction, eventAt } = articles
  const lead = db
    .select({
      article: { title: articles.title, url, language, direction, eventAt },
      outlet: sourceColumns,
    })
    .from(stories)
    .innerJoin(articles, eq(articles.id, stories.leadId))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .where(
      and(
        eq(stories.id, sql.placeholder('id')),
        isNull(stories.mergedInto),
        isNull(articles.prunedAt),
        eq(outlets.private, false),
      ),
    )
    .prepare()
  const leads = (ids: number[]): Headline[] => ids.flatMap(id => relatedHeadline(lead.get({ id })))
  const place = placer(db)
  const file = filer(db)
  const readWindow = windowReader(db)
  const keepWindow = windowKeeper(db)
  const nextId = () =>
    (db
      .select({ id: max(stories.id) })
      .from(stories)
      .get()?.id ?? 0) + 1
  const newestChange = () =>
    db
      .select({ seq: max(storyChanges.seq) })
      .from(storyChanges)
      .get()?.seq ?? 0
  /** Writes what goes by what was seen, unless another changed stories since. */
  const following = (commit: WindowCommit | undefined, write: () => void): number | undefined =>
    db.transaction(
      () => {
        if (commit && newestChange() !== commit.seen) return undefined
        write()
        if (commit) keepWindow(commit.window)
        return newestChange()
      },
      { behavior: 'immediate' },
    )
  const storyArticles = (storyId: number): StoryArticle[] =>
    articlesOf.all({ storyId }).map(({ article, outlet, isPrivate, joined }) => ({
      ...readArticle(article),
      knownAt: article.knownAt,
      outlet: readSource(outlet),
      isPrivate,
      joined,
    }))
  const currentEntries = (storyId: number): CurrentEntry[] =>
    entriesOf.all({ storyId }).map(({ entry, snapshot }) => ({
      ...entry,
      why: entry.why as Why,
      snapshot: JSON.parse(snapshot) as Snapshot,
    }))

  return {
    async nextId() {
      return nextId()
    },

    async place(placed, waiting, publicIds, at, commit) {
      return following(commit, () => place(placed, waiting, publicIds, at))
    },

    async regroup({ moves, merges }, publicIds, at, commit) {
      return following(commit, () => {
        for (const { from, into } of merges) mergeStories(db, from, into, at)
        const moved = moves.map(({ to, ...move }) => ({ ...move, storyId: to }))
        place(moved, [], publicIds, at)
      })
    },

    async openWindow(version) {
      return readWindow(version)
    },

    async merge(from, into, at) {
      db.transaction(() => mergeStories(db, from, into, at), { behavior: 'immediate' })
    },

    async split(storyId, articleIds, publicId, at) {
      return db.transaction(() => splitStory(db, storyId, articleIds, { id: nextId(), publicId }, at), {
        behavior: 'immediate',
      })
    },

    async separations() {
      const found = db
        .select({
          articleId: separations.articleId,
          otherId: separations.otherId,
          storyId: placements.storyId,
        })
        .from(separations)
        .innerJoin(placements, eq(placements.articleId, separations.otherId))
        .all()
      return found.map(({ articleId, otherId, storyId }) => [articleId, otherId, storyId])
    },

    async leadIds(storyIds) {
      return db
        .select({ leadId: stories.leadId })
        .from(stories)
        .where(among(stories.id, storyIds))
        .all()
        .flatMap(({ leadId }) => leadId ?? [])
    },

    async due(now, limit) {
      return db.transaction(() =>
        dueRows.all({ now, limit }).map(
          (row): DueStory => ({
            story: readStory(row),
            articles: storyArticles(row.id),
            entries: currentEntries(row.id),
            dueAt: row.fileAt ?? now,
          }),
        ),
      )
    },

    async file(filed, at) {
      return db.transaction(() => file(filed, at), { behavior: 'immediate' })
    },

    async find(publicId) {
      let row = byPublicId.get({ publicId })
      while (row && row.mergedInto !== null) row = byId.get({ id: row.mergedInto })
      if (!row) return undefined
      const inTopics = db
        .select({ id: topics.id, title: topics.title })
        .from(entries)
        .innerJoin(topics, eq(topics.id, entries.topicId))
        .where(
          and(
            eq(entries.storyId, row.id),
            isNull(entries.leftAt),
            isNull(topics.removedAt),
            eq(topics.private, false),
          ),
        )
        .all()
      return {
        story: readStory(row),
        articles: storyArticles(row.id),
        related: leads(row.related),
        topics: inTopics,
      }
    },

    async leads(storyIds) {
      return leads(storyIds)
    },

    async steps(publicId, limit) {
      return steps.all(STORIES, publicId, limit)
    },

    async earlierTitles(storyId, limit) {
      return earlier.all({ storyId, limit })
    },

    async lastChange() {
      return newestChange()
    },
  }
}

type LeadRow = {
  article: Pick<typeof articles.$inferSelect, 'title' | 'url' | 'language' | 'direction' | 'eventAt'>
  outlet: SourceRow
}

function relatedHeadline(row: LeadRow | undefined): Headline[] {
  if (!row) return []
  const { title, url, language, direction, eventAt } = row.article
  const { id: outletId, title: outletTitle } = readSource(row.outlet)
  return [
    {
      kind: 'related',
      title,
      url,
      outletId,
      outletTitle,
      language,
      direction: direction as Direction,
      at: eventAt,
    },
  ]
}

function readStory(row: StoryRow): Story {
  const { fileAt, ...story } = row
  return story
}
