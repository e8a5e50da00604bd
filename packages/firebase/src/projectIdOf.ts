import { CubeError } from '@cubekit/core'
import type { Auth } from 'firebase/auth'

/** The id of the Firebase project, which ConnectyCube wants beside a token; `invalid-argument` without one. */
export function projectIdOf(auth: Auth): string {
  const { projectId } = auth.app.options
  if (projectId) return projectId
  throw new CubeError('invalid-argument', { message: 'The Firebase app’s options have no projectId.' })
}
