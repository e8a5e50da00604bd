'use client'

import { CubeError } from '@cubekit/core'
import { forwardRef, useRef, useState } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import type { CameraDialog } from './CameraDialog.tsx'
import type { UploadButtonProps } from './ChooseButton.tsx'
import { PhotoInput } from './PhotoInput.tsx'
import { useUploadParts } from './UploadContext.ts'
import { loadCropDialog } from './useUpload.ts'

/** Lets a person take a photo, in a dialog; where pages get no camera, it asks the device for one instead. */
export const CameraButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function CameraButton({ className, children, onClick, ...rest }, ref) {
  const { texts, isOff, isBusy, take, refuse } = useUploadParts()
  const input = useRef<HTMLInputElement>(null)
  // In an object, since React calls functions that are given to a setter.
  const [opened, setOpened] = useState<{ readonly Dialog: typeof CameraDialog } | null>(null)
  const open = (): void => {
    // Pages that do not come by https: have none.
    if (!('mediaDevices' in navigator)) return input.current?.click()
    void loadCropDialog().catch(() => {})
    import('./CameraDialog.tsx').then(
      ({ CameraDialog }) => setOpened({ Dialog: CameraDialog }),
      () => refuse(new CubeError('unreachable')),
    )
  }
  return (
    <>
      <button
        {...rest}
        ref={ref}
        type="button"
        disabled={isOff}
        aria-disabled={isBusy || undefined}
        aria-haspopup="dialog"
        className={classNames('cube-button cube-button-plain', className)}
        onClick={(event) => {
          onClick?.(event)
          if (!event.defaultPrevented && !isBusy) open()
        }}
      >
        {children ?? texts['avatar.take']}
      </button>
      <PhotoInput ref={input} capture="user" />
      {opened && (
        <opened.Dialog
          texts={texts}
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
