'use client'

import { forwardRef, useRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { PhotoInput } from './PhotoInput.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Lets a person take a photo, in a dialog; where pages get no camera, it asks the device for one instead. */
export const CameraButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function CameraButton(props, ref) {
  const { texts, choice, openCamera, take, leave } = useUploadParts()
  const input = useRef<HTMLInputElement>(null)
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
          // Pages that did not come by https: have none.
          if ('mediaDevices' in navigator) openCamera()
          else input.current?.click()
        }}
      />
      <PhotoInput ref={input} capture="user" />
      {choice?.name === 'camera' && <choice.Dialog onCancel={leave} onTake={take} />}
    </>
  )
})
