import { CubeProvider, SessionPending } from '@cubekit/react'
import type { ReactNode } from 'react'
import './playground.css'
import { openWorld } from './world.ts'

/** The page around every playground story. */
export function Playground({ children }: { children: ReactNode }): ReactNode {
  return (
    <CubeProvider client={openWorld().client}>
      <div className="playground">
        <SessionPending>
          <p role="status">One moment…</p>
        </SessionPending>
        {children}
      </div>
    </CubeProvider>
  )
}
