import type { ContentStore } from '../db/contents.ts'
import type { Database } from '../db/database.ts'
import type { EmulatorSession } from '../db/session.ts'
import type { EmulatorSettings } from '../options.ts'
import type { FormPair } from '../rules/formPairs.ts'
import type { Parameters } from '../rules/parameters.ts'
import type { Outbox } from '../outbox.ts'
import type { ObjectUrls } from '../storage/objectUrls.ts'
import { identify, type Access, type Caller } from './access.ts'

/** What all requests share. */
export interface World {
  readonly settings: EmulatorSettings
  readonly db: Database
  /** The contents of files. */
  readonly contents: ContentStore
  /** Where downloads are addresses of this page. */
  readonly objectUrls: ObjectUrls | null
  /** Where e-mails go: nowhere else. */
  readonly outbox: Pick<Outbox, 'send'>
  /** The emulator's time, in milliseconds. */
  now(): number
}

/** One request, as a handler sees it. */
export interface Call<A extends Access = Access> {
  readonly world: World
  readonly caller: Caller<A>
  /** Named segments of the path. */
  readonly params: Readonly<Record<string, string>>
  readonly query: readonly FormPair[]
  readonly body: Parameters
  readonly headers: Headers
  /** Where the emulator was reached, such as `http://127.0.0.1:4010`. */
  readonly origin: string
}

/** What a handler answers. Refusals are thrown as `ApiError`. */
export interface Answer {
  readonly status: number
  /** JSON; `undefined` for an empty answer. */
  readonly body?: object
  /** Something else than JSON. */
  readonly content?: { readonly type: string; readonly data: string | Uint8Array<ArrayBuffer> }
  readonly headers?: Readonly<Record<string, string>>
  /** The session to go on with, where the request made, changed or ended one. */
  readonly session?: EmulatorSession | null
}

/** An endpoint: a row for the table of routes. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A path pattern without `.json`, such as `/users/:id{[0-9]+}`. */
  readonly path: string
  /** Set where the body is not parameters but goes to the route as it is, in `bytes`. */
  readonly takesBytes?: true
  /** Checks who calls, then answers. */
  answer(request: CallRequest): Answer | Promise<Answer>
}

/** A request before anybody has looked at who sent it. */
export interface CallRequest extends Omit<Call, 'caller'> {
  readonly url: URL
  /** The body of a route that `takesBytes`; empty for all others. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Whether a session, though alive, is to be refused. */
  readonly refuses: (session: EmulatorSession) => boolean
  /** Told who the caller is as soon as that is known, even if the request fails afterwards. */
  readonly onCaller: (caller: Caller) => void
}

/** Makes a route whose handler knows its caller by the access it asks for. */
export function defineRoute<A extends Access>(route: {
  method: Route['method']
  path: string
  access: A
  handle(call: Call<A>): Answer | Promise<Answer>
}): Route {
  return {
    method: route.method,
    path: route.path,
    answer(request) {
      const caller = identify[route.access](request)
      request.onCaller(caller)
      const { world, params, query, body, headers, origin } = request
      return route.handle({ world, params, query, body, headers, origin, caller })
    },
  }
}
