'use client'

import { forwardRef, useId } from 'react'
import { Description } from '../form/Description.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { Title } from '../form/Title.tsx'
import { GuestRoot, type GuestRootProps } from './GuestRoot.tsx'
import { NameField } from './NameField.tsx'

/** Props of {@link GuestForm}: those of its `<form>`, what happens afterwards, and its places. */
export interface GuestFormProps extends Omit<GuestRootProps, 'children'>, FormSlots {}

/**
 * Signs a person in as a guest, with a full name alone. The server deletes a guest after a day.
 *
 * What was typed stays on every error. To arrange it differently, compose it from `GuestFormParts`.
 *
 * @example
 * import { GuestForm } from '@cubekit/ui/guest-form'
 * import '@cubekit/ui/styles.css'
 *
 * <GuestForm onSuccess={() => navigate('/lobby')} footer={<a href="/sign-in">Sign in instead</a>} />
 */
export const GuestForm: Part<GuestFormProps, HTMLFormElement> = forwardRef<HTMLFormElement, GuestFormProps>(
  function GuestForm({ title, description, footer, ...rest }, ref) {
    const titleId = useId()
    return (
      <GuestRoot aria-labelledby={title === null ? undefined : titleId} {...rest} ref={ref}>
        {title !== null && <Title id={titleId}>{title}</Title>}
        {description !== null && <Description>{description}</Description>}
        <NameField />
        <ErrorMessage />
        <SubmitButton />
        {footer && <Footer>{footer}</Footer>}
      </GuestRoot>
    )
  },
)
