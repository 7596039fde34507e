import { fold } from '../text/fold.ts'

/** What `url:` asks for: a host or one under it, a part of the path, or both, the path then beginning so. */
export type Address = { host: string | null; path: string | null }

/** Reads what stands behind `url:`; null where it is neither a host nor a part of a path. */
export function readAddress(text: string): Address | null {
  const address = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
  if (address === '' || /[\s*?#]/.test(address)) return null
  const slash = address.indexOf('/')
  const first = slash < 0 ? address : address.slice(0, slash)
  if (!isHost(first) && address === text.trim()) return { host: null, path: foldedPath(address) }
  const path = slash < 0 ? '/' : foldedPath(address.slice(slash))
  return { host: hostName(first), path: path === '/' ? null : path }
}

/** What has a dot and is no file's name; a path may begin without its slash: arabic/world. */
const isHost = (text: string): boolean =>
  /^localhost(?::\d+)?$/i.test(text) ||
  (text.includes('.') && !/\.(?:[sx]?html?|php\d?|aspx?|jsp|cfm|xml|pdf)$/i.test(text))

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
