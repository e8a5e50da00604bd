'use client'

import { useCurrentUser } from '@cubekit/react'
import { forwardRef, useId, type ReactNode } from 'react'
import { Description } from '../form/Description.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { Title } from '../form/Title.tsx'
import { IdentifierField } from '../login-form/IdentifierField.tsx'
import { PasswordField } from '../login-form/PasswordField.tsx'
import { ReauthForm, type ReauthFormProps } from './ReauthForm.tsx'
import { ReauthRoot, type ReauthRootProps } from './ReauthRoot.tsx'

/** Props of {@link ReauthDialog}: those of its `<dialog>`, what happens afterwards, and its places. */
export interface ReauthDialogProps
  extends
    Omit<ReauthRootProps, 'children' | 'onError' | 'title'>,
    Pick<ReauthFormProps, 'onSuccess' | 'onError' | 'messages'>,
    FormSlots {
  /** Your link to reset a password, beside the password's label. It leaves the page: open it in a new tab. */
  readonly forgotPassword?: ReactNode
  /**
   * What somebody without login and email signs in with again, such as the button of an identity provider.
   * Without it, they are offered to log out.
   */
  readonly withoutPassword?: ReactNode
}

/**
 * Asks a person whose session has lapsed for the password, over the page, and keeps the page as it is: what was
 * typed stays, and the focus comes back. Shows nothing otherwise. Put it once beside your gates, outside of
 * anything that your own dialogs hide.
 *
 * @example
 * import { ReauthDialog } from '@cubekit/ui/reauth-dialog'
 * import '@cubekit/ui/styles.css'
 *
 * <CubeProvider client={client}>
 *   <SignedOut><LoginForm /></SignedOut>
 *   <SignedIn><App /></SignedIn>
 *   <ReauthDialog />
 * </CubeProvider>
 */
export const ReauthDialog: Part<ReauthDialogProps, HTMLDialogElement> = forwardRef<
  HTMLDialogElement,
  ReauthDialogProps
>(function ReauthDialog(
  { title, description, footer, forgotPassword, withoutPassword, onSuccess, onError, messages, ...rest },
  ref,
) {
  const id = useId()
  const hasPassword = identifierOf(useCurrentUser()) !== null
  return (
    <ReauthRoot
      aria-labelledby={title === null ? undefined : `${id}title`}
      aria-describedby={description === null ? undefined : `${id}description`}
      {...rest}
      ref={ref}
    >
      <ReauthForm onSuccess={onSuccess} onError={onError} messages={messages}>
        {title !== null && <Title id={`${id}title`}>{title}</Title>}
        {description !== null && <Description id={`${id}description`}>{description}</Description>}
        {hasPassword && (
          <>
            <IdentifierField />
            <PasswordField aside={forgotPassword} />
            <ErrorMessage />
          </>
        )}
        {!hasPassword && withoutPassword ? withoutPassword : <SubmitButton />}
        {footer && <Footer>{footer}</Footer>}
      </ReauthForm>
    </ReauthRoot>
  )
})
