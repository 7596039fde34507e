// Copies an address where a button stands beside it.

document.documentElement.classList.add('scripted')
document.addEventListener('click', event => {
  const button = /** @type {Element} */ (event.target).closest('button[data-copy]')
  if (button instanceof HTMLButtonElement) copy(button)
})

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const field = document.getElementById(button.dataset.copy ?? '')
  const said = button.parentElement?.querySelector('[role=status]')
  if (!(field instanceof HTMLInputElement) || !said) return
  try {
    await navigator.clipboard.writeText(field.value)
    said.textContent = button.dataset.copied ?? ''
  } catch {
    // not allowed, or not there without TLS: the hand does the rest
    field.select()
    said.textContent = button.dataset.selected ?? ''
  }
}
