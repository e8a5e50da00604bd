'use client'

import type { CubeUser } from '@cubekit/core'
import { useCurrentUser, usePasswordChange } from '@cubekit/react'
import { forwardRef } from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { passwordChangeEnglish } from '../messages/english/passwordChange.ts'
import { useMessages } from '../messages/useMessages.ts'
import { PasswordLimits, type PasswordLength } from '../new-password/PasswordLimits.ts'
import { useNewPassword } from '../new-password/useNewPassword.ts'

/** Props of `PasswordChangeFormParts.Root`: those of its `<form>`, and what happens afterwards. */
export interface PasswordChangeRootProps extends FormRootProps {
  /** How long a password may be, in characters. Default: 6 to 40. The server has the last word. */
  readonly passwordLength?: PasswordLength | undefined
}

/**
 * The `<form>` that changes the password of the signed-in user: put the other parts of `PasswordChangeFormParts` into
 * it. A hidden input tells password managers whose password it is. Shows nothing while nobody is signed in, and starts
 * anew when somebody else is.
 *
 * `data-status` is `idle`, `pending`, `error` or `success`. An `onSubmit` that calls `event.preventDefault()` keeps
 * the password as it is.
 *
 * @example
 * <PasswordChangeFormParts.Root>
 *   <PasswordChangeFormParts.OldPasswordField />
 *   <PasswordChangeFormParts.NewPasswordField />
 *   <PasswordChangeFormParts.ErrorMessage />
 *   <PasswordChangeFormParts.DoneMessage />
 *   <PasswordChangeFormParts.SubmitButton />
 * </PasswordChangeFormParts.Root>
 */
export const PasswordChangeRoot: Part<PasswordChangeRootProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  PasswordChangeRootProps
>(function PasswordChangeRoot(props, ref) {
  const user = useCurrentUser()
  // What one person has typed is not for the next.
  return user && <FormOf key={user.id} {...props} ref={ref} user={user} />
})

interface FormOfProps extends PasswordChangeRootProps {
  readonly user: CubeUser
}

const FormOf = forwardRef<HTMLFormElement, FormOfProps>(function FormOf(
  { user, onSuccess, passwordLength, children, ...rest },
  ref,
) {
  const { mutateAsync } = usePasswordChange()
  const messages = useMessages(passwordChangeEnglish, rest.messages)
  const password = useNewPassword(rest.messages, passwordLength)
  return (
    <PasswordLimits.Provider value={password.length}>
      <Form
        {...rest}
        ref={ref}
        words={{
          title: messages['passwordChange.title'],
          submit: messages['passwordChange.submit'],
          pending: messages['passwordChange.pending'],
          done: messages['passwordChange.done'],
        }}
        inputs={[
          {
            name: 'old_password',
            isSecret: true,
            problems: {
              missing: messages['field.oldPasswordMissing'],
              wrong: messages['field.oldPasswordWrong'],
            },
            refused: () => 'wrong',
          },
          password.input,
        ]}
        submit={async (valueOf) => {
          const changed = await mutateAsync({
            old_password: valueOf('old_password'),
            password: valueOf('password'),
          })
          return () => onSuccess?.(changed)
        }}
      >
        <input
          hidden
          readOnly
          name="username"
          autoComplete="username"
          value={identifierOf(user) ?? ''}
          // Hosts style all inputs, and then this one would show.
          style={{ display: 'none' }}
        />
        {children}
      </Form>
    </PasswordLimits.Provider>
  )
})
