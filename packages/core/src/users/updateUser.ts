import { type CubeClient, internals } from '../client/CubeClient.ts'
import { writeCustomData } from '../client/customData.ts'
import type { CustomDataInput } from '../client/register.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import { checkLimits } from '../wire/checkLimits.ts'
import { takenFields } from '../wire/takenFields.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'

/** What a person changes of themselves. What is left out stays; `null` empties a field. */
export interface ProfileChanges {
  /** 3 to 70 characters. */
  readonly login?: string | null
  readonly email?: string | null
  readonly full_name?: string | null
  readonly phone?: string | null
  readonly website?: string | null
  /** At most five. */
  readonly tag_list?: readonly string[] | null
  /** Uid of the avatar's file. */
  readonly avatar?: string | null
  readonly external_id?: string | null
  /** Of the type of your application, see `Register`; or a text of your own. */
  readonly custom_data?: CustomDataInput | string | null
}

/** The last update of each client: one at a time, since a late answer would bring back what was before. */
const updates = new WeakMap<CubeClient, Promise<unknown>>()

/**
 * Changes the signed-in user's own profile. It shows in `session.user` at once, and is taken back if the server does
 * not accept it. Several updates are sent one after the other, and show together.
 *
 * @throws CubeError `validation` with the fields that were refused, also when a login or e-mail address is taken
 * ("must be unique"); `not-signed-in`, `session-expired`, and the codes of every request.
 * @example
 * const user = await updateUser(client, { full_name: 'Ada King', tag_list: ['math'] })
 *
 * Source: ConnectyCube server API, PUT /users/{id}.
 */
export async function updateUser(
  client: CubeClient,
  changes: ProfileChanges,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<CubeUser> {
  const { custom_data } = changes
  checkLimits(changes)
  const user = custom_data ? { ...changes, custom_data: writeCustomData(client, custom_data) } : changes
  await abortable(client.ready(), options.signal)
  const scope = client.scope()
  const { session } = client[internals]
  const takeBack = session.preview((shown) => (shown.id === scope.user ? preview(shown, user) : shown))
  try {
    const before = updates.get(client)
    const sending = (async () => {
      await before?.catch(() => {})
      if (scope.user === 'app') throw new CubeError('not-signed-in')
      const updated = await client.request(
        { method: 'PUT', path: `/users/${scope.user}`, body: { user }, rights: 'user', parse: parseUser },
        { ...options, scope },
      )
      await session.userRead(updated, scope.epoch)
      return updated
    })()
    updates.set(client, sending)
    return await abortable(sending, options.signal)
  } catch (error) {
    const taken = isCubeError(error, 'rejected') || isCubeError(error, 'validation') ? takenFields(error) : {}
    if (!isCubeError(error) || Object.keys(taken).length === 0) throw error
    throw new CubeError('validation', { status: error.status, fields: { ...error.fields, ...taken } })
  } finally {
    takeBack()
  }
}

/** The mutation options of {@link updateUser}. */
export function updateUserMutation(client: CubeClient): CubeMutation<ProfileChanges, CubeUser> {
  return cubeMutation(client, 'updateUser', (changes: ProfileChanges) => updateUser(client, changes))
}

/** The user as it will be, as far as one can know. Fields that are `undefined` are not sent, either. */
function preview(user: CubeUser, { tag_list, ...changes }: SentChanges): CubeUser {
  const changed = Object.entries(changes).filter(([, value]) => value !== undefined)
  const texts = Object.fromEntries(changed.map(([name, value]) => [name, value || null]))
  return { ...user, ...texts, ...(tag_list !== undefined && { user_tags: tag_list ?? [] }) }
}

type SentChanges = Omit<ProfileChanges, 'custom_data'> & { readonly custom_data?: unknown }
