import type { DescribedState } from '../../control/describeState.ts'

/** What `GET /__emulator/state` answers. */
export type DashboardState = DescribedState & { readonly revision: number }

/** Thrown when the emulator does not know the control token. */
export class TokenRefused extends Error {}

const KEY = 'emulator-control-token'

/**
 * The control token of this tab. It comes in the fragment of the address, which no browser sends to a
 * server, and is taken out of it at once.
 */
export function readToken(): string {
  const given = location.hash.slice(1)
  if (given !== '') {
    sessionStorage.setItem(KEY, given)
    history.replaceState(null, '', location.pathname)
  }
  return sessionStorage.getItem(KEY) ?? ''
}

/** Keeps a token that was typed in, for as long as the tab lives. */
export function keepToken(token: string): void {
  sessionStorage.setItem(KEY, token)
}

/** Asks for the state, and with `since` for the next one. */
export async function readState(
  search: string,
  since: number | null,
  signal: AbortSignal,
): Promise<DashboardState> {
  const query = new URLSearchParams({ search, ...(since === null ? {} : { since: String(since) }) })
  const response = await send('GET', `state?${query}`, undefined, signal)
  const state: DashboardState = await response.json()
  return state
}

/** Pulls a string. */
export async function pull(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
  await send(method, path, body)
}

async function send(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(`/__emulator/${path}`, {
    method,
    headers: {
      'Emulator-Control-Token': sessionStorage.getItem(KEY) ?? '',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (response.status === 401) throw new TokenRefused()
  if (!response.ok) throw new Error(await response.text())
  return response
}
