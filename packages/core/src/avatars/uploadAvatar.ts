import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import type { AvatarImageOptions } from '../images/encodeAvatar.ts'
import { onDemand } from '../images/onDemand.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { inScope } from '../users/inScope.ts'
import type { CubeUser } from '../wire/user.ts'

/**
 * How far an upload is.
 *
 * - `checking`: what kind of image it is, and whether it may be one.
 * - `encoding`: it is drawn anew, small and without what else the file held.
 * - `creating`, `sending`, `completing`: the file; `sent` and `total` are bytes.
 * - `attaching`: the profile.
 * - `cleaning`: the picture is there; the one before is deleted.
 * - `rolling-back`: something failed, or it was cancelled; what was made is deleted.
 */
export type AvatarUploadState =
  | {
      readonly status:
        | 'checking'
        | 'encoding'
        | 'creating'
        | 'completing'
        | 'attaching'
        | 'cleaning'
        | 'rolling-back'
        | 'done'
    }
  | { readonly status: 'sending'; readonly sent: number; readonly total: number }

/** What {@link uploadAvatar} accepts. */
export interface AvatarUploadOptions extends AvatarImageOptions {
  /** Cancels it. It rejects with `aborted` once the profile is as it was before. */
  readonly signal?: AbortSignal | undefined
  /** Told of each step. */
  readonly onState?: ((state: AvatarUploadState) => void) | undefined
  /** Whether everybody may see it; by default as the client's `avatars.public` says. */
  readonly public?: boolean | undefined
  /** Leaves the picture before, so that {@link restoreAvatar} can bring it back, until {@link sweepAvatars}. */
  readonly keepOld?: boolean | undefined
  /**
   * Draws the picture in place of Cubekit, where there is no canvas: a still JPEG, PNG, WebP or GIF of at most 10 MB and
   * 40 megapixels, upright and in sRGB. What it holds besides the picture, such as where the photo was taken or a colour
   * profile, is left out before it is sent. One that moves, or that would have to be turned, is refused
   * (`cannot-encode`).
   */
  readonly encode?: ((content: Blob, options: AvatarImageOptions) => Promise<Blob>) | undefined
}

/** What an upload came to. */
export interface AvatarUpload {
  /** The user, with the new avatar. */
  readonly user: CubeUser
  /** Of the new file. */
  readonly uid: string
  /** What the profile named before, for {@link restoreAvatar}. */
  readonly previous: string | null
}

/**
 * Makes a picture the avatar of the signed-in user: draws it anew, uploads it, makes the profile point to it, and
 * deletes the file to which it pointed before, if that is the user's own, whoever made it. All of it or nothing:
 * whatever fails, and whenever it is cancelled, the profile is as it was before, and what was made is deleted, now or
 * by the next {@link sweepAvatars} of this user on this device.
 *
 * Uploads of one user wait for each other, also in several tabs; the last one wins. When an answer is lost, the profile
 * is read to see what became of it.
 *
 * @param content A JPEG, PNG, WebP or GIF of at most 10 MB and 40 megapixels.
 * @throws CubeError `validation`, with why in `fields.image` (see {@link imageRefusal}) or `fields.custom_data`;
 * `not-signed-in`, `session-expired`, `session-changed` when the user changes meanwhile; `aborted`; `rejected` when the
 * storage refuses it; `unreachable`, also when nobody knows whether the profile has it, and, with `fields.module`, when
 * the code did not load; and the codes of every request.
 * @example
 * const { user, previous } = await uploadAvatar(client, file, {
 *   onState: (state) => show(state.status),
 *   signal: abort.signal,
 * })
 *
 * Source: ConnectyCube server API, "Storage" and PUT /users/{id}; documentation, "User avatar".
 */
export function uploadAvatar(
  client: CubeClient,
  content: Blob,
  options: AvatarUploadOptions = {},
): Promise<AvatarUpload> {
  return inScope(client, { signal: options.signal }, async (scope) => {
    if (scope.user === 'app') throw new CubeError('not-signed-in')
    const { runUpload } = await onDemand(() => import('./saga.ts'))
    return runUpload(client, scope, content, options)
  })
}

/** What {@link uploadAvatarMutation} is called with. */
export interface AvatarUploadVariables extends AvatarUploadOptions {
  readonly content: Blob
}

/** The mutation options of {@link uploadAvatar}. */
export function uploadAvatarMutation(client: CubeClient): CubeMutation<AvatarUploadVariables, AvatarUpload> {
  return cubeMutation(client, 'uploadAvatar', ({ content, ...options }: AvatarUploadVariables) =>
    uploadAvatar(client, content, options),
  )
}
