import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { ourPath } from './pages/href.ts'
import { loginPage } from './pages/login.ts'
import { ADMIN_COOKIE, cookieFor, isOurOrigin, isSame } from './who.ts'

const MONTH_S = 30 * 24 * 3600

/** What answers `/login`: the token becomes a cookie that script cannot read and other sites cannot send. */
export function loginHandlers(deps: ServeDeps) {
  const { adminToken } = deps
  const { site } = deps.config
  const frame = frames(deps)
  const page = (context: Context, isRefused: boolean) =>
    // without it a browser does not say where the form comes from
    context.html(loginPage({ ...frame(context), isRefused }), isRefused ? 403 : 200, {
      'referrer-policy': 'same-origin',
    })

  return {
    form: (context: Context) => page(context, false),

    async enter(context: Context): Promise<Response> {
      const { token } = await context.req.parseBody()
      const isRight = adminToken !== undefined && typeof token === 'string' && isSame(token, adminToken)
      if (!isRight || !isOurOrigin(context)) return page(context, true)
      setCookie(context, ADMIN_COOKIE, cookieFor(adminToken), {
        httpOnly: true,
        sameSite: 'Strict',
        secure: site.url.startsWith('https:'),
        path: '/',
        maxAge: MONTH_S,
      })
      return context.redirect(ourPath(site, '/outlets'), 303)
    },
  }
}
