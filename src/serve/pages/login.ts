import { html } from 'hono/html'
import { ourPath } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import type { Frame } from './views.ts'

/** `/login`: where the admin's token becomes a cookie, for those who read `/outlets` in a browser. */
export function loginPage(view: Frame & { isRefused: boolean }): Markup {
  const { strings } = localeOf(view.site)
  const { login } = strings
  return layout(view, {
    title: login.title,
    alternates: [],
    current: null,
    main: html`<div class="message">
<h1>${login.title}</h1>
${view.isRefused ? html`<p class="problem" role="alert">${login.refused}</p>` : ''}
<form method="post" action="${ourPath(view.site, '/login')}">
<p><label for="token">${login.token}</label> <input id="token" name="token" type="password" autocomplete="current-password" required dir="ltr"></p>
<p><button class="button" type="submit">${login.enter}</button></p>
</form>
</div>`,
  })
}
