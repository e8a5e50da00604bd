import { CubeError } from '../errors/CubeError.ts'

/**
 * The path of the user with this id in the application's own system.
 *
 * @throws CubeError `invalid-argument` when no path can hold it: empty, cut inside a character, or `.` and `..`, which
 * would lead to another endpoint.
 */
export function externalIdPath(external_id: string): string {
  try {
    if (typeof external_id === 'string' && !['', '.', '..'].includes(external_id)) {
      // What stands behind a dot at the end of a path is taken for the format.
      const format = external_id.includes('.') ? '.json' : ''
      return `/users/external/${encodeURIComponent(external_id)}${format}`
    }
  } catch {
    // Half a character.
  }
  throw new CubeError('invalid-argument', { message: 'An external id is a text that fits into an address.' })
}
