'use client'

import type { ReactNode } from 'react'
import { sideOf, type Crop, type PictureSize } from './cropping.ts'

/** A picture, and which part of it to show. */
export interface Cropped {
  readonly url: string
  readonly size: PictureSize
  readonly crop: Crop
}

/** A part of a picture, as large as the box that it is in, which has to be square and a containing block. */
export function CroppedPicture({ url, size, crop }: Cropped): ReactNode {
  const side = sideOf(crop, size)
  return (
    <img
      src={url}
      alt=""
      draggable={false}
      style={{
        position: 'absolute',
        left: `${50 + crop.x * 100}%`,
        top: `${50 + crop.y * 100}%`,
        width: `${(size.width / side) * 100}%`,
        height: `${(size.height / side) * 100}%`,
        maxWidth: 'none',
        transform: `translate(-50%, -50%) rotate(${crop.rotation}deg)`,
      }}
    />
  )
}
