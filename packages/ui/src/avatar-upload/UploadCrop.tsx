'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import type { Part } from '../form/Part.ts'
import { useUploadParts } from './UploadContext.ts'

/** Props of the crop dialog: those of its `<dialog>`. */
export type UploadCropProps = Omit<ComponentPropsWithoutRef<'dialog'>, 'open' | 'children'>

/** The dialog in which a person says which part of the picture to show: loaded on demand, there while it is open. */
export const UploadCrop: Part<UploadCropProps, HTMLDialogElement> = forwardRef<
  HTMLDialogElement,
  UploadCropProps
>(function UploadCrop(props, ref) {
  const { later, choice } = useUploadParts()
  return later && choice?.name === 'cropping' ? (
    <later.CropDialog {...props} key={choice.id} ref={ref} photo={choice.photo} />
  ) : null
})
