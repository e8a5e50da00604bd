import { CubeError } from '../errors/CubeError.ts'

/** Refuses an argument before any request, with a sentence about what to write instead. */
export function refuse(message: string): never {
  throw new CubeError('invalid-argument', { message })
}
