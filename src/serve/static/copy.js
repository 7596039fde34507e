// Copies an address, or lines, where a button stands beside it.

document.documentElement.classList.add('scripted')
document.addEventListener('click', event => {
  const button = /** @type {Element} */ (event.target).closest('button[data-copy]')
  if (button instanceof HTMLButtonElement) copy(button)
})

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy ?? '')
  const said = button.parentElement?.querySelector('[role=status]')
  if (!source || !said) return
  try {
    await navigator.clipboard.writeText(
      source instanceof HTMLInputElement ? source.value : (source.textContent ?? ''),
    )
    said.textContent = button.dataset.copied ?? ''
  } catch {
    // not allowed, or not there without TLS: the hand does the rest
    if (source instanceof HTMLInputElement) source.select()
    else getSelection()?.selectAllChildren(source)
    said.textContent = button.dataset.selected ?? ''
  }
}
