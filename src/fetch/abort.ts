type Listener = () => void

const listeners = new WeakMap<AbortSignal, Set<Listener>>()

/**
 * Calls `listener` once when `signal` is aborted. A signal walks through all of its listeners for each that comes or
 * goes, and hundreds of requests share one, so it has one of ours for them all: with one each, a tenth of what a request
 * costs went there.
 */
export function onAbort(signal: AbortSignal | undefined, listener: Listener): void {
  if (!signal) return
  const known = listeners.get(signal)
  if (known) return void known.add(listener)
  const all = new Set([listener])
  listeners.set(signal, all)
  signal.addEventListener('abort', () => [...all].forEach(call), { once: true })
}

export function offAbort(signal: AbortSignal | undefined, listener: Listener): void {
  if (signal) listeners.get(signal)?.delete(listener)
}

const call = (listener: Listener) => listener()
