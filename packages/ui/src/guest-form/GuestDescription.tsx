'use client'

import { forwardRef } from 'react'
import { Description, type DescriptionProps } from '../form/Description.tsx'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'

/** A sentence under the title. Children replace our words. */
export const GuestDescription: Part<DescriptionProps, HTMLParagraphElement> = forwardRef<
  HTMLParagraphElement,
  DescriptionProps
>(function GuestDescription({ children, ...rest }, ref) {
  const { messages } = useForm()
  return (
    <Description {...rest} ref={ref}>
      {children ?? messages['guest.description']}
    </Description>
  )
})
