'use client'

import { useId, useRef, useState, type ReactNode } from 'react'
import { useModal } from '../reauth-dialog/useModal.ts'
import { keptInside } from './keptInside.ts'
import { useUploadParts } from './UploadContext.ts'
import { Viewfinder } from './Viewfinder.tsx'

interface CameraDialogProps {
  readonly onTake: (photo: Blob) => void
  readonly onCancel: () => void
}

/** Shows what the camera sees, and takes a photo of it. Loaded on demand; the camera is on while it is open. */
export function CameraDialog({ onTake, onCancel }: CameraDialogProps): ReactNode {
  const { texts } = useUploadParts()
  const dialog = useRef<HTMLDialogElement>(null)
  const [tries, setTries] = useState(0)
  const id = useId()
  useModal(dialog, onCancel)
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      closedby="closerequest"
      aria-labelledby={id}
      {...keptInside}
      className="cube-dialog cube-crop"
      onKeyDown={(event) => {
        // It closes this dialog, and none of the host's around it.
        if (event.key === 'Escape') event.stopPropagation()
      }}
    >
      <h2 id={id} className="cube-title">
        {texts['avatar.take']}
      </h2>
      <Viewfinder
        key={tries}
        onTake={onTake}
        onCancel={onCancel}
        onRetry={() => {
          // The button goes.
          dialog.current?.focus()
          setTries(tries + 1)
        }}
      />
    </dialog>
  )
}
