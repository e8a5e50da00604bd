import { type CubeError, isCubeError } from '@cubekit/core'

/** The `CubeError` with which a promise rejects. Fails the test when it resolves or rejects with another. */
export async function errorOf(promise: Promise<unknown>): Promise<CubeError> {
  const error: unknown = await promise.then(
    () => new Error('This promise should have rejected.'),
    (reason: unknown) => reason,
  )
  if (!isCubeError(error)) throw error
  return error
}
