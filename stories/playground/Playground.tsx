import { CubeProvider, SessionPending, useCurrentUser } from '@cubekit/react'
import { ReauthDialog } from '@cubekit/ui/reauth-dialog'
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
      <ReauthDialog footer={<DemoPassword />} />
    </CubeProvider>
  )
}

/** The password of who has to enter it again, for the person at the playground. */
function DemoPassword(): ReactNode {
  const user = useCurrentUser()
  const person = openWorld().emulator.people.find(({ id }) => id === user?.id)
  return (
    person && (
      <span lang="en" dir="ltr">
        In this demo it is <code>{person.password}</code>
      </span>
    )
  )
}
