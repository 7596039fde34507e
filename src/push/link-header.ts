export type HeaderLink = { rel: string[]; href: string }

/**
 * Reads `Link` (RFC 8288 §3), several headers joined by commas included. Targets are as written; links with `anchor`
 * are about something else and left out. One pass: the header is an outlet's.
 */
export function readLinkHeader(value: string): HeaderLink[] {
  return splitOutside(value, ',').flatMap(text => readLink(text.trim()) ?? [])
}

function readLink(text: string): HeaderLink | null {
  const end = text.indexOf('>')
  if (!text.startsWith('<') || end < 0) return null
  const parameters = splitOutside(text.slice(end + 1), ';').map(readParameter)
  if (parameters.some(([name]) => name === 'anchor')) return null
  // RFC 8288 §3.3: of several rel, the first counts
  const rel = parameters.find(([name]) => name === 'rel')?.[1] ?? ''
  return { href: text.slice(1, end).trim(), rel: rel.toLowerCase().split(/\s+/).filter(Boolean) }
}

function readParameter(text: string): [name: string, value: string] {
  const equals = text.indexOf('=')
  if (equals < 0) return [text.trim().toLowerCase(), '']
  const value = text.slice(equals + 1).trim()
  const bare = value.startsWith('"') ? value.slice(1, value.endsWith('"') ? -1 : undefined) : value
  return [text.slice(0, equals).trim().toLowerCase(), bare]
}

/** Splits at a character that stands neither in quotes nor in angle brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  let closing = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (closing) {
      if (character === closing) closing = ''
      else if (character === '\\' && closing === '"') at++
    } else if (character === '"') closing = '"'
    else if (character === '<') closing = '>'
    else if (character === separator) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)]
}

/** `Link` of a feed that hubs push: they, and the address by which they know it (WebSub §4, §7). */
export function linkHeader(hubs: readonly string[], self: string): string {
  const named = [...hubs.map(hub => [hub, 'hub']), [self, 'self']] as [string, string][]
  return named.map(([href, rel]) => `<${new URL(href).href}>; rel="${rel}"`).join(', ')
}
