'use client'

import { CubeError } from '@cubekit/core'
import { forwardRef, useRef, useState } from 'react'
import type { Part } from '../form/Part.ts'
import type { CameraDialog } from './CameraDialog.tsx'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { PhotoInput } from './PhotoInput.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Lets a person take a photo, in a dialog; where pages get no camera, it asks the device for one instead. */
export const CameraButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function CameraButton(props, ref) {
  const { texts, prepare, take, refuse } = useUploadParts()
  const input = useRef<HTMLInputElement>(null)
  // In an object, since React calls functions that are given to a setter.
  const [opened, setOpened] = useState<{ readonly Dialog: typeof CameraDialog } | null>(null)
  return (
    <>
      <PartButton
        aria-haspopup="dialog"
        {...props}
        ref={ref}
        look="cube-button cube-button-plain"
        waits
        words={texts['avatar.take']}
        act={() => {
          prepare()
          // Pages that did not come by https: have none.
          if (!('mediaDevices' in navigator)) return input.current?.click()
          import('./CameraDialog.tsx').then(
            ({ CameraDialog }) => setOpened({ Dialog: CameraDialog }),
            () => refuse(new CubeError('unreachable')),
          )
        }}
      />
      <PhotoInput ref={input} capture="user" />
      {opened && (
        <opened.Dialog
          onCancel={() => setOpened(null)}
          onTake={(photo) => {
            setOpened(null)
            take(photo)
          }}
        />
      )}
    </>
  )
})
