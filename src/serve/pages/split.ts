import { html } from 'hono/html'
import { ourHref } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { spokenAttributes } from './spoken.ts'
import type { SplitView } from './views.ts'

/** Asks once more before a story is parted, as it is for good; more of its articles can be marked. */
export function splitPage(view: SplitView): Markup {
  const { site, entry, coverage, marked, splitPath, isNothingLeft } = view
  const locale = localeOf(site)
  const { split } = locale.strings.reading.story
  return layout(view, {
    title: split.title,
    alternates: [],
    current: null,
    main: html`<form class="message" method="post" action="${splitPath}">
<h1>${split.title}</h1>
<p>${split.text}</p>
${isNothingLeft ? html`<p class="problem" role="alert">${split.nothingLeft}</p>` : ''}
<fieldset class="choices"><legend>${split.stays}</legend>
${coverage.map(
  item => html`<label><input type="checkbox" name="article" value="${item.articleId}"${marked.has(item.articleId) ? html` checked` : ''}> <span><bdi class="outlet">${item.outletTitle}</bdi> <bdi${spokenAttributes(item, locale)}>${item.title}</bdi></span></label>
`,
)}</fieldset>
<p class="answers"><button class="button" type="submit" name="confirm" value="yes">${split.confirm}</button> <a href="${ourHref(site, entry.pageUrl)}">${split.cancel}</a></p>
</form>`,
  })
}
