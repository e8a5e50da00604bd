'use client'

import { forwardRef } from 'react'
import { Description, type DescriptionProps } from '../form/Description.tsx'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { useReauthUser } from './useReauthUser.ts'

/** A sentence under the title: yours, or why the password is asked for again, or none. */
export const LoginDescription: Part<DescriptionProps, HTMLParagraphElement> = forwardRef<
  HTMLParagraphElement,
  DescriptionProps
>(function LoginDescription({ children, ...rest }, ref) {
  const { messages } = useForm()
  const again = useReauthUser() && messages['login.descriptionAgain']
  const words = children ?? again
  return words ? (
    <Description {...rest} ref={ref}>
      {words}
    </Description>
  ) : null
})
