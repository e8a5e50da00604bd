'use client'

import { usePresence, type Presence } from '@cubekit/react'
import type { ReactNode } from 'react'

interface PresenceOfProps {
  readonly id: number
  /** `true` asks the server. */
  readonly presence: Presence | true
  readonly children: (presence: Presence) => ReactNode
}

/** Shows something by whether somebody is online, and renders again for it alone. */
export function PresenceOf({ id, presence, children }: PresenceOfProps): ReactNode {
  return presence === true ? <AskedPresence id={id}>{children}</AskedPresence> : children(presence)
}

function AskedPresence({ id, children }: Omit<PresenceOfProps, 'presence'>): ReactNode {
  return children(usePresence(id))
}
