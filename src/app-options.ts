import type { Config } from './model/config.ts'

export type Role = 'all' | 'web' | 'collector'

export type AppOptions = {
  config: Config
  dataDir: string
  host: string
  /** 0 picks a free one. */
  port: number
  role: Role
  adminToken: string | undefined
  logLevel: string
  /** Links lead to where the server listens, whatever `site.url` says. */
  linksToSelf?: boolean
}

/** It could not start; the message says what to do. */
export class AppError extends Error {
  override name = 'AppError'
}
