'use client'

import type { CubeUser } from '@cubekit/core'
import { useAvatarUrl } from '@cubekit/react'
import {
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { isImageUrl } from './isImageUrl.ts'
import { whenSeen } from './whenSeen.ts'

/** Whose picture. Another person needs another component: give it a key. */
export interface AvatarPictureProps {
  readonly user: CubeUser
  /** `undefined` asks for the person's own. */
  readonly src: string | null | undefined
}

/** A picture over somebody's initials: not before it is there. Until then the one before stays. */
export function AvatarPicture({ user, src }: AvatarPictureProps): ReactNode {
  const [own, setOwn] = useState<string | null | undefined>()
  const [shown, setShown] = useState<string | null>(null)
  const given = src === undefined ? own : src
  // Until it is known where the own one is, what was given before stays.
  const next = given === undefined ? shown : given !== null && isImageUrl(given) ? given : null
  if (next === null && shown !== null) setShown(null)
  const pictures = next === null ? [] : shown === null || shown === next ? [next] : [shown, next]
  return (
    <>
      {src === undefined && <OwnPicture user={user} setUrl={setOwn} />}
      {pictures.map((url) => (
        <img
          key={url}
          // From the cache it may be there before React listens.
          ref={(image) => {
            if (url === next && image?.complete && image.naturalWidth > 0) setShown(url)
          }}
          src={url}
          alt=""
          // The frame that shows it has it.
          decoding="sync"
          // Where people look at it is not the storage's business.
          referrerPolicy="no-referrer"
          hidden={url !== shown}
          onLoad={() => setShown(url)}
          onError={() => {
            if (!shown || shown === url || !isSameFile(shown, url)) setShown(null)
          }}
        />
      ))}
    </>
  )
}

interface OwnPictureProps {
  readonly user: CubeUser
  /** Told `null` when the address that was known is so no more. */
  readonly setUrl: Dispatch<SetStateAction<string | null | undefined>>
}

/** Finds out where somebody's own picture is, once they are in view. */
function OwnPicture({ user, setUrl }: OwnPictureProps): ReactNode {
  const [view, setView] = useState<'out' | 'in' | 'staying'>('out')
  const marker = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const avatar = marker.current?.parentElement
    return avatar ? whenSeen(avatar, (stays) => setView(stays ? 'staying' : 'in')) : undefined
  }, [])
  const known = useAvatarUrl(user, { enabled: view === 'staying' })
  const url = view === 'out' ? null : known
  // Before the next frame: what is gone is not shown once more.
  useLayoutEffect(() => setUrl((before) => url ?? (before && null)), [url, setUrl])
  return view === 'staying' ? null : <span ref={marker} hidden />
}

/** Whether two addresses differ in their signature alone. */
function isSameFile(a: string, b: string): boolean {
  return a.split('?')[0] === b.split('?')[0]
}
