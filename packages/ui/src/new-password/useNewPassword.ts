'use client'

import { useContext, useState } from 'react'
import type { FormInput } from '../form/FormContext.ts'
import { readRefusal } from '../form/readRefusal.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { lengthEnglish } from '../messages/english/length.ts'
import { newPasswordEnglish } from '../messages/english/newPassword.ts'
import { plural } from '../messages/Plural.ts'
import { useMessages } from '../messages/useMessages.ts'
import { usualPasswordLength, type PasswordLength } from './PasswordLimits.ts'

/** The input for a new password, and how long that may be: what the app says, or what the server has said since. */
export interface NewPassword {
  readonly input: FormInput
  readonly length: PasswordLength
}

/** For the root of a form in which a password is chosen. */
export function useNewPassword(
  overrides: Partial<CubeMessages> | undefined,
  wanted: PasswordLength = usualPasswordLength,
): NewPassword {
  const messages = useMessages({ ...newPasswordEnglish, ...lengthEnglish }, overrides)
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const [told, setTold] = useState<Partial<PasswordLength>>({})
  const length = { ...wanted, ...told }
  const { min, max } = length
  return {
    length,
    input: {
      name: 'password',
      isSecret: true,
      problems: {
        missing: messages['newPassword.missing'],
        tooShort: plural(messages['field.tooShort'], min, locale),
        tooLong: plural(messages['field.tooLong'], max, locale),
        characters: messages['newPassword.characters'],
      },
      check(password) {
        // As people count: an emoji is one character, or a few, but not its number of bytes.
        const { length } = [...password]
        return length < min ? 'tooShort' : length > max ? 'tooLong' : null
      },
      refused(texts) {
        const { problem, count } = readRefusal(texts)
        if (count && problem === 'tooShort') setTold({ ...told, min: count })
        if (count && problem === 'tooLong') setTold({ ...told, max: count })
        return problem
      },
    },
  }
}
