import { fold } from '../text/fold.ts'

/** What `url:` asks for: a host or one under it, a part of the path, or both, the path then beginning so. */
export type Address = { host: string | null; path: string | null }

/** Reads what stands behind `url:`; null where it is neither a host nor a part of a path. */
export function readAddress(text: string): Address | null {
  const address = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
  if (address === '' || /[\s*?#]/.test(address)) return null
  const slash = address.indexOf('/')
  if (slash < 0)
    return address.includes('.')
      ? { host: hostName(address), path: null }
      : { host: null, path: foldedPath(address) }
  const host = address.slice(0, slash)
  const path = foldedPath(address.slice(slash))
  return { host: host === '' ? null : hostName(host), path: path === '/' && host !== '' ? null : path }
}

/** Whether a URL is at the host or one under it, and has the part of a path, whole words at both ends. */
export function urlIs(url: string | null | undefined, { host, path }: Address): boolean {
  if (!url || !URL.canParse(url)) return false
  const { hostname, pathname } = new URL(url)
  if (host !== null && hostname !== host && !hostname.endsWith(`.${host}`)) return false
  return path === null || pathHas(foldedPath(pathname), path, host !== null)
}

/** Lower case and in punycode, as a parsed URL has it. */
const hostName = (host: string): string =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host.toLowerCase()

function foldedPath(path: string): string {
  try {
    return fold(decodeURIComponent(path))
  } catch (error) {
    // Escapes of another encoding than UTF-8 stay as they are.
    if (error instanceof URIError) return fold(path)
    throw error
  }
}

/** /sport is in /sport/1 and /en/sport-news, not in /sports. */
function pathHas(path: string, part: string, fromStart: boolean): boolean {
  for (let at = path.indexOf(part); at >= 0; at = path.indexOf(part, at + 1)) {
    if (fromStart && at > 0) return false
    const startsWhole = part.startsWith('/') || !isWordChar(path.charAt(at - 1))
    const endsWhole = part.endsWith('/') || !isWordChar(path.charAt(at + part.length))
    if (startsWhole && endsWhole) return true
  }
  return false
}

const isWordChar = (char: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(char)
