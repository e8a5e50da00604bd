import { type CubeClient, internals } from '../client/CubeClient.ts'
import { localNow } from '../client/localNow.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { completeFile } from '../files/completeFile.ts'
import { type CreatedFile, createFile } from '../files/createFile.ts'
import { inTries } from '../files/inTries.ts'
import { sendAtOnce } from '../files/sendFile.ts'
import { isFormOver } from '../files/UploadForm.ts'
import type { Scope } from '../session/scope.ts'
import { avatarChanges, readAvatarFields, usedUids } from './avatarFields.ts'
import { namedAvatar } from './avatarUid.ts'
import { cleanUp } from './cleanUp.ts'
import { inTurn, type Turn } from './inTurn.ts'
import { type PreparedPicture, preparePicture } from './preparePicture.ts'
import { randomText } from '../files/randomText.ts'
import { readProfile } from './readProfile.ts'
import { type AvatarChanged, setAvatar } from './setAvatar.ts'
import { sweep } from './sweep.ts'
import type { AvatarUpload, AvatarUploadOptions, AvatarUploadState } from './uploadAvatar.ts'

/** Declaring a file complete does no harm, however often. */
const tries = 4

/** The whole way of a picture, from a file that somebody chose to the profile. */
export async function runUpload(
  client: CubeClient,
  scope: Scope,
  content: Blob,
  options: AvatarUploadOptions,
): Promise<AvatarUpload> {
  const { signal, keepOld = false } = options
  const tell = teller(options.onState)
  tell({ status: 'checking' })
  const { user: present } = client.getSession()
  // Refused before anything is made.
  if (present) avatarChanges(client, present, { avatar: null, inData: randomText() })
  const picture = await preparePicture(content, { ...options, onState: tell })

  return inTurn(client, scope, signal, async (turn) => {
    // Heard at once, even if what is under way has to come to its end first.
    const onCancel = (): void => tell({ status: 'rolling-back' })
    signal?.addEventListener('abort', onCancel)
    try {
      tell({ status: 'creating' })
      // What is left of earlier ones. If that fails, this one need not.
      await sweep(turn).catch(() => {})
      const sent = await send(turn, picture, { ...options, onState: tell })
      if (signal?.aborted && (await putBack(turn, sent))) throw new CubeError('aborted')
      signal?.removeEventListener('abort', onCancel)
      const { uid, user, before } = sent
      if (!keepOld) tell({ status: 'cleaning' })
      await cleanUp(turn, before, keepOld)
      tell({ status: 'done' })
      return { user, uid, previous: namedAvatar(client, before) }
    } catch (error) {
      tell({ status: 'rolling-back' })
      await sweep(turn).catch(() => {})
      const isKnown = turn.lost.size === 0
      throw signal?.aborted && isKnown ? new CubeError('aborted') : error
    } finally {
      signal?.removeEventListener('abort', onCancel)
    }
  })
}

/** Tells of each step; what it throws is the app's own affair. */
function teller(onState: AvatarUploadOptions['onState']): (state: AvatarUploadState) => void {
  let isRollingBack = false
  return (state) => {
    const isEnd = state.status === 'cleaning' || state.status === 'done'
    if (isRollingBack && !isEnd) return
    isRollingBack = state.status === 'rolling-back'
    try {
      onState?.(state)
    } catch (error) {
      // As if it had been thrown in an event handler.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

interface Sent extends AvatarChanged {
  readonly uid: string
}

/** Makes the file, and the profile point to it. */
async function send(
  turn: Turn,
  { blob, type }: PreparedPicture,
  { signal, onState, public: isPublic }: AvatarUploadOptions,
): Promise<Sent> {
  const { client, scope, by, journal, over, stop } = turn
  const check = (): void => {
    if (signal?.aborted) throw new CubeError('aborted')
  }

  const details = {
    content_type: type,
    public: isPublic ?? client[internals].options.avatars?.public,
  }
  const create = async (): Promise<CreatedFile> => {
    check()
    const name = `avatar-${randomText()}.${endings[type]}`
    await journal.change((entries) => [...entries, { name, by, at: localNow(client), state: 'open' }])
    try {
      // Not broken off: it might be made all the same, and nobody would know its id.
      const made = await createFile(client, { name, ...details }, { scope, signal: over })
      const { id, uid } = made.file
      turn.made.add(uid)
      await journal.change((entries) =>
        entries.map((entry) => (entry.name === name ? { ...entry, id, uid } : entry)),
      )
      return made
    } catch (error) {
      if (isRefusal(error)) await journal.change((entries) => entries.filter((entry) => entry.name !== name))
      throw error
    }
  }

  const first = await create()
  // The page may have slept meanwhile. A form that is over does not come back.
  const { file, form } = isFormOver(client, first.form) ? await create() : first
  const { id, uid } = file

  check()
  const onProgress = (sent: number, total: number): void => onState?.({ status: 'sending', sent, total })
  // It is small: it need not wait behind large files, while other tabs wait for this turn.
  await sendAtOnce(client, form, blob, { scope, signal: stop, onProgress })

  check()
  onState?.({ status: 'completing' })
  await inTries(() => completeFile(client, id, blob.size, { scope, signal: stop }), tries, stop)

  check()
  onState?.({ status: 'attaching' })
  return { uid, ...(await setAvatar(turn, { avatar: uid, inData: uid }, { signal: stop })) }
}

/** Whether the server has said no, so that nothing was made. Others on the way may say that it takes too long. */
function isRefusal(error: unknown): boolean {
  return isCubeError(error) && error.status !== null && refusals.has(error.status)
}

const refusals: ReadonlySet<number> = new Set([400, 401, 403, 404, 413, 422])

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' } as const

/** Makes a profile as it was before; `false` when that came too late, and the picture stays. */
async function putBack(turn: Turn, { before, uid }: Sent): Promise<boolean> {
  try {
    await setAvatar(turn, readAvatarFields(before), { insteadOf: uid })
    return true
  } catch (error) {
    if (usedUids(await readProfile(turn)).has(uid)) return false
    // Somebody else's picture is nobody's to take back.
    if (isCubeError(error, 'not-found')) return true
    throw error
  }
}
