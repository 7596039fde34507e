// Tries the query as it is written: asks for what changes of the page, and puts it in its place.

const WAIT_MS = 300
const RETRY_S = 5
/** Servers take no longer addresses. */
const LONGEST_ADDRESS = 8_000

const form = /** @type {HTMLFormElement} */ (document.getElementById('workbench'))
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById('q'))
const words = form.dataset

/** The request that is under way. */
let asking = new AbortController()
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting
let shown = address()

form.addEventListener('input', () => {
  turn()
  updateIn(WAIT_MS)
})
form.addEventListener('submit', event => {
  event.preventDefault()
  updateIn(0)
})
field.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  updateIn(0)
})
document.addEventListener('click', event => {
  const meant = /** @type {Element} */ (event.target).closest('a[data-query]')
  if (!(meant instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  field.value = meant.dataset.query ?? ''
  turn()
  field.focus()
  updateIn(0)
})

/** A query runs from right to left where it has a letter that does, whatever stands first. */
function turn() {
  field.dir = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(field.value) ? 'rtl' : 'auto'
}

/** What the form asks, as its submission would; what is as by default is left out. */
function address() {
  const asked = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    const input = form.elements.namedItem(name)
    const isDefault = input instanceof HTMLInputElement && input.dataset.default === value
    if (typeof value === 'string' && !isDefault && (value !== '' || name === 'q')) asked.append(name, value)
  }
  return `${form.action}?${asked}`
}

/** @param {number} ms */
function updateIn(ms) {
  clearTimeout(waiting)
  waiting = setTimeout(update, ms)
}

async function update() {
  const asked = address()
  asking.abort()
  asking = new AbortController()
  const { signal } = asking
  setBusy(asked !== shown)
  if (asked === shown) return
  try {
    const answer = await ask(`${asked}&fragment=1`, signal)
    const text = await answer.text()
    // whatever comes later than another question is no answer to it
    if (signal.aborted) return
    if (answer.status === 429 || answer.status === 503) {
      say(words.wait)
      return updateIn(1_000 * (Number(answer.headers.get('retry-after')) || RETRY_S))
    }
    show(text)
    shown = asked
    if (asked.length <= LONGEST_ADDRESS) remember(asked)
  } catch {
    if (!signal.aborted) say(words.failed)
  } finally {
    if (!signal.aborted) setBusy(false)
  }
}

/** @param {string} asked @param {AbortSignal} signal */
function ask(asked, signal) {
  if (asked.length <= LONGEST_ADDRESS) return fetch(asked, { signal })
  const { searchParams } = new URL(asked)
  return fetch(form.action, { method: 'POST', body: searchParams, signal })
}

/** @param {boolean} isBusy */
function setBusy(isBusy) {
  document.getElementById('results')?.setAttribute('aria-busy', `${isBusy}`)
}

/** @param {string} text */
function show(text) {
  const found = new DOMParser().parseFromString(text, 'text/html')
  const results = found.getElementById('results')
  if (!results) throw new Error('no results in the answer')
  say(found.getElementById('status')?.textContent ?? '')
  document.getElementById('results')?.replaceWith(document.adoptNode(results))
  field.setAttribute('aria-invalid', `${'mistaken' in results.dataset}`)
}

/** Spoken by screen readers, as the element is a live region that stays. @param {string | undefined} text */
function say(text) {
  const status = /** @type {HTMLElement} */ (document.getElementById('status'))
  if (status.textContent !== text) status.textContent = text ?? ''
}

/** The address is that of what is shown: to be kept, sent, and come back to in another language. @param {string} asked */
function remember(asked) {
  history.replaceState(null, '', asked)
  const { pathname, search } = new URL(asked)
  for (const input of document.querySelectorAll('.language input[name=to]'))
    input.setAttribute('value', `${pathname}${search}`)
}
