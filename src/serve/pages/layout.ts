import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { ourHref, ourPath } from './href.ts'
import { localeOf } from './locale.ts'
import type { FeedLinks, Frame } from './views.ts'

/** A piece of a page. No page awaits anything, so in practice it is ready at once. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

export type Section = 'river' | 'topics' | 'outlets' | 'search' | 'workbench'

/** What a page brings to the shell. */
export type PageParts = {
  title: string
  description?: string | null
  /** Autodiscovery, the page's own feed first. */
  alternates: FeedLinks[]
  /** Where in the navigation the page is. */
  current: Section | null
  /** Modules that the page works better with, by their names in `static/`: `['live.js']`. Without them it works too. */
  scripts?: string[]
  main: Markup
}

/** The shell of every page: head, navigation, landmarks. No script or style stands in it: a strict CSP fits. */
export function layout(frame: Frame, parts: PageParts): Markup {
  const { site } = frame
  const { language, strings } = localeOf(site)
  const title = parts.title === site.title ? site.title : `${parts.title} · ${site.title}`
  return html`<!DOCTYPE html>
<html lang="${language}" dir="${strings.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${parts.description ? html`<meta name="description" content="${parts.description}">` : ''}
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="${asset(frame, 'favicon.svg')}">
${strings.direction === 'rtl' ? html`<link rel="preload" href="${asset(frame, 'vazirmatn.woff2')}" as="font" type="font/woff2" crossorigin>` : ''}
<link rel="stylesheet" href="${asset(frame, 'style.css')}">
${['shell.js', ...(parts.scripts ?? [])].map(
  file => html`<script type="module" src="${asset(frame, file)}"></script>
`,
)}${parts.alternates.map(feed => autodiscovery(frame, feed))}
</head>
<body>
<a class="skip" href="#main">${strings.skip}</a>
<header class="masthead">
<p class="brand"><a href="${ourPath(site, '/')}"><img src="${asset(frame, 'favicon.svg')}" alt="" width="28" height="28"><bdi>${site.title}</bdi></a></p>
${navigation(frame, parts.current)}
${languageSwitch(frame)}
</header>
<main id="main" tabindex="-1">
${parts.main}
</main>
<footer class="colophon">
<p>${strings.subscriptionLists} <a href="${ourPath(site, '/topics.opml')}">${strings.topics}</a> <a href="${ourPath(site, '/outlets.opml')}">${strings.outlets}</a></p>
<p><button class="keys" type="button" hidden>${strings.keys.title}</button></p>
</footer>
${keysDialog(frame)}
</body>
</html>
`
}

function navigation({ site }: Frame, current: Section | null): Markup {
  const { strings } = localeOf(site)
  const items: [Section, string, string][] = [
    ['river', '/', strings.latest],
    ['topics', '/#topics', strings.topics],
    ['outlets', '/outlets', strings.outlets],
    ['search', '/search', strings.search.title],
    ['workbench', '/workbench', strings.workbench.title],
  ]
  return html`<nav aria-label="${strings.siteNavigation}"><ul class="sections">
${items.map(([section, path, text]) => html`<li><a href="${ourPath(site, path)}"${section === current ? html` aria-current="true"` : ''}>${text}</a></li>`)}
</ul></nav>`
}

/** The other language, in its own words. The answer is a cookie, and this page again. */
function languageSwitch({ site, path }: Frame): Markup {
  const { other } = localeOf(site).strings
  return html`<form class="language" method="post" action="${ourPath(site, '/language')}">
<input type="hidden" name="to" value="${path}">
<button type="submit" name="language" value="${other.language}" lang="${other.language}" dir="${other.direction}">${other.name}</button>
</form>`
}

/** What `shell.js` shows on `?`. */
function keysDialog({ site }: Frame): Markup {
  const { keys } = localeOf(site).strings
  const told: [string, string][] = [
    ['j', keys.next],
    ['k', keys.previous],
    ['o', keys.open],
    ['/', keys.search],
    ['?', keys.title],
  ]
  return html`<dialog class="keys" aria-labelledby="keys">
<h2 id="keys">${keys.title}</h2>
<dl>
${told.map(
  ([key, does]) => html`<div class="key"><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>
`,
)}</dl>
<form method="dialog">
<p><label><input type="checkbox" checked> ${keys.use}</label></p>
<p><button class="button" type="submit">${keys.close}</button></p>
</form>
</dialog>`
}

/** The address of a static file, with the version of all of them. */
export function asset({ site, assets }: Frame, file: string): string {
  return ourPath(site, `${assets}/${file}`)
}

const FORMATS = [
  ['rss', 'application/rss+xml', 'RSS'],
  ['atom', 'application/atom+xml', 'Atom'],
  ['json', 'application/feed+json', 'JSON Feed'],
] as const

function autodiscovery({ site }: Frame, feed: FeedLinks): Markup[] {
  return FORMATS.map(
    ([format, type, name]) =>
      html`<link rel="alternate" type="${type}" title="${feed.title} (${name})" href="${ourHref(site, feed.urls[format])}">
`,
  )
}

/** One feed's addresses, a link a format. */
export function subscribeLinks({ site }: Frame, feed: FeedLinks): Markup {
  const { strings } = localeOf(site)
  return html`<ul class="subscribe" aria-label="${strings.subscribe}: ${feed.title}">
${FORMATS.map(([format, type, name]) => html`<li><a href="${ourHref(site, feed.urls[format])}" type="${type}" lang="en" dir="ltr">${name.replace(' Feed', '')}</a></li>`)}
</ul>`
}
