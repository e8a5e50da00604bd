import { type CubeError, getSession, isCubeError } from '@cubekit/core'
import type { Fault } from '@cubekit/emulator'
import { useCubeClient, useSession } from '@cubekit/react'
import { useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { openWorld } from './world.ts'

const hourMs = 3_600_000

const offline: Fault = { kind: 'offline' }
const tooMany: Fault = { kind: 'status', status: 429, retryAfter: 5 }

/** The strings to pull on the emulator, and what the server says. */
export function Controls(): ReactNode {
  const client = useCubeClient()
  const { emulator } = openWorld()
  const faults = useFaults()
  const [answer, setAnswer] = useState<string>('')

  // An answer is about somebody: the next person starts without it. One who was thrown out still reads why.
  const { status, user, endReason } = useSession()
  const who = `${status} ${user?.id}`
  const [lastWho, setLastWho] = useState(who)
  if (who !== lastWho) {
    setLastWho(who)
    if (status === 'user' || status === 'guest' || endReason === 'logged-out') setAnswer('')
  }

  const ask = async (): Promise<void> => {
    setAnswer('Asking…')
    setAnswer(
      await getSession(client).then(
        ({ id, user_id }) =>
          `Session ${id}, ${user_id === null ? 'of the application' : `of user ${user_id}`}`,
        (error: unknown) => `Error: ${isCubeError(error) ? describe(error) : String(error)}`,
      ),
    )
  }
  const toggle = (fault: Fault): void => {
    const isOn = faults.includes(fault)
    emulator.faults.clear()
    if (!isOn) emulator.faults.add(fault)
  }

  return (
    <section lang="en" dir="ltr" className="playground-card" aria-labelledby="controls">
      <h2 id="controls">The server</h2>
      <div className="playground-buttons">
        <button type="button" onClick={() => emulator.clock.advance(hourMs)}>
          Clock + 1 h
        </button>
        <button type="button" onClick={() => emulator.clock.advance(2 * hourMs + 1000)}>
          Clock + 2 h
        </button>
        <button type="button" onClick={() => emulator.expireSessions()}>
          Expire the session
        </button>
        <button type="button" aria-pressed={faults.includes(offline)} onClick={() => toggle(offline)}>
          Offline
        </button>
        <button type="button" aria-pressed={faults.includes(tooMany)} onClick={() => toggle(tooMany)}>
          Answer 429
        </button>
        <button type="button" className="playground-primary" onClick={() => void ask()}>
          Ask the server
        </button>
      </div>
      <output aria-label="Answer of the server">{answer || 'Nothing asked yet'}</output>
    </section>
  )
}

function describe({ code, retryAfterMs }: CubeError): string {
  return retryAfterMs === null ? code : `${code}, try again in ${Math.ceil(retryAfterMs / 1000)} s`
}

/** The faults that are on; the same list until one changes. */
function useFaults(): readonly Fault[] {
  const { emulator } = openWorld()
  const [read] = useState(() => {
    let last = emulator.faults.list()
    return () => {
      const now = emulator.faults.list()
      if (now.length !== last.length || now.some((fault, at) => fault !== last[at])) last = now
      return last
    }
  })
  return useSyncExternalStore(emulator.subscribe, read)
}
