'use client'

import { forwardRef } from 'react'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { Title, type TitleProps } from '../form/Title.tsx'
import { useReauthUser } from './useReauthUser.ts'

/** The heading of the login form; welcomes back who only has to enter the password again. */
export const LoginTitle: Part<TitleProps, HTMLHeadingElement> = forwardRef<HTMLHeadingElement, TitleProps>(
  function LoginTitle({ children, ...rest }, ref) {
    const { messages } = useForm()
    const again = useReauthUser() && messages['login.titleAgain']
    return (
      <Title {...rest} ref={ref}>
        {children ?? again}
      </Title>
    )
  },
)
