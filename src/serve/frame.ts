import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { ServeDeps } from './deps.ts'
import { imageSource } from './images.ts'
import type { Frame } from './pages/views.ts'
import { staticFiles } from './static-files.ts'
import { LANGUAGE_COOKIE, siteIn, visitorLanguage } from './visitor-language.ts'

/** Gives each page what all are given: the site in the visitor's language, the time, and the address that was asked for. */
export function frames({
  config,
  now,
  images,
}: Pick<ServeDeps, 'config' | 'now' | 'images'>): (context: Context) => Frame {
  const assets = staticFiles().path
  const image = imageSource(config.site, images)
  return context => {
    const language = visitorLanguage(
      getCookie(context, LANGUAGE_COOKIE),
      context.req.header('accept-language'),
    )
    const { pathname, search } = new URL(context.req.url)
    return { site: siteIn(config.site, language), now: now(), path: `${pathname}${search}`, assets, image }
  }
}
