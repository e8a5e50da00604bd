'use client'

import type { LogoutResult } from '@cubekit/core'
import { useCurrentUser } from '@cubekit/react'
import { forwardRef, useContext } from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { withName } from '../form/withName.tsx'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { deletionEnglish } from '../messages/english/deletion.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useDeletion } from './DeletionContext.ts'
import { isSameWord } from './isSameWord.ts'

/** Props of `AccountDeletionParts.Form`: those of its `<form>`, and what happens afterwards. */
export type DeletionFormProps = FormRootProps<LogoutResult>

/**
 * The `<form>` that deletes the account: put the other parts into it. Nothing is sent unless the word was typed.
 *
 * @example
 * <AccountDeletionParts.Form>
 *   <AccountDeletionParts.ConfirmationField />
 *   <AccountDeletionParts.ErrorMessage />
 *   <AccountDeletionParts.SubmitButton />
 *   <AccountDeletionParts.CancelButton />
 * </AccountDeletionParts.Form>
 */
export const DeletionForm: Part<DeletionFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  DeletionFormProps
>(function DeletionForm({ onSuccess, messages: overrides, ...rest }, ref) {
  const { deletion, word, messages: own } = useDeletion()
  const messages = useMessages(deletionEnglish, { ...own, ...overrides })
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const user = useCurrentUser()
  const mismatch = messages['deletion.confirm'].replace('{word}', () => word)
  const failed = messages['deletion.failed']
  return (
    <Form
      {...rest}
      ref={ref}
      messages={{ ...own, ...overrides }}
      words={{
        title: messages['deletion.question'],
        description: withName(
          messages['deletion.consequence'],
          user?.full_name ?? identifierOf(user) ?? user?.id,
        ),
        submit: messages['deletion.title'],
        pending: messages['deletion.pending'],
        errors: { rejected: failed, forbidden: failed, validation: failed },
      }}
      inputs={[
        {
          name: 'confirmation',
          problems: { missing: mismatch, mismatch },
          check: (typed) => (isSameWord(typed, word, locale) ? null : 'mismatch'),
        },
      ]}
      submit={async () => {
        const result = await deletion.mutateAsync()
        return () => onSuccess?.(result)
      }}
    />
  )
})
