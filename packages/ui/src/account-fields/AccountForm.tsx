'use client'

import type { CubeUser, SignUpDetails } from '@cubekit/core'
import { forwardRef } from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import type { FormWords } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { PasswordLimits, type PasswordLength } from '../new-password/PasswordLimits.ts'
import { useNewPassword } from '../new-password/useNewPassword.ts'
import { AccountContext, type AccountFormState } from './AccountContext.ts'
import type { ExtraFields } from './AccountFieldName.ts'
import { toTags } from './toTags.ts'
import { toWebsite } from './toWebsite.ts'
import { useAccountInputs } from './useAccountInputs.ts'

/** What is asked of people who make an account. */
export interface AccountFormProps extends FormRootProps {
  /** By what they will sign in. Default: `email`. */
  readonly identify?: 'login' | 'email' | 'both' | undefined
  /** What else is asked for, and whether it may stay empty. Default: nothing. */
  readonly fields?: ExtraFields | undefined
  /** How long a password may be, in characters. Default: 6 to 40. The server has the last word. */
  readonly passwordLength?: PasswordLength | undefined
  /**
   * Kept with the account as its `custom_data`. A function is given what stands in the form when it is sent, inputs
   * of your own too, but not the password.
   */
  readonly customData?: CustomDataOfForm | undefined
}

type CustomData = Exclude<SignUpDetails['custom_data'], undefined>

/** Custom data, or how it is made of what stands in the form. */
export type CustomDataOfForm = CustomData | ((data: FormData) => CustomData)

interface Props extends AccountFormProps, AccountFormState {
  words: FormWords
  prepare?: () => void
  send: (details: SignUpDetails) => Promise<CubeUser>
}

/** The form that makes an account, of nothing or of a guest. */
export const AccountForm: Part<Props, HTMLFormElement> = forwardRef<HTMLFormElement, Props>(
  function AccountForm(
    {
      identify = 'email',
      fields,
      passwordLength,
      customData,
      signInInstead,
      known,
      send,
      onSuccess,
      ...rest
    },
    ref,
  ) {
    const password = useNewPassword(rest.messages, passwordLength)
    const inputs = useAccountInputs(
      {
        ...fields,
        login: identify === 'email' ? undefined : 'required',
        email: identify === 'login' ? undefined : 'required',
      },
      rest.messages,
    )
    return (
      <AccountContext.Provider value={{ signInInstead, known }}>
        <PasswordLimits.Provider value={password.length}>
          <Form
            {...rest}
            ref={ref}
            inputs={[...inputs, password.input]}
            submit={async (valueOf, form) => {
              const user = await send({
                ...toDetails(valueOf),
                ...(customData !== undefined && { custom_data: customDataOf(customData, form) }),
              })
              return () => onSuccess?.(user)
            }}
          />
        </PasswordLimits.Provider>
      </AccountContext.Provider>
    )
  },
)

function customDataOf(customData: CustomDataOfForm, form: HTMLFormElement): CustomData {
  if (typeof customData !== 'function') return customData
  const data = new FormData(form)
  data.delete('password')
  return customData(data)
}

/** What stands in the form, as the server wants it; what is empty is left out. */
function toDetails(valueOf: (name: string) => string): SignUpDetails {
  const [login, email, full_name, phone] = [
    valueOf('login'),
    valueOf('email'),
    valueOf('full_name'),
    valueOf('phone'),
  ]
  const website = valueOf('website') && toWebsite(valueOf('website'))
  const tag_list = toTags(valueOf('tags'))
  const password = valueOf('password')
  return {
    ...(login ? { login, password, ...(email && { email }) } : { email, password }),
    ...(full_name && { full_name }),
    ...(phone && { phone }),
    ...(website && { website }),
    ...(tag_list.length > 0 && { tag_list }),
  }
}
