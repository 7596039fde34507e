import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import type { ServeDeps } from './deps.ts'
import { ourPath } from './pages/href.ts'
import { readAtMost } from './read-at-most.ts'
import { isLanguage, LANGUAGE_COOKIE } from './visitor-language.ts'

const MAX_FORM_BYTES = 10_000
const YEAR_S = 365 * 24 * 3600

/** What answers `/language`: the choice becomes a cookie, and the visitor is back on the page that it was made on. */
export function languageChooser({ config: { site } }: Pick<ServeDeps, 'config'>) {
  return async (context: Context): Promise<Response> => {
    const bytes = await readAtMost(context.req.raw, MAX_FORM_BYTES)
    if (bytes === null) return context.text('too long\n', 413)
    const form = new URLSearchParams(Buffer.from(bytes).toString())
    const language = form.get('language')
    if (isLanguage(language))
      setCookie(context, LANGUAGE_COOKIE, language, {
        httpOnly: true,
        sameSite: 'Lax',
        secure: site.url.startsWith('https:'),
        path: '/',
        maxAge: YEAR_S,
      })
    return context.redirect(ourPath(site, pathOf(form.get('to'))), 303)
  }
}

const BASE = 'http://localhost'

/** A path of ours; whatever leads elsewhere (`//host`, `/\host`, `https:`) becomes the river. */
function pathOf(to: string | null): string {
  const url = to?.startsWith('/') ? URL.parse(to, BASE) : null
  // `/..//host` is ours to URL, and another host to who reads the path alone
  return url?.origin === BASE && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/'
}
