import { type CubeClient, internals } from '../client/CubeClient.ts'
import { noteProfileWrite } from '../client/profileWrites.ts'
import { CubeError } from '../errors/CubeError.ts'
import type { RequestOptions } from '../transport/request.ts'
import type { Scope } from '../session/scope.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'

/** The last update of each client: one at a time, since a late answer would bring back what was before. */
const updates = new WeakMap<CubeClient, { readonly epoch: number; readonly sending: Promise<unknown> }>()

/** Changes the profile when the changes before have come to an end, and before any that come later. */
export function inUpdates<T>(client: CubeClient, epoch: number, work: () => Promise<T>): Promise<T> {
  const before = updates.get(client)
  const sending = (async () => {
    // Another user's has nothing to do with this one.
    if (before?.epoch === epoch) await before.sending.catch(() => {})
    return work()
  })()
  updates.set(client, { epoch, sending })
  return sending
}

/** Sends what changes of the user's own profile, and has the session show the answer. */
export async function putProfile(
  client: CubeClient,
  scope: Scope,
  user: object,
  { signal }: Pick<RequestOptions, 'signal'>,
): Promise<CubeUser> {
  if (scope.user === 'app') throw new CubeError('not-signed-in')
  noteProfileWrite(client)
  const updated = await client.request(
    { method: 'PUT', path: `/users/${scope.user}`, body: { user }, rights: 'user', parse: parseUser },
    { signal, scope },
  )
  noteProfileWrite(client)
  await client[internals].session.userRead(updated, scope.epoch)
  return updated
}
