// Keys that work on every page: j and k from story to story, o opens, / searches, ? tells of them.

const LINKS = '.story-title a, .timeline a.title, table.outlets tbody th a, .sample-title a'
/** Who dictates or hits keys by chance can do without them (WCAG 2.2, 2.1.4). */
const OFF = 'khulasa-keys-off'

const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector('dialog.keys'))
const button = /** @type {HTMLElement | null} */ (document.querySelector('button.keys'))
const isUsed = /** @type {HTMLInputElement | null} */ (dialog?.querySelector('input') ?? null)

/** @type {Record<string, () => void>} */
const actions = {
  j: () => move(1),
  k: () => move(-1),
  o: () => {
    const { activeElement } = document
    if (activeElement instanceof HTMLAnchorElement) activeElement.click()
  },
  '/': search,
  '?': () => dialog?.showModal(),
}

/** Where the same keys are on a keyboard that writes Arabic, or any other script. */
const CODES = /** @type {Record<string, string>} */ ({ KeyJ: 'j', KeyK: 'k', KeyO: 'o' })
const ARABIC = /** @type {Record<string, string>} */ ({ ظ: '/', '؟': '?' })

/** @param {KeyboardEvent} event */
function keyOf(event) {
  const { key, code } = event
  if (/^[\x20-\x7e]$/.test(key)) return key
  return ARABIC[key] ?? CODES[code] ?? ''
}

/** @param {number} step */
function move(step) {
  const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(LINKS)])
  const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement))
  const inSight = links.findIndex(link => link.getBoundingClientRect().top >= 0)
  const to = at >= 0 ? at + step : step > 0 ? inSight : inSight - 1
  const link = links[to]
  if (!link) return
  link.focus({ preventScroll: true })
  const whole = link.closest('article, li, tr') ?? link
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'
  whole.scrollIntoView({ block: whole.clientHeight < innerHeight ? 'nearest' : 'start', behavior })
}

function search() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector('main input[type=search]'))
  const page = /** @type {HTMLElement | null} */ (document.querySelector('nav a[href$="/search"]'))
  if (!field) return page?.click()
  field.focus()
  field.select()
}

/** @param {EventTarget | null} target */
function isWriting(target) {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
  if (isWriting(event.target) || dialog?.open || isOff()) return
  const key = keyOf(event)
  if (!Object.hasOwn(actions, key)) return
  event.preventDefault()
  actions[key]?.()
})

if (button) {
  button.hidden = false
  button.addEventListener('click', () => dialog?.showModal())
}

if (isUsed) {
  isUsed.checked = !isOff()
  isUsed.addEventListener('change', () => remember(!isUsed.checked))
}

function isOff() {
  try {
    return localStorage.getItem(OFF) !== null
  } catch {
    // a browser may forbid pages to keep anything: then the keys are on
    return false
  }
}

/** @param {boolean} off */
function remember(off) {
  try {
    if (off) localStorage.setItem(OFF, '1')
    else localStorage.removeItem(OFF)
  } catch {
    // forgotten with the page
  }
}
