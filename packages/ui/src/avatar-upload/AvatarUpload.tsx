'use client'

import { forwardRef, type ReactNode } from 'react'
import type { Part } from '../form/Part.ts'
import { CameraButton } from './CameraButton.tsx'
import { ChooseButton } from './ChooseButton.tsx'
import { DropArea } from './DropArea.tsx'
import { RemoveButton } from './RemoveButton.tsx'
import { useUploadParts } from './UploadContext.ts'
import { UploadCrop } from './UploadCrop.tsx'
import { UploadHint } from './UploadHint.tsx'
import { UploadPicture } from './UploadPicture.tsx'
import { UploadRoot, type UploadRootProps } from './UploadRoot.tsx'
import { UploadStatus } from './UploadStatus.tsx'

/** Props of {@link AvatarUpload}: those of its `<div>`, and what becomes of a picture. */
export type AvatarUploadProps = Omit<UploadRootProps, 'children'>

/**
 * The photo of who is signed in, and everything to change it: a file is chosen, dropped, pasted or taken with the camera,
 * cropped and turned in a dialog, and sent, small, upright and without what a camera notes in it. Sending can be
 * cancelled, tried again and undone; when anything fails, the photo is as it was. Shows nothing while nobody is signed in.
 *
 * To arrange it differently, compose it from `AvatarUploadParts`.
 *
 * @example
 * import { AvatarUpload } from '@cubekit/ui/avatar-upload'
 * import '@cubekit/ui/styles.css'
 *
 * <AvatarUpload onChange={(user) => track('avatar', user.avatar)} />
 */
export const AvatarUpload: Part<AvatarUploadProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  AvatarUploadProps
>(function AvatarUpload(props, ref) {
  return (
    <UploadRoot {...props} ref={ref}>
      <UploadPicture />
      <div className="cube-upload-body">
        <div className="cube-upload-buttons">
          <ChooseButton />
          <CameraButton />
          <RemoveButton />
        </div>
        <div className="cube-upload-note">
          <UploadHint />
          <UploadStatus />
          <Note />
        </div>
      </div>
      <DropArea />
      <UploadCrop />
    </UploadRoot>
  )
})

/** What stands beside the status once something was done. */
function Note(): ReactNode {
  const { later, problem, texts } = useUploadParts()
  if (later) return <later.LaterNote />
  return problem === 'stuck' && <span role="alert">{texts['avatar.stuck']}</span>
}
