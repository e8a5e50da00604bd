import { type CubeClient, internals } from '../client/CubeClient.ts'
import { writeCustomData } from '../client/customData.ts'
import { profileWrites } from '../client/profileWrites.ts'
import type { CustomDataInput } from '../client/register.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import type { Scope } from '../session/scope.ts'
import { abortable } from '../transport/abortable.ts'
import type { RequestOptions } from '../transport/request.ts'
import { checkLimits } from '../wire/checkLimits.ts'
import { takenFields } from '../wire/takenFields.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import { inUpdates, putProfile } from './profileUpdates.ts'

/** What a person changes of themselves. What is left out stays; `null` empties a field. */
export interface ProfileChanges {
  /** 3 to 70 characters. */
  readonly login?: string | null | undefined
  readonly email?: string | null | undefined
  readonly full_name?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly website?: string | null | undefined
  /** At most five. */
  readonly tag_list?: readonly string[] | null | undefined
  /** Uid of the avatar's file. */
  readonly avatar?: string | null | undefined
  readonly external_id?: string | null | undefined
  /** Of the type of your application, see `Register`; or a text of your own. */
  readonly custom_data?: CustomDataInput | string | null | undefined
}

const names = [
  'login',
  'email',
  'full_name',
  'phone',
  'website',
  'tag_list',
  'avatar',
  'external_id',
  'custom_data',
] as const satisfies readonly (keyof ProfileChanges)[]

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
  options: RequestOptions = {},
): Promise<CubeUser> {
  checkLimits(changes)
  const user = toSent(client, changes)
  await abortable(client.ready(), options.signal)
  const scope = options.scope ?? client.scope()
  const { epoch } = scope
  const { session } = client[internals]
  const takeBack = session.preview({ epoch, show: (shown) => preview(shown, user) })
  try {
    const sending = inUpdates(client, epoch, () => putProfile(client, scope, user, options))
    return await abortable(sending, options.signal)
  } catch (error) {
    // The server may have taken it after all: what it has now is what should show.
    if (isCubeError(error) && unclear.has(error.code) && scope.user !== 'app')
      void readBack(client, scope).catch(() => {})
    const taken = isCubeError(error, 'rejected') || isCubeError(error, 'validation') ? takenFields(error) : {}
    if (!isCubeError(error) || Object.keys(taken).length === 0) throw error
    throw new CubeError('validation', { status: error.status, fields: { ...error.fields, ...taken } })
  } finally {
    takeBack()
  }
}

const unclear: ReadonlySet<string> = new Set([
  'unreachable',
  'timeout',
  'aborted',
  'protocol',
  'server-error',
])

/** The mutation options of {@link updateUser}. */
export function updateUserMutation(client: CubeClient): CubeMutation<ProfileChanges, CubeUser> {
  return cubeMutation(client, 'updateUser', (changes: ProfileChanges) => updateUser(client, changes))
}

/** Has what the server knows of the user shown, unless that changes meanwhile. */
async function readBack(client: CubeClient, scope: Scope): Promise<void> {
  const written = profileWrites(client)
  const user = await client.request(
    { method: 'GET', path: `/users/${scope.user}`, rights: 'user', parse: parseUser },
    { scope },
  )
  if (profileWrites(client) === written) await client[internals].session.userRead(user, scope.epoch)
}

/** What is sent: nothing but fields of a profile, whatever else a form's values hold. */
function toSent(client: CubeClient, changes: ProfileChanges): Sent {
  const { custom_data } = changes
  const given = names.filter((name) => changes[name] !== undefined)
  const sent = Object.fromEntries(given.map((name) => [name, changes[name]]))
  return custom_data ? { ...sent, custom_data: writeCustomData(client, custom_data) } : sent
}

/** The user as it will be, as far as one can know. */
function preview(user: CubeUser, { tag_list, ...texts }: Sent): CubeUser {
  const shown = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text || null]))
  return { ...user, ...shown, ...(tag_list !== undefined && { user_tags: tag_list ?? [] }) }
}

type Sent = Omit<ProfileChanges, 'custom_data'> & { readonly custom_data?: unknown }
