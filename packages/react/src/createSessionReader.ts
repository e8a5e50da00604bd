import type { CubeClient, Session } from '@cubekit/core'

/** Feeds `useSyncExternalStore` with views of the session that remember which fields were read. */
export interface SessionReader {
  readonly getSnapshot: () => Session
  readonly getServerSnapshot: () => Session
}

/** What a server renders, and so what a browser renders first. */
const loading: Session = { status: 'loading', user: null, endReason: null, expiresAt: null, isStale: false }

/**
 * Makes the reader for one component.
 *
 * `expiresAt` moves with every request. A component that reads only the user's name must not render for that,
 * so a new view is given only when a field that was read has changed.
 */
export function createSessionReader(client: CubeClient): SessionReader {
  const read = new Set<keyof Session>()
  const atFirst = createView(loading, read)
  const isLoading = client.getSession().status === 'loading'
  let shown = isLoading ? atFirst : createView(client.getSession(), read)
  return {
    getSnapshot() {
      const session = client.getSession()
      const changed = [...read].some((field) => isDifferent(session[field], shown.source[field]))
      if (changed || (shown === atFirst && session.status !== 'loading')) shown = createView(session, read)
      else if (shown !== atFirst) shown.source = session
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
        if (field === undefined) return undefined
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
