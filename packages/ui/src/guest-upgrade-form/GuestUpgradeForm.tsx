'use client'

import { forwardRef, useId } from 'react'
import { AccountFields } from '../account-fields/AccountFields.tsx'
import { Description } from '../form/Description.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { Title } from '../form/Title.tsx'
import { NewPasswordField } from '../new-password/NewPasswordField.tsx'
import { GuestUpgradeRoot, type GuestUpgradeRootProps } from './GuestUpgradeRoot.tsx'

/** Props of {@link GuestUpgradeForm}: those of its `<form>`, what it asks for, what happens, and its places. */
export interface GuestUpgradeFormProps extends Omit<GuestUpgradeRootProps, 'children'>, FormSlots {}

/**
 * Makes a user of the guest who is here, before the server deletes the guest. Shows for guests only.
 *
 * The guest stays one until the new user is signed in, whatever fails. Whoever has an account already may sign in to
 * it instead. To arrange it differently, compose it from `GuestUpgradeFormParts`.
 *
 * @example
 * import { GuestUpgradeForm } from '@cubekit/ui/guest-upgrade-form'
 * import '@cubekit/ui/styles.css'
 *
 * <GuestUpgradeForm onUpgrade={({ guest, user }) => drafts.move(guest.id, user.id)} />
 */
export const GuestUpgradeForm: Part<GuestUpgradeFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  GuestUpgradeFormProps
>(function GuestUpgradeForm({ title, description, footer, ...rest }, ref) {
  const titleId = useId()
  return (
    <GuestUpgradeRoot aria-labelledby={title === null ? undefined : titleId} {...rest} ref={ref}>
      {title !== null && <Title id={titleId}>{title}</Title>}
      {description !== null && <Description>{description}</Description>}
      <AccountFields />
      <NewPasswordField />
      <ErrorMessage />
      <SubmitButton />
      {footer && <Footer>{footer}</Footer>}
    </GuestUpgradeRoot>
  )
})
