import type { ReactNode } from 'react'
import { emulator } from './cube.ts'

/** Somebody to sign in as, for the demo only. */
export function DemoPeople(): ReactNode {
  const [person] = emulator.people
  if (person === undefined) return null
  return (
    <p>
      Try <code>{person.login}</code> with the password <code>{person.password}</code>
    </p>
  )
}
