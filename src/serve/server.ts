import type { Context } from 'hono'
import { Hono } from 'hono'
import { CollectorAwayError } from '../flows/collector-jobs.ts'
import { STORIES } from '../model/topic.ts'
import { eventApi, eventStreams } from './api/events.ts'
import { apiFrame } from './api/frame.ts'
import { openApiHandler } from './api/openapi.ts'
import { outletApi } from './api/outlets.ts'
import { queryApi } from './api/queries.ts'
import { readyAnswers } from './api/ready-answers.ts'
import { splitApi } from './api/split.ts'
import { storyApi } from './api/stories.ts'
import { topicApi } from './api/topics.ts'
import { Bodies } from './bodies.ts'
import { languageChooser } from './choose-language.ts'
import type { ServeDeps } from './deps.ts'
import { ARCHIVE_FILE, FEED_FILE, feedHandlers, splitFile } from './feeds.ts'
import { frames } from './frame.ts'
import { imageHandler } from './images.ts'
import { loginHandlers } from './login.ts'
import { metricsHandler } from './metrics.ts'
import { outletFeedHandlers } from './outlet-feeds.ts'
import { pageAnswers } from './page-answers.ts'
import { pageHandlers } from './page-handlers.ts'
import { errorPage } from './pages/error.ts'
import { notFoundPage } from './pages/not-found.ts'
import { pushHandlers } from './push.ts'
import { QUERIES, rateLimiter } from './rate-limiter.ts'
import { searchHandlers } from './search.ts'
import { secretTopics } from './secret-topics.ts'
import { securityHeaders } from './security-headers.ts'
import { staticFiles } from './static-files.ts'
import { storyJson } from './story-json.ts'
import { isGone, withoutToken } from './subjects.ts'
import { workbenchHandlers } from './workbench.ts'

/** What ready feeds may take in memory. */
export const MAX_BODY_BYTES = 64_000_000

