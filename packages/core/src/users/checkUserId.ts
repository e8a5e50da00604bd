import { CubeError } from '../errors/CubeError.ts'

/** Refuses what is no user id with `invalid-argument`. */
export function checkUserId(id: number): void {
  if (!Number.isSafeInteger(id) || id <= 0) {
    throw new CubeError('invalid-argument', { message: 'A user id is a positive whole number.' })
  }
}
