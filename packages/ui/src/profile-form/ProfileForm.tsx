'use client'

import { forwardRef, useId, type ReactNode } from 'react'
import { Description } from '../form/Description.tsx'
import { DoneMessage } from '../form/DoneMessage.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { Title } from '../form/Title.tsx'
import { ProfileFields } from './ProfileFields.tsx'
import { ProfileRoot, type ProfileRootProps } from './ProfileRoot.tsx'

/** Props of {@link ProfileForm}: those of its `<form>`, what happens afterwards, and its places. */
export interface ProfileFormProps extends ProfileRootProps, FormSlots {
  /** Stands above the fields: the picture of the person, and the way to change it, as `<AvatarUpload />`. */
  readonly avatar?: ReactNode
  /** Fields of your own, below ours: `ProfileFormParts.Field` with names of your own. */
  readonly children?: ReactNode
}

/**
 * Lets the person who is signed in change their profile: only what they have changed is sent, everybody sees it at
 * once, and when the server refuses it, it is as it was, with what was typed still in the form.
 *
 * Shows nothing while nobody is signed in. To arrange it differently, compose it from `ProfileFormParts`.
 *
 * @example
 * import { AvatarUpload } from '@cubekit/ui/avatar-upload'
 * import { ProfileForm, ProfileFormParts } from '@cubekit/ui/profile-form'
 * import '@cubekit/ui/styles.css'
 *
 * <ProfileForm avatar={<AvatarUpload />} fields={['full_name', 'email', 'phone']}>
 *   <ProfileFormParts.Field name="city" label="City" />
 * </ProfileForm>
 */
export const ProfileForm: Part<ProfileFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  ProfileFormProps
>(function ProfileForm({ title, description, avatar, footer, children, ...rest }, ref) {
  const titleId = useId()
  return (
    <ProfileRoot aria-labelledby={title === null ? undefined : titleId} {...rest} ref={ref}>
      {title !== null && <Title id={titleId}>{title}</Title>}
      {description !== null && <Description>{description}</Description>}
      {avatar}
      <ProfileFields />
      {children}
      <ErrorMessage />
      <DoneMessage />
      <SubmitButton />
      {footer && <Footer>{footer}</Footer>}
    </ProfileRoot>
  )
})