/** Every route, in reading order. */
export function createServer(deps: ServeDeps): Hono {
  const bodies = deps.bodies ?? new Bodies(MAX_BODY_BYTES)
  const limiter = rateLimiter(deps)
  const feeds = feedHandlers(deps, bodies, limiter)
  const outletFeeds = outletFeedHandlers(deps, bodies)
  const pages = pageHandlers(deps)
  const secret = secretTopics(deps)
  const queryLimiter = rateLimiter(deps, QUERIES)
  const search = searchHandlers(deps, queryLimiter)
  const queries = queryApi(deps, queryLimiter)
  const workbench = workbenchHandlers(deps, queryLimiter)
  const push = pushHandlers(deps, limiter)
  const login = loginHandlers(deps)
  const story = storyJson(deps)
  const ready = readyAnswers(deps, limiter)
  const api = {
    topics: topicApi(deps, ready),
    stories: storyApi(deps, limiter, ready),
    outlets: outletApi(deps, limiter),
    split: splitApi(deps),
    events: eventApi(deps, deps.streams ?? eventStreams(deps), limiter),
    description: openApiHandler(deps.config),
  }
  const assets = staticFiles()
  const chooseLanguage = languageChooser(deps)
  const frame = frames(deps)
  const image = imageHandler(deps.config.site, deps.images)

  const app = new Hono()
  app.use(securityHeaders(deps.config.site))
  app.use(pageAnswers())

  app.get('/', context => pages.river(context))
  app.get('/stories.rss', context => feeds.topic(context, `${STORIES}.rss`))
  app.get('/stories.atom', context => feeds.topic(context, `${STORIES}.atom`))
  app.get('/stories.json', context => feeds.topic(context, `${STORIES}.json`))
  app.get('/stories/:file{[^/]+\\.json}', context => story(context, context.req.param('file')))
  app.get(`/stories/archive/${ARCHIVE_FILE}`, context =>
    feeds.archive(context, STORIES, context.req.param('file')),
  )
  app.get('/stories/:id', context => pages.story(context, context.req.param('id')))
  app.post('/stories/:id/split', context => pages.split(context, context.req.param('id')))
  // who comes back to it, by the language's switch or a bookmark, is asked anew where the question begins
  app.get('/stories/:id/split', context =>
    context.redirect(`../${encodeURIComponent(context.req.param('id'))}`, 303),
  )
  app.get(`/topics/${FEED_FILE}`, context => feeds.topic(context, context.req.param('file')))
  app.get(`/topics/:id/archive/${ARCHIVE_FILE}`, context =>
    feeds.archive(context, context.req.param('id'), context.req.param('file')),
  )
  app.get('/topics/:id/qr.svg', context => pages.topicQr(context, context.req.param('id')))
  app.get('/topics/:id', context => pages.topic(context, context.req.param('id')))
  app.get(`/p/:token/${FEED_FILE}`, async context => {
    const { token, file } = context.req.param()
    return feeds.reached(context, await secret(token, splitFile(file)[0]), file)
  })
  app.get(`/p/:token/:id/archive/${ARCHIVE_FILE}`, async context => {
    const { token, id, file } = context.req.param()
    return feeds.reachedArchive(context, await secret(token, id), file)
  })
  app.get('/p/:token/:id/qr.svg', async context => {
    const { token, id } = context.req.param()
    return pages.reachedQr(context, await secret(token, id))
  })
  app.get('/p/:token/:id', async context => {
    const { token, id } = context.req.param()
    return pages.reachedTopic(context, await secret(token, id))
  })
  app.get('/outlets', context => pages.outlets(context))
  app.get(`/outlets/${FEED_FILE}`, context => outletFeeds.outlet(context, context.req.param('file')))
  app.get('/outlets/:id', context => pages.outlet(context, context.req.param('id')))
  app.get('/search', context => search.page(context))
  app.get('/search.rss', context => search.feed(context, 'rss'))
  app.get('/search.atom', context => search.feed(context, 'atom'))
  app.get('/search.json', context => search.feed(context, 'json'))
  app.get('/workbench', context => workbench.page(context))
  app.post('/workbench', context => workbench.posted(context))
  app.use('/api/*', apiFrame())
  app.get('/api/topics', context => api.topics.list(context))
  app.get('/api/topics/:id', context => api.topics.one(context, context.req.param('id')))
  app.get('/api/topics/:id/entries', context => api.topics.entries(context, context.req.param('id')))
  app.get('/api/topics/:id/events', context => api.events(context, context.req.param('id')))
  app.get('/api/stories', context => api.stories.list(context))
  app.get('/api/stories/events', context => api.events(context, STORIES))
  app.get('/api/stories/:id', context => api.stories.one(context, context.req.param('id')))
  app.post('/api/stories/:id/split', context => api.split(context, context.req.param('id')))
  app.get('/api/outlets', context => api.outlets.list(context))
  app.get('/api/outlets/:id', context => api.outlets.one(context, context.req.param('id')))
  app.get('/openapi.json', context => api.description(context))
  app.get('/api/preview', context => queries.preview(context))
  app.get('/api/explain', context => queries.explain(context))
  app.get('/topics.opml', context => outletFeeds.topicsOpml(context))
  app.get('/outlets.opml', context => outletFeeds.outletsOpml(context))
  app.post('/hub', context => push.hub(context))
  app.get('/websub/:secret', context => push.intent(context, context.req.param('secret')))
  app.post('/websub/:secret', context => push.push(context, context.req.param('secret')))
  app.get('/login', context => login.form(context))
  app.post('/login', context => login.enter(context))
  app.post('/language', context => chooseLanguage(context))
  app.get('/static/:file', context => assets.answer(context, context.req.param('file')))
  app.get('/static/:version/:file', context => {
    const { version, file } = context.req.param()
    return assets.answer(context, file, version)
  })
  app.get('/media/:signature/:url', context => {
    const { signature, url } = context.req.param()
    return image(context, signature, url)
  })
  app.get('/healthz', context => context.text('ok\n'))
  app.get('/metrics', metricsHandler(deps))
  app.get('/readyz', context => (deps.isReady() ? context.text('ready\n') : context.text('starting\n', 503)))

  app.notFound(async context => {
    const gone = await isGone(deps, context.req.path)
    return context.html(
      notFoundPage({ ...frame(context), kind: gone ? 'gone' : 'not-found' }),
      gone ? 410 : 404,
    )
  })
  app.onError((error, context: Context) => {
    // whoever asked has gone, and what was done for it was broken off
    if (context.req.raw.signal.aborted) return context.body(null)
    if (error instanceof CollectorAwayError)
      return context.text(`${error.message}\n`, 503, { 'retry-after': '60' })
    deps.onProblem(error, withoutToken(context.req.path))
    return context.html(errorPage({ ...frame(context), problem: { kind: 'failed' } }), 500)
  })
  return app
}
