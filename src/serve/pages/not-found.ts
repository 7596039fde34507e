import { html } from 'hono/html'
import { ourPath } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import type { NotFoundView } from './views.ts'

/** The page of 404 (nothing is here) and of 410 (something was). */
export function notFoundPage(view: NotFoundView): Markup {
  const { strings } = localeOf(view.site)
  const { title, text } = view.kind === 'gone' ? strings.gone : strings.notFound
  return layout(view, {
    title,
    alternates: [],
    current: null,
    main: html`<div class="message">
<h1>${title}</h1>
<p>${text}</p>
<p><a class="button" href="${ourPath(view.site, '/')}">${strings.backToLatest}</a></p>
</div>`,
  })
}
