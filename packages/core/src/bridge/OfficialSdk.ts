/**
 * What `connectCubeSdk` uses of the official JavaScript SDK, 6.x: its default export is one. Cubekit itself does
 * not depend on it.
 */
export interface OfficialSdk extends SdkAuth {
  init(credentials: object, settings?: object): void
  readonly service?: SdkService
  readonly auth?: SdkAuth
  readonly chat?: { disconnect(): Promise<unknown> }
}

/** Its functions for sessions, which it has twice: on itself and on `auth`. */
export interface SdkAuth {
  createSession(params?: object): Promise<unknown>
  getSession(): Promise<unknown>
  setSession(session: object): void
  destroySession(): Promise<unknown>
  login(params: object): Promise<unknown>
  logout(): Promise<unknown>
}

/** Through which all its requests go. */
export interface SdkService {
  ajax(request: SdkRequest): Promise<unknown>
  getSession(): object | null
  setSession(session: object | null): void
  setCurrentUserId(id?: number | null): void
  readonly sdkInstance: { readonly config: SdkConfig }
}

/** What it sends. */
export interface SdkRequest {
  readonly url: string
}

interface SdkConfig {
  readonly creds?: { readonly appId: number | string }
  readonly endpoints?: { readonly api: string; readonly api_url?: string }
  readonly on?: { sessionExpired?: unknown }
}
