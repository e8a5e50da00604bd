'use client'

import { forwardRef, useImperativeHandle, useRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { PhotoInput } from './PhotoInput.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Lets a person choose a file. Put it in in any case: it takes the focus from the buttons that go. */
export const ChooseButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function ChooseButton(props, ref) {
  const { id, home, texts, hasPhoto, phase, prepare } = useUploadParts()
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => home.current)
  return (
    <>
      <PartButton
        aria-describedby={phase === 'rest' ? `${id}hint` : undefined}
        {...props}
        ref={home}
        look="cube-button"
        waits
        words={texts[hasPhoto ? 'avatar.change' : 'avatar.upload']}
        act={() => {
          input.current?.click()
          // While the person looks for a file.
          prepare()
        }}
      />
      <PhotoInput ref={input} />
    </>
  )
})
