'use client'

import { avatarUid, type CubeUser } from '@cubekit/core'
import { useState } from 'react'
import { useFileUrl } from './files.ts'
import type { ReadOptions } from './query/useScopedOptions.ts'
import { useCubeClient } from './useCubeClient.ts'

/**
 * Where somebody's avatar is: an address without a token, for the `src` of an image. `null` while it is not known, for
 * people without one, and when their file is gone. It is renewed shortly before it ends. When the person has a new avatar,
 * the address of the one before stays until the next one is there.
 *
 * @param options.enabled `false` sends nothing, and gives what is known.
 * @example
 * const url = useAvatarUrl(user)
 * return url && <img src={url} alt="" />
 */
export function useAvatarUrl(
  user: CubeUser | null,
  { enabled = true }: Pick<ReadOptions, 'enabled'> = {},
): string | null {
  const client = useCubeClient()
  const uid = user && avatarUid(client, user)
  const { data, isPlaceholderData } = useFileUrl(uid, { enabled, keepPrevious: true })
  /** Whose address was found last. */
  const [owner, setOwner] = useState<number | null>(null)
  const isOwn =
    user !== null && uid !== null && data !== undefined && (!isPlaceholderData || owner === user.id)
  if (isOwn && owner !== user.id) setOwner(user.id)
  return isOwn ? data.url : null
}
