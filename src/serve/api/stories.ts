import type { Context } from 'hono'
import { placeText, readPlace } from '../../flows/feed-options.ts'
import { publishEntries } from '../../flows/publish-entry.ts'
import { builtInTopic } from '../../flows/topics.ts'
import { STORIES } from '../../model/topic.ts'
import type { ServeDeps } from '../deps.ts'
import type { Limiter } from '../rate-limiter.ts'
import { findStory, storyAsJson } from '../story-json.ts'
import { entryAsJson } from './change-json.ts'
import { readParameters, storiesParameters } from './parameters.ts'
import { problem } from './problem.ts'
import type { ReadyAnswers } from './ready-answers.ts'

/** What answers `/api/stories`, newest first, and `/api/stories/ID`. */
export function storyApi(deps: ServeDeps, limiter: Limiter, ready: ReadyAnswers) {
  const { store, config } = deps
  const { site } = config
  const all = builtInTopic(config)

  return {
    async list(context: Context): Promise<Response> {
      const read = readParameters(context, storiesParameters)
      if ('refused' in read) return read.refused
      const { limit, content } = read.asked
      const before = readPlace(read.asked.before ?? '')
      return ready(context, STORIES, 'public, max-age=60', async () => {
        const { entries, older } = await store.entries.read(STORIES, { limit, ...(before && { before }) })
        const stories = publishEntries(entries, all, config, `${site.url}/stories`)
        return {
          stories: stories.map(entry => entryAsJson(entry, content, site)),
          next: older && placeText(older),
        }
      })
    },

    async one(context: Context, id: string): Promise<Response> {
      const refused = limiter(context)
      if (refused) return refused
      const publicId = publicIdOf(id)
      const page = await findStory(deps, publicId)
      if (!page) return problem(context, 404, 'unknown-story', `there is no story "${id}"`)
      // a merged story's address leads to the one that took it in
      if (page.story.publicId !== publicId)
        return context.redirect(
          `${site.url}/api/stories/${page.story.publicId.replace('urn:uuid:', '')}`,
          301,
        )
      context.header('cache-control', 'public, max-age=60')
      return context.json(storyAsJson(page, config))
    },
  }
}

/** The public id that an address names: with `urn:uuid:` or without. */
export function publicIdOf(id: string): string {
  return `urn:uuid:${id.toLowerCase().replace(/^urn:uuid:/, '')}`
}
