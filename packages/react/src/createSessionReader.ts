import type { Session } from '@cubekit/core'
import type { Provided } from './ClientContext.ts'

/** Feeds `useSyncExternalStore` with views of the session that remember which fields were read. */
export interface SessionReader {
  readonly getSnapshot: () => Session
  readonly getServerSnapshot: () => Session
}

/** The session as it is shown: the first one, until the client knows its own. */
export function sessionOf({ client, firstSession }: Provided): Session {
  const session = client.getSession()
  return session.status === 'loading' ? firstSession : session
}

/**
 * Makes the reader for one component.
 *
 * `expiresAt` moves with every request. A component that reads only the user's name must not render for that,
 * so a new view is given only when a field that was read has changed.
 */
export function createSessionReader(provided: Provided): SessionReader {
  const read = new Set<keyof Session>()
  const atFirst = createView(provided.firstSession, read)
  const session = sessionOf(provided)
  let shown = session === provided.firstSession ? atFirst : createView(session, read)
  return {
    getSnapshot() {
      const session = sessionOf(provided)
      const changed = [...read].some((field) => isDifferent(session[field], shown.source[field]))
      if (changed || (shown === atFirst && session !== provided.firstSession)) {
        shown = createView(session, read)
      } else if (shown !== atFirst) shown.source = session
      return shown.view
    },
    getServerSnapshot: () => atFirst.view,
  }
}

interface View {
  source: Session
  readonly view: Session
}

function createView(source: Session, read: Set<keyof Session>): View {
  const made: View = {
    source,
    view: new Proxy(source, {
      get(_, name) {
        const field = fields.find((known) => known === name)
        // What every object has, so that a session can also be put into a text.
        if (field === undefined) return Reflect.get(made.source, name) as unknown
        read.add(field)
        return made.source[field]
      },
    }),
  }
  return made
}

const fields = [
  'status',
  'user',
  'endReason',
  'expiresAt',
  'isStale',
] as const satisfies readonly (keyof Session)[]

function isDifferent(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() !== b.getTime() : a !== b
}
