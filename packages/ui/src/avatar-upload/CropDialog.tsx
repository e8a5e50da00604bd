'use client'

import {
  forwardRef,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { keptInside } from './keptInside.ts'
import { useModal } from '../reauth-dialog/useModal.ts'
import { areaOf, keepInside, keyStep, turnTo, wholeCrop, zoomTo, type Crop } from './cropping.ts'
import { CropControls } from './CropControls.tsx'
import { CropStage } from './CropStage.tsx'
import { useUploadParts } from './UploadContext.ts'
import { useLaterTexts } from './useLaterTexts.ts'
import { useLate } from '../user-list/useLate.ts'
import { usePreview } from './usePreview.ts'

/** Props of the dialog: those of its `<dialog>`, and the picture. */
export interface CropDialogProps extends Omit<ComponentPropsWithoutRef<'dialog'>, 'open' | 'children'> {
  readonly photo: Blob
}

/** What is drawn more quickly need not be told. */
const lateMs = 500

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const zooms: Readonly<Record<string, number>> = { '+': 1.1, '=': 1.1, '-': 1 / 1.1, _: 1 / 1.1 }

/** Asks which part of a picture to show, by pointer, fingers and keys. Loaded on demand. */
export const CropDialog: Part<CropDialogProps, HTMLDialogElement> = forwardRef<
  HTMLDialogElement,
  CropDialogProps
>(function CropDialog({ photo, className, onKeyDown, ...rest }, ref) {
  const { shape, locale, texts: early, use, leave, refuse } = useUploadParts()
  const texts = useLaterTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  const isUsed = useRef(false)
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialog.current)
  useModal(dialog, leave)
  useLayoutEffect(() => {
    // Where there is little room, the browser has gone down to the first button, at the end.
    if (dialog.current) dialog.current.scrollTop = 0
  }, [])
  const id = useId()
  const { preview, keepUrl } = usePreview(photo, refuse)
  const isSlow = useLate(!preview, lateMs)
  const [moved, setMoved] = useState(wholeCrop)
  const crop = preview ? keepInside(moved, preview) : moved
  const look = preview && { url: preview.url, size: preview, crop }

  /** Several may come before it is rendered again. */
  const change = (how: (crop: Crop) => Crop): void => {
    if (preview) setMoved((before) => how(keepInside(before, preview)))
  }

  const handleKeys = (event: KeyboardEvent<HTMLDialogElement>): void => {
    onKeyDown?.(event)
    // It closes this dialog, and none of the host's around it.
    if (event.key === 'Escape') event.stopPropagation()
    const { key, target } = event
    // In a form around all this, it would send that.
    if (key === 'Enter' && target instanceof HTMLInputElement) event.preventDefault()
    if (!preview || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const way = arrows[key]
    const factor = zooms[key]
    if (factor) change((crop) => zoomTo(crop, crop.zoom * factor))
    // The sliders have arrow keys of their own.
    else if (way && !(target instanceof HTMLInputElement))
      change((crop) => ({ ...crop, x: crop.x + way[0] * keyStep, y: crop.y + way[1] * keyStep }))
    else return
    event.preventDefault()
  }

  return (
    <dialog
      tabIndex={-1}
      closedby="closerequest"
      aria-labelledby={id}
      aria-busy={!preview}
      {...keptInside}
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
        onBroken={() => refuse('broken')}
      />
      <CropControls
        look={look}
        texts={texts}
        locale={locale}
        onZoom={(zoom) => change((crop) => zoomTo(crop, zoom))}
        onTurn={(rotation) => change((crop) => turnTo(crop, rotation))}
      />
      <span role="status" style={visuallyHidden}>
        {isSlow && early['avatar.preparing']}
      </span>
      <div className="cube-crop-buttons">
        <button type="button" className="cube-button cube-button-plain" onClick={leave}>
          {texts['avatar.cancel']}
        </button>
        <button
          type="button"
          className="cube-button"
          aria-disabled={!look || undefined}
          onClick={() => {
            if (!look || isUsed.current) return
            isUsed.current = true
            keepUrl()
            const area = areaOf(crop, preview, preview.scale)
            use({ content: photo, area, rotation: crop.rotation }, look)
            // A task of its own: keys and pointers have to wait for the end of each.
            setTimeout(leave)
          }}
        >
          {texts['avatar.use']}
        </button>
      </div>
    </dialog>
  )
})
