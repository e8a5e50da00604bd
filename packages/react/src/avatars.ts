'use client'

import {
  avatarUid,
  cubeMutation,
  type CubeUser,
  getFileUrlQuery,
  isCubeError,
  isSameScope,
  publicAvatarUrl,
  removeAvatar,
  type Scope,
} from '@cubekit/core'
import { useCallback, useState } from 'react'
import { useCubeQueryClient } from './query/useCubeQueryClient.ts'
import { useFilesAfterwards } from './query/useFilesAfterwards.ts'
import { useScopedMutation } from './query/useScopedMutation.ts'
import type { ReadOptions } from './query/useScopedOptions.ts'
import { useScopedQuery } from './query/useScopedQuery.ts'
import type { WriteResult } from './query/WriteResult.ts'
import { type AvatarUndo, type AvatarUndoOptions, useAvatarUndo } from './useAvatarUndo.ts'
import { useCubeClient } from './useCubeClient.ts'
import { useOwnVersion } from './useOwnVersion.ts'
import { useScope } from './useScope.ts'

export { type AvatarChoice, type AvatarUploadResult, useAvatarUpload } from './useAvatarUpload.ts'
export type { AvatarUndo, AvatarUndoOptions } from './useAvatarUndo.ts'

/**
 * An address of a user's avatar, for the `src` of a picture; `null` without one, and as long as none is known. It holds
 * no token, all components share it, and it is renewed before it ends. Of the signed-in user, it is that of the newest
 * avatar.
 *
 * While the next avatar of the same user is asked for, it stays that of the one before. Public avatars
 * (`avatars.public` of the client) need no request.
 *
 * @example
 * const src = useAvatarUrl(user)
 * return src ? <img src={src} alt="" /> : <Initials user={user} />
 */
export function useAvatarUrl(
  user: CubeUser | null,
  { enabled = true }: Pick<ReadOptions, 'enabled'> = {},
): string | null {
  const client = useCubeClient()
  const scope = useScope()
  const ownVersion = useOwnVersion()
  const own = user && ownVersion(user)
  const uid = own && avatarUid(client, own)
  const publicUrl = own && publicAvatarUrl(client, own)
  const queryClient = useCubeQueryClient()
  const { data, isError } = useScopedQuery(
    (of) => {
      const query = getFileUrlQuery(of, uid ?? '')
      // What is not there is not asked for again by every component that shows it.
      const isGone = isCubeError(queryClient.getQueryState(query.queryKey)?.error, 'not-found')
      return { ...query, retryOnMount: !isGone }
    },
    { enabled: enabled && uid !== null && publicUrl === null },
  )
  const [last, setLast] = useState<Shown | null>(null)
  if (!user || uid === null || publicUrl !== null) return publicUrl

  const isOurs = last !== null && scope !== null && last.user === user.id && isSameScope(last.scope, scope)
  if (!data) return isOurs && !isError ? last.url : null
  if (scope && (!isOurs || last.url !== data.url)) setLast({ user: user.id, scope, url: data.url })
  return data.url
}

/** What was last shown, and of whom. */
interface Shown {
  readonly user: number
  readonly scope: Scope
  readonly url: string
}

/** A write that can be undone. */
export type AvatarRemovalResult = WriteResult<void, CubeUser> & AvatarUndo

/**
 * Takes the avatar off the profile of whoever is signed in. It can be undone for a while.
 *
 * @example
 * const removal = useAvatarRemoval()
 * return <button onClick={() => removal.mutate()}>Remove picture</button>
 */
export function useAvatarRemoval(options: AvatarUndoOptions = {}): AvatarRemovalResult {
  const { keepOld, begin, canUndo, holdUndo, undo: bringBack } = useAvatarUndo(options)
  const askAnew = useFilesAfterwards()
  const write = useScopedMutation<void, CubeUser>((client) =>
    cubeMutation(client, 'removeAvatar', async () => {
      const scope = client.scope()
      const { user, previous } = await removeAvatar(client, { keepOld }).finally(askAnew)
      if (keepOld && previous !== null) begin({ uid: null, previous, scope })
      return user
    }),
  )
  const { reset } = write
  const undo = useCallback(async () => {
    const restored = await bringBack()
    reset()
    return restored
  }, [bringBack, reset])
  return { ...write, canUndo, holdUndo, undo }
}
