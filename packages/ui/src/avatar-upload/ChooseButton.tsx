'use client'

import { forwardRef, useImperativeHandle, useRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { PhotoInput } from './PhotoInput.tsx'
import { useUploadParts } from './UploadContext.ts'
import { loadCropDialog } from './useUpload.ts'

/** Props of the buttons that are always there: those of their `<button>`. Children replace our words. */
export type UploadButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'disabled'>

/** Lets a person choose a file. Put it in in any case: it takes the focus from the buttons that go. */
export const ChooseButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function ChooseButton({ className, children, onClick, ...rest }, ref) {
  const { id, home, texts, isOff, isBusy, hasPhoto, phase } = useUploadParts()
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => home.current)
  return (
    <>
      <button
        aria-describedby={phase === 'rest' ? `${id}hint` : undefined}
        {...rest}
        ref={home}
        type="button"
        disabled={isOff}
        aria-disabled={isBusy || undefined}
        className={classNames('cube-button', className)}
        onClick={(event) => {
          onClick?.(event)
          if (event.defaultPrevented || isBusy) return
          input.current?.click()
          // While the person looks for a file.
          void loadCropDialog().catch(() => {})
        }}
      >
        {children ?? texts[hasPhoto ? 'avatar.change' : 'avatar.upload']}
      </button>
      <PhotoInput ref={input} />
    </>
  )
})
