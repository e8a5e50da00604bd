import type { Session } from '@cubekit/core'
import { useSession } from '@cubekit/react'
import { useEffect, useReducer } from 'react'
import type { ReactNode } from 'react'
import { openWorld } from './world.ts'

/** All that the app knows of the session, as it changes. */
export function SessionFacts(): ReactNode {
  const session = useSession()
  const now = useNow()
  return (
    <section lang="en" dir="ltr" className="playground-card" aria-labelledby="session">
      <h2 id="session">The session</h2>
      <dl>
        <Fact name="Status" value={session.status} />
        <Fact name="Who" value={session.user?.full_name ?? session.user?.login ?? 'nobody'} />
        <Fact name="Ends" value={endOf(session, now)} />
        <Fact name="Stale" value={session.isStale ? 'yes: the last request failed' : 'no'} />
        <Fact name="End reason" value={session.endReason ?? 'none'} />
        <Fact
          name="Clock"
          value={new Date(now).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
        />
      </dl>
    </section>
  )
}

function endOf({ status, expiresAt }: Session, now: number): string {
  if (status === 'reauth-required') return 'has ended'
  if (status !== 'user' && status !== 'guest') return 'nobody is signed in'
  // The end is not stored, so that after a reload the server has to say it anew.
  if (expiresAt === null) return 'known after the next request'
  const left = Math.round((expiresAt.getTime() - now) / 60_000)
  return left > 0 ? `in ${left} min, unless used` : 'should have ended'
}

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi title={value}>{value}</bdi>
      </dd>
    </div>
  )
}

/** The emulator's time, read anew every second and after each pull of a string. */
function useNow(): number {
  const { emulator } = openWorld()
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, 1000)
    const unsubscribe = emulator.subscribe(tick)
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [emulator])
  return emulator.clock.now()
}
