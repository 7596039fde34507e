import type { Site } from '../model/config.ts'

/** The hubs that push our feeds, our own last. Foreign ones stand first, as most subscribers take the first: who names one means it. */
export function hubUrls({ url, hubs = [] }: Pick<Site, 'url' | 'hubs'>): string[] {
  return [...hubs, `${url}/hub`]
}

/** The address that a subscription of ours gives its hub; `token` keeps it from being guessed. */
export function callbackUrl(siteUrl: string, { id, token }: { id: number; token: string }): string {
  return `${siteUrl}/websub/${id}-${token}`
}

/** Reads the last part of a callback's address; null where it never was one. */
export function readCallbackPath(part: string): { id: number; token: string } | null {
  const [, id, token] = /^(\d{1,15})-([\w-]{16,128})$/.exec(part) ?? []
  return id && token ? { id: Number(id), token } : null
}
