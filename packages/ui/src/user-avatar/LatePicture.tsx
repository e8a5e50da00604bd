'use client'

import { useSyncExternalStore, type ReactNode } from 'react'
import type { AvatarPicture, AvatarPictureProps } from './AvatarPicture.tsx'

let Picture: typeof AvatarPicture | null = null

/** A picture whose code comes with the first of them: where people have initials alone, it is never loaded. */
export function LatePicture(props: AvatarPictureProps): ReactNode {
  const isThere = useSyncExternalStore(load, () => Picture, nothing)
  return isThere && Picture && <Picture {...props} />
}

function load(onLoad: () => void): () => void {
  if (!Picture) {
    import('./AvatarPicture.tsx').then(
      (module) => {
        Picture = module.AvatarPicture
        onLoad()
      },
      // Initials will do.
      nothing,
    )
  }
  return nothing
}

function nothing(): null {
  return null
}
