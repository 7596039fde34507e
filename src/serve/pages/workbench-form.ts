import { html } from 'hono/html'
import { DAYS, type WrongParameter } from '../workbench-asked.ts'
import { filled } from './filled.ts'
import { ourPath } from './href.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { queryDirection } from './query-direction.ts'
import type { Choice, WorkbenchView } from './workbench-view.ts'

/** As much as anybody may ask, and most servers take in an address when it is Arabic; topics may be longer. */
const LONGEST_IN_ADDRESS = 1_000

/** What is asked, to be changed; and where an article is pasted for a draft. */
export function workbenchForms(view: WorkbenchView): Markup {
  const { site, asked, outcome } = view
  const { workbench } = localeOf(site).strings
  const isMistaken = outcome.kind === 'mistaken'
  return html`<div class="asked">
<form id="workbench" class="fields" method="${asked.query.length > LONGEST_IN_ADDRESS ? 'post' : 'get'}" action="${ourPath(site, '/workbench')}" autocomplete="off" data-wait="${workbench.wait}" data-failed="${workbench.failed}">
${
  asked.topic
    ? html`<input type="hidden" name="topic" value="${asked.topic.id}">
<p class="editing">${filled(workbench.editing, { topic: `\u2068${asked.topic.title}\u2069` })}</p>`
    : ''
}
<p class="field"><label for="q">${workbench.query}</label>
<textarea id="q" name="q" rows="2" dir="${asked.query === '' ? 'auto' : queryDirection(asked.query)}" spellcheck="false" autocapitalize="off" aria-describedby="q-hint"${invalid(isMistaken)}>
${asked.query}</textarea></p>
<p id="q-hint" class="hint">${workbench.hint}</p>
${options(view)}
<p><button class="button" type="submit">${workbench.try}</button></p>
</form>
${draftForm(view)}
</div>`
}

const invalid = (isWrong: boolean): Markup | '' => (isWrong ? html` aria-invalid="true"` : '')

const isWrong = ({ outcome }: WorkbenchView, parameter: WrongParameter['name']): boolean =>
  outcome.kind === 'wrong-parameters' && outcome.wrong.some(({ name }) => name === parameter)

function options(view: WorkbenchView): Markup {
  const { asked } = view
  const { workbench } = localeOf(view.site).strings
  const isAsked = asked.languages.length + asked.outlets.length > 0 || asked.minOutlets > 1
  const isOpen =
    isAsked || asked.against !== null || asked.days !== DAYS || view.outcome.kind === 'wrong-parameters'
  return html`<details class="options"${isOpen ? ' open' : ''}>
<summary>${workbench.options}</summary>
${languageChoice(view)}
${outletChoice(view)}
<p class="field"><label for="min_outlets">${workbench.minOutlets}</label>
<input id="min_outlets" name="min_outlets" type="number" min="1" max="100" value="${asked.minOutlets}" data-default="1"${invalid(isWrong(view, 'min_outlets'))}></p>
<p class="field"><label for="days">${workbench.days}</label>
<input id="days" name="days" type="number" min="1" max="366" value="${asked.days}" data-default="${DAYS}"${invalid(isWrong(view, 'days'))}></p>
${againstChoice(view)}
</details>`
}

function languageChoice({ site, asked, choices }: WorkbenchView): Markup {
  const { strings, languageName } = localeOf(site)
  const all = [...new Set([...choices.languages, ...asked.languages])].map(id => ({
    id,
    title: languageName(id),
  }))
  return boxes('languages', strings.workbench.languages, all, asked.languages)
}

function outletChoice(view: WorkbenchView): Markup {
  const { site, asked, choices } = view
  const { workbench } = localeOf(site).strings
  if (choices.outlets) return boxes('outlets', workbench.outlets, choices.outlets, asked.outlets)
  return html`<p class="field"><label for="outlets">${workbench.outlets}</label>
<input id="outlets" name="outlets" dir="ltr" value="${asked.outlets.join(' ')}" aria-describedby="outlets-hint"${invalid(isWrong(view, 'outlets'))}></p>
<p id="outlets-hint" class="hint">${workbench.outletsHint}</p>`
}

function boxes(name: string, label: string, all: Choice[], chosen: string[]): Markup {
  return html`<fieldset id="${name}" class="boxes"><legend>${label}</legend>
${all.map(
  ({
    id,
    title,
  }) => html`<label><input type="checkbox" name="${name}" value="${id}"${chosen.includes(id) ? ' checked' : ''}> <bdi>${title}</bdi></label>
`,
)}</fieldset>`
}

function againstChoice(view: WorkbenchView): Markup {
  const { site, asked, choices } = view
  const { workbench } = localeOf(site).strings
  const field = choices.topics
    ? html`<select id="against" name="against">
<option value="">${workbench.againstNone}</option>
${choices.topics.map(
  ({
    id,
    title,
  }) => html`<option value="${id}" dir="auto"${asked.against === id ? ' selected' : ''}>${title}</option>
`,
)}</select>`
    : html`<input id="against" name="against" dir="ltr" value="${asked.against ?? ''}"${invalid(isWrong(view, 'against'))}>`
  return html`<p class="field"><label for="against">${workbench.against}</label>
${field}</p>`
}

/** Sent by POST: articles are longer than an address may be. */
function draftForm({ site, pasted }: WorkbenchView): Markup {
  const { draft } = localeOf(site).strings.workbench
  return html`<details class="draft"${pasted ? ' open' : ''}>
<summary>${draft.title}</summary>
<form class="fields" method="post" action="${ourPath(site, '/workbench')}">
<p class="hint" id="draft-hint">${draft.text}</p>
${pasted ? html`<p class="problem" id="draft-problem">${draft[pasted.why]}</p>` : ''}
<p class="field"><label for="article">${draft.label}</label>
<textarea id="article" name="article" rows="6" dir="auto" required aria-describedby="draft-hint${pasted ? ' draft-problem' : ''}"${invalid(pasted !== null)}>
${pasted?.text ?? ''}</textarea></p>
<p><button class="button" type="submit">${draft.submit}</button></p>
</form>
</details>`
}
