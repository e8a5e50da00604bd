'use client'

import { forwardRef } from 'react'
import { Description, type DescriptionProps } from '../form/Description.tsx'
import type { Part } from '../form/Part.ts'
import { usePhone } from './PhoneContext.ts'

/** The sentence under the title; once a code was sent, it tells where to, and the code's input is described by it. */
export const PhoneDescription: Part<Omit<DescriptionProps, 'id'>, HTMLParagraphElement> = forwardRef<
  HTMLParagraphElement,
  Omit<DescriptionProps, 'id'>
>(function PhoneDescription(props, ref) {
  const { descriptionId } = usePhone()
  return <Description {...props} ref={ref} id={descriptionId} />
})
