import type { Session } from '@cubekit/core'
import type { Provided } from './ClientContext.ts'
import { sessionOf } from './sessionOf.ts'

/** What `useSession` gives: the session, and what is left of a guest's day. */
export type SessionView = Session & {
  /**
   * How many minutes are left until the server deletes the guest who is signed in, begun ones included; `null` for
   * everybody else. It counts down by itself: a component that reads it renders once a minute.
   */
  readonly guestMinutesLeft: number | null
}

/** Feeds `useSyncExternalStore` with views of the session that remember which fields were read. */
export interface SessionReader {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => SessionView
  readonly getServerSnapshot: () => SessionView
}

/** The clocks differ by a little: a day has no more. */
const dayMinutes = 24 * 60
const minuteMs = 60_000

/**
 * Makes the reader for one component.
 *
 * `expiresAt` moves with every request. A component that reads only the user's name must not render for that,
 * so a new view is given only when a field that was read has changed.
 */
export function createSessionReader(provided: Provided): SessionReader {
  const read = new Set<keyof SessionView>()
  /** Sees to it that somebody looks again when the minute is over, while somebody wants to know. */
  let countDown = (): void => {}
  let timer: ReturnType<typeof setTimeout> | undefined

  const createView = (source: SessionView): View => {
    const made: View = {
      source,
      view: new Proxy(source, {
        get(_, name) {
          const field = fields.find((known) => known === name)
          // What every object has, so that a session can also be put into a text.
          if (field === undefined) return Reflect.get(made.source, name) as unknown
          if (!read.has(field)) {
            read.add(field)
            countDown()
          }
          return made.source[field]
        },
      }),
    }
    return made
  }

  const atFirst = createView(look(provided.firstSession))
  const session = sessionOf(provided)
  let shown = session === provided.firstSession ? atFirst : createView(look(session))
  return {
    subscribe(listener) {
      const tell = (): void => {
        listener()
        countDown()
      }
      countDown = () => {
        clearTimeout(timer)
        const left = read.has('guestMinutesLeft') ? msLeft(sessionOf(provided)) : null
        if (left) timer = setTimeout(tell, left % minuteMs || minuteMs)
      }
      countDown()
      const stop = provided.client.subscribe(tell)
      return () => {
        stop()
        clearTimeout(timer)
        countDown = () => {}
      }
    },
    getSnapshot() {
      const session = sessionOf(provided)
      const seen = look(session)
      const changed = [...read].some((field) => isDifferent(seen[field], shown.source[field]))
      if (changed || (shown === atFirst && session !== provided.firstSession)) shown = createView(seen)
      else if (shown !== atFirst) shown.source = seen
      return shown.view
    },
    getServerSnapshot: () => atFirst.view,
  }
}

interface View {
  source: SessionView
  readonly view: SessionView
}

function look(session: Session): SessionView {
  const left = msLeft(session)
  return {
    ...session,
    guestMinutesLeft: left === null ? null : Math.min(dayMinutes, Math.ceil(left / minuteMs)),
  }
}

/** What is left of a guest's day, in ms. */
function msLeft({ guestExpiresAt }: Session): number | null {
  return guestExpiresAt && Math.max(0, guestExpiresAt.getTime() - Date.now())
}

const fields = [
  'status',
  'user',
  'endReason',
  'expiresAt',
  'guestExpiresAt',
  'guestMinutesLeft',
  'isStale',
] as const satisfies readonly (keyof SessionView)[]

function isDifferent(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() !== b.getTime() : a !== b
}
