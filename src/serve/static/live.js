// New stories are told of where the list begins, and come in when that is pressed: what one reads stays where it is.

const announcer = /** @type {HTMLElement | null} */ (document.querySelector('[data-events]'))
const list = /** @type {HTMLElement | null} */ (document.querySelector('.stories'))
if (announcer && list && 'EventSource' in window) listen(announcer, list)

/**
 * @param {HTMLElement} announcer
 * @param {HTMLElement} list
 */
function listen(announcer, list) {
  const { events = '', language, forms = '{}' } = announcer.dataset
  const words = JSON.parse(forms)
  const locale = document.documentElement.lang
  const plural = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(locale)
  /** @type {Set<string>} What came in and is not shown yet. */
  const waiting = new Set()
  let since = announcer.dataset.since ?? '0'
  /** @type {EventSource | null} */
  let stream = null

  /** @param {MessageEvent} event */
  function entered(event) {
    since = event.lastEventId || since
    const { id, entry } = JSON.parse(event.data)
    const isSpoken =
      language === undefined || (entry?.language ?? '').split('-')[0].toLowerCase() === language
    const card = cardOf(id)
    if (!isSpoken || document.getElementById(card)) return
    waiting.add(card)
    say()
  }

  /** @param {MessageEvent} event */
  function left(event) {
    since = event.lastEventId || since
    if (waiting.delete(cardOf(JSON.parse(event.data).id))) say()
  }

  function say() {
    if (waiting.size === 0) {
      announcer.replaceChildren()
      return
    }
    const text = (words[plural.select(waiting.size)] ?? words.other).replace(
      '{n}',
      number.format(waiting.size),
    )
    const shown = announcer.querySelector('button')
    if (shown) shown.textContent = text
    else {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = text
      button.addEventListener('click', show)
      announcer.append(button)
    }
  }

  async function show() {
    const button = announcer.querySelector('button')
    if (button) button.disabled = true
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      putIn([...page.querySelectorAll('.stories > article')])
    } catch {
      // the network is away: what waits goes on waiting
      if (button) button.disabled = false
    }
  }

  /** @param {Element[]} cards */
  function putIn(cards) {
    const known = cards.findIndex(card => document.getElementById(card.id))
    // so much came that something is missing between it and what is shown
    if (cards.length === 0 || (known < 0 && list.querySelector('article'))) {
      location.reload()
      return
    }
    const fresh = cards.filter(card => !document.getElementById(card.id))
    const read = [...list.children].find(card => card.getBoundingClientRect().bottom > 0)
    const isAbove = list.getBoundingClientRect().top < 0
    const before = read?.getBoundingClientRect().top ?? 0
    list.querySelector('.empty')?.remove()
    for (const card of fresh) card.classList.add('fresh')
    // each before the one that it stands before there
    for (const card of fresh.reverse()) {
      const next = cards.slice(cards.indexOf(card) + 1).find(other => document.getElementById(other.id))
      list.insertBefore(card, next ? document.getElementById(next.id) : null)
    }
    waiting.clear()
    say()
    if (read && isAbove) scrollBy({ top: read.getBoundingClientRect().top - before, behavior: 'instant' })
    const first = /** @type {HTMLElement | null} */ (list.querySelector('.fresh .story-title a'))
    first?.focus({ preventScroll: true })
  }

  function open() {
    if (stream || document.hidden) return
    stream = new EventSource(`${events}?since=${since}`)
    stream.addEventListener('entered', entered)
    stream.addEventListener('left', left)
    for (const kind of ['updated', 'grown'])
      stream.addEventListener(kind, event => {
        since = event.lastEventId || since
      })
  }

  function close() {
    stream?.close()
    stream = null
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()))
  addEventListener('pagehide', close)
  addEventListener('pageshow', open)
  open()
}

/** @param {string} id */
function cardOf(id) {
  return id.replace('urn:uuid:', 'e-')
}
