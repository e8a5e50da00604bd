import type { LogEntry } from '@cubekit/emulator'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { openWorld } from './world.ts'

const shownRequests = 8

/** What went over the wire, newest first. */
export function RequestLog(): ReactNode {
  const { emulator } = openWorld()
  const [entries, setEntries] = useState<readonly LogEntry[]>([])
  useEffect(() => {
    const read = (): void => setEntries(emulator.log.slice(-shownRequests).toReversed())
    read()
    return emulator.subscribe(read)
  }, [emulator])
  return (
    <section lang="en" dir="ltr" className="playground-card" aria-labelledby="requests">
      <h2 id="requests">Requests</h2>
      {entries.length === 0 ? (
        <p>None yet. Sign in, or ask the server.</p>
      ) : (
        <ol className="playground-log" dir="ltr">
          {entries.map((entry) => (
            <li key={`${entry.at} ${entry.method} ${entry.path} ${entry.sessionId}`}>
              <code>{entry.method}</code> <code>{entry.path}</code>{' '}
              <span>{entry.status ?? entry.fault ?? '…'}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
