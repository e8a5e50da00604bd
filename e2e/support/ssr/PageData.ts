import type { InitialSession } from '@cubekit/react'

/** What the server tells the scripts of its page. */
export interface PageData {
  readonly appId: number
  readonly apiUrl: string
  readonly initialSession?: InitialSession
}
