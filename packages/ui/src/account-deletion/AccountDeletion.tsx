'use client'

import { forwardRef, useId } from 'react'
import { Description } from '../form/Description.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import type { Part } from '../form/Part.ts'
import { Title } from '../form/Title.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import { deletionEnglish } from '../messages/english/deletion.ts'
import { useMessages } from '../messages/useMessages.ts'
import { CancelButton } from './CancelButton.tsx'
import { ConfirmationField } from './ConfirmationField.tsx'
import { DeleteButton } from './DeleteButton.tsx'
import { DeletionDialog } from './DeletionDialog.tsx'
import { DeletionForm, type DeletionFormProps } from './DeletionForm.tsx'
import { DeletionRoot, type DeletionRootProps } from './DeletionRoot.tsx'
import { OpenButton } from './OpenButton.tsx'

/** Props of {@link AccountDeletion}: those of its `<section>`, what happens afterwards, and its places. */
export interface AccountDeletionProps
  extends
    Omit<DeletionRootProps, 'children' | 'onError' | 'title'>,
    Pick<DeletionFormProps, 'onSuccess' | 'onError'>,
    Pick<FormSlots, 'title' | 'description'> {}

/**
 * Lets the person who is signed in delete their account, after they have typed a word to confirm it. Afterwards the
 * session is over, with `endReason: 'account-deleted'`; when it fails, the account is kept and the person told.
 *
 * Shows nothing while nobody is signed in. To arrange it differently, compose it from `AccountDeletionParts`.
 *
 * @example
 * import { AccountDeletion } from '@cubekit/ui/account-deletion'
 * import '@cubekit/ui/styles.css'
 *
 * <AccountDeletion confirmBy="login" onSuccess={() => navigate('/goodbye')} />
 */
export const AccountDeletion: Part<AccountDeletionProps, HTMLElement> = forwardRef<
  HTMLElement,
  AccountDeletionProps
>(function AccountDeletion({ title, description, onSuccess, onError, ...rest }, ref) {
  const messages = useMessages(deletionEnglish, rest.messages)
  const id = useId()
  return (
    <DeletionRoot aria-labelledby={title === null ? undefined : id} {...rest} ref={ref}>
      {title !== null && (
        <h2 id={id} className="cube-title">
          {title ?? messages['deletion.title']}
        </h2>
      )}
      {description !== null && (
        <p className="cube-description">{description ?? messages['deletion.description']}</p>
      )}
      <OpenButton />
      <DeletionDialog aria-labelledby={`${id}title`} aria-describedby={`${id}description`}>
        <DeletionForm onSuccess={onSuccess} onError={onError}>
          <Title id={`${id}title`} />
          <Description id={`${id}description`} />
          <ConfirmationField />
          <ErrorMessage />
          <DeleteButton />
          <CancelButton />
        </DeletionForm>
      </DeletionDialog>
    </DeletionRoot>
  )
})
