import type { CubeUser } from '@cubekit/core'
import { shownName } from '../form/shownName.ts'
import { nameOf } from '../user-avatar/nameOf.ts'

/** How somebody is called in a picker; `unnamed` if they have no name, `unknown` if they are not there. */
export function nameOfPerson(user: CubeUser | null, unnamed: string, unknown: string): string {
  return user ? shownName(nameOf(user) ?? '').trim() || unnamed : unknown
}
