import { Hono } from 'hono/tiny'
import { GUEST_LIFETIME_MS } from '../db/users.ts'
import { SESSION_LIFETIME_MS } from '../db/sessions.ts'
import type { EmulatorSession } from '../db/session.ts'
import { userDate } from '../db/user.ts'
import { redact, type Draft } from '../journal.ts'
import { ApiError } from '../rules/ApiError.ts'
import { readBody } from '../rules/body.ts'
import { preflight } from '../rules/cors.ts'
import { formPairs } from '../rules/formPairs.ts'
import { apiPath } from '../rules/apiPath.ts'
import { nestPairs } from '../rules/parameters.ts'
import { expirationDate } from '../rules/sessionAnswer.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import type { CallRequest, Route, World } from './route.ts'
import { routes } from './table.ts'
import { explainUnknown } from './explainUnknown.ts'
import { toResponse } from './toResponse.ts'

/** What goes along with a request: its line in the journal, and whether a fault refuses its session. */
interface Companion {
  readonly entry: Draft
  readonly refuses: CallRequest['refuses']
}

/** The API as a function from requests to responses, on top of a world. */
export interface App {
  respond(request: Request, companion: Companion): Promise<Response>
}

/** Puts the table of routes behind a router. */
export function createApp(world: World): App {
  const app = new Hono<{ Bindings: Companion }>({ getPath: (request) => apiPath(request.url) })
  app.options('*', preflight)
  for (const route of routes) {
    app.on(route.method, route.path, (context) =>
      serve(route, world, context.req.raw, context.req.param(), context.env),
    )
  }
  app.notFound((context) =>
    toResponse(unobservedErrors.noSuchEndpoint(explainUnknown(context.req.method, context.req.path))),
  )
  return {
    async respond(request, companion) {
      const response = await app.fetch(request, companion)
      companion.entry.status = response.status
      return response
    },
  }
}

async function serve(
  route: Route,
  world: World,
  request: Request,
  params: Record<string, string>,
  { entry, refuses }: Companion,
): Promise<Response> {
  let callerSession: EmulatorSession | null = null
  try {
    const bytes = route.takesBytes ? new Uint8Array(await request.arrayBuffer()) : new Uint8Array()
    const body = route.takesBytes ? nestPairs([]) : await readBody(request)
    if (!route.takesBytes) entry.requestBody = redact(body)
    world.db.sweep(world.now())
    const url = new URL(request.url)
    const answer = await route.answer({
      world,
      params,
      url,
      origin: url.origin,
      query: formPairs(url.searchParams),
      body,
      bytes,
      headers: request.headers,
      refuses,
      onCaller(caller) {
        callerSession = caller.session
        note(entry, callerSession)
      },
    })
    const session = answer.session === undefined ? callerSession : answer.session
    if (session !== null) note(entry, session)
    return toResponse(answer, withExpiry(session === null ? null : prolong(world, session)))
  } catch (error) {
    if (error instanceof ApiError) return toResponse(error.refusal, withExpiry(callerSession))
    // A defect of the emulator itself: whoever runs it must see it.
    // oxlint-disable-next-line no-console
    console.error('[emulator]', error)
    return toResponse(unobservedErrors.internal, withExpiry(callerSession))
  }
}

function note(entry: Draft, session: EmulatorSession | null): void {
  entry.sessionId = session?.id ?? null
  entry.userId = session?.userId ?? null
}

/** A successful request gives its session another two hours, but a guest's never outlives the guest. */
function prolong({ db, now }: World, answered: EmulatorSession): EmulatorSession | null {
  // While this request waited for something, another one may have changed or ended the session.
  const session = db.sessions.current(answered)
  if (session === undefined) return null
  const user = session.userId === null ? undefined : db.users.get(session.userId)
  const end = user?.is_guest === true ? Date.parse(user.created_at) + GUEST_LIFETIME_MS : Infinity
  const updated = { ...session, updatedAt: now(), expiresAt: Math.min(now() + SESSION_LIFETIME_MS, end) }
  db.sessions.update(updated)
  if (user !== undefined) db.users.update({ ...user, last_request_at: userDate(now()) })
  return updated
}

function withExpiry(session: EmulatorSession | null): Record<string, string> {
  return session === null ? {} : { 'CB-Token-ExpirationDate': expirationDate(session.expiresAt) }
}
