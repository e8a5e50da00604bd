'use client'

import type { CubeError } from '@cubekit/core'
import type { AvatarChoice } from '@cubekit/react'
import {
  forwardRef,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
} from 'react'
import { classNames } from '../form/classNames.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import type { AvatarMessages } from '../messages/english/avatar.ts'
import { useModal } from '../reauth-dialog/useModal.ts'
import type { Cropped } from './CroppedPicture.tsx'
import { areaOf, keepInside, turnTo, wholeCrop, zoomTo } from './cropping.ts'
import { CropControls } from './CropControls.tsx'
import { CropStage } from './CropStage.tsx'
import type { AvatarShape } from './UploadContext.ts'
import { usePreview } from './usePreview.ts'
import type { Refusal } from './useUpload.ts'

interface CropDialogProps extends Omit<ComponentPropsWithoutRef<'dialog'>, 'open' | 'children'> {
  readonly photo: Blob
  readonly shape: AvatarShape
  readonly texts: AvatarMessages
  readonly locale: string | undefined
  readonly onUse: (choice: AvatarChoice, look: Cropped) => void
  readonly onLeave: () => void
  readonly onRefuse: (reason: Refusal | CubeError) => void
}

/** In sides of the frame, per key. */
const keyStep = 0.04

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const zooms: Readonly<Record<string, number>> = { '+': 1.1, '=': 1.1, '-': 1 / 1.1, _: 1 / 1.1 }

/** Asks which part of a picture to show, by pointer, fingers and keys. Loaded on demand. */
export const CropDialog = forwardRef<HTMLDialogElement, CropDialogProps>(function CropDialog(
  { photo, shape, texts, locale, onUse, onLeave, onRefuse, className, onKeyDown, ...rest },
  ref,
) {
  const dialog = useRef<HTMLDialogElement>(null)
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialog.current)
  useModal(dialog, onLeave)
  const id = useId()
  const { preview, keepUrl } = usePreview(photo, onRefuse)
  const [moved, setMoved] = useState(wholeCrop)
  const crop = preview ? keepInside(moved, preview) : moved
  const look = preview && { url: preview.url, size: preview, crop }

  const handleKeys = (event: KeyboardEvent<HTMLDialogElement>): void => {
    onKeyDown?.(event)
    // It closes this dialog, and none of the host's around it.
    if (event.key === 'Escape') event.stopPropagation()
    const { key, target } = event
    if (!preview || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const way = arrows[key]
    const factor = zooms[key]
    if (factor) setMoved(zoomTo(crop, crop.zoom * factor))
    // The sliders have arrow keys of their own.
    else if (way && !(target instanceof HTMLInputElement))
      setMoved({ ...crop, x: crop.x + way[0] * keyStep, y: crop.y + way[1] * keyStep })
    else return
    event.preventDefault()
  }

  return (
    <dialog
      tabIndex={-1}
      closedby="closerequest"
      aria-labelledby={id}
      aria-busy={!preview}
      {...rest}
      ref={dialog}
      onKeyDown={handleKeys}
      className={classNames('cube-dialog cube-crop', className)}
    >
      <h2 id={id} className="cube-title">
        {texts['avatar.crop']}
      </h2>
      <CropStage
        preview={preview}
        shape={shape}
        crop={crop}
        label={texts['avatar.frame']}
        onCrop={setMoved}
        onBroken={() => onRefuse('broken')}
      />
      <CropControls
        look={look}
        texts={texts}
        locale={locale}
        onZoom={(zoom) => setMoved(zoomTo(crop, zoom))}
        onTurn={(rotation) => setMoved(turnTo(crop, rotation))}
      />
      <span role="status" style={visuallyHidden}>
        {!preview && texts['avatar.preparing']}
      </span>
      <div className="cube-crop-buttons">
        <button type="button" className="cube-button cube-button-plain" onClick={onLeave}>
          {texts['avatar.cancel']}
        </button>
        <button
          type="button"
          className="cube-button"
          aria-disabled={!look || undefined}
          onClick={() => {
            if (!look) return
            keepUrl()
            const area = areaOf(crop, preview, preview.scale)
            onUse({ content: photo, area, rotation: crop.rotation }, look)
          }}
        >
          {texts['avatar.use']}
        </button>
      </div>
    </dialog>
  )
})
