'use client'

import { CubeError, type ImagePreview, isCubeError, previewImage } from '@cubekit/core'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** A small picture of a photo, and the address it can be shown by. */
export interface ShownPreview extends ImagePreview {
  readonly url: string
}

interface Preview {
  readonly preview: ShownPreview | null
  /** Whoever calls it revokes the address; else it is revoked with the component. */
  readonly keepUrl: () => void
}

/** Makes a small picture of a photo, to move it without a hitch. */
export function usePreview(photo: Blob, onRefuse: (reason: CubeError) => void): Preview {
  const [preview, setPreview] = useState<ShownPreview | null>(null)
  const isKept = useRef(false)
  const latest = useRef(onRefuse)
  useLayoutEffect(() => {
    latest.current = onRefuse
  })
  useEffect(() => {
    const leaving = new AbortController()
    let url = ''
    previewImage(photo, { signal: leaving.signal }).then(
      (made) => {
        if (leaving.signal.aborted) return
        url = URL.createObjectURL(made.blob)
        setPreview({ ...made, url })
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return
        latest.current(isCubeError(error) ? error : new CubeError('rejected'))
      },
    )
    return () => {
      leaving.abort()
      if (url && !isKept.current) URL.revokeObjectURL(url)
    }
  }, [photo])
  const keepUrl = useCallback(() => {
    isKept.current = true
  }, [])
  return { preview, keepUrl }
}
