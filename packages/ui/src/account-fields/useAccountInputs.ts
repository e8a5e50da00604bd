'use client'

import { useContext, useState } from 'react'
import type { FormInput } from '../form/FormContext.ts'
import { readRefusal } from '../form/readRefusal.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { accountEnglish } from '../messages/english/account.ts'
import { emailEnglish } from '../messages/english/email.ts'
import { lengthEnglish } from '../messages/english/length.ts'
import { nameEnglish } from '../messages/english/name.ts'
import { plural } from '../messages/Plural.ts'
import { useMessages } from '../messages/useMessages.ts'
import { accountFieldNames, type AccountFieldName } from './AccountFieldName.ts'
import { isEmail } from './isEmail.ts'
import { toTags } from './toTags.ts'
import { toWebsite } from './toWebsite.ts'

/** What ConnectyCube's documents say; what a server says instead is remembered. */
const usual = { 'login.tooShort': 3, 'login.tooLong': 70, 'full_name.tooLong': 200, 'tags.tooLong': 5 }

/** What may be wrong with the fields of an account, in the order in which they are shown. */
export function useAccountInputs(
  wanted: { readonly [Name in AccountFieldName]?: 'optional' | 'required' | undefined },
  overrides: Partial<CubeMessages> | undefined,
): readonly FormInput[] {
  const messages = useMessages(
    { ...accountEnglish, ...emailEnglish, ...lengthEnglish, ...nameEnglish },
    overrides,
  )
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const [limits, setLimits] = useState<Readonly<Record<keyof typeof usual, number>>>(usual)
  const lengthOf = (text: string): number => [...text].length
  const atLeast = (count: number): string => plural(messages['field.tooShort'], count, locale)
  const atMost = (count: number): string => plural(messages['field.tooLong'], count, locale)

  const inputs: Record<AccountFieldName, Pick<FormInput, 'problems' | 'check'> & { missing: string }> = {
    full_name: {
      missing: messages['field.nameMissing'],
      problems: { tooLong: atMost(limits['full_name.tooLong']) },
      check: (name) => (lengthOf(name) > limits['full_name.tooLong'] ? 'tooLong' : null),
    },
    login: {
      missing: messages['field.loginMissing'],
      problems: {
        // With one it would be taken for an email when its owner signs in.
        invalid: messages['field.loginInvalid'],
        taken: messages['field.loginTaken'],
        tooShort: atLeast(limits['login.tooShort']),
        tooLong: atMost(limits['login.tooLong']),
      },
      check(login) {
        if (login.includes('@')) return 'invalid'
        if (lengthOf(login) < limits['login.tooShort']) return 'tooShort'
        return lengthOf(login) > limits['login.tooLong'] ? 'tooLong' : null
      },
    },
    email: {
      missing: messages['field.emailMissing'],
      problems: { invalid: messages['field.emailInvalid'], taken: messages['field.emailTaken'] },
      check: (email) => (isEmail(email) ? null : 'invalid'),
    },
    phone: {
      missing: messages['field.phoneMissing'],
      problems: { invalid: messages['field.phoneInvalid'] },
      check: (phone) => (/^\+?[\p{Nd}\s().\-/]{5,30}$/u.test(phone) ? null : 'invalid'),
    },
    website: {
      missing: messages['field.websiteMissing'],
      problems: { invalid: messages['field.websiteInvalid'] },
      check: (website) => (toWebsite(website) === null ? 'invalid' : null),
    },
    tags: {
      missing: messages['field.tagsMissing'],
      problems: { tooLong: plural(messages['field.tagsTooMany'], limits['tags.tooLong'], locale) },
      check: (tags) => (toTags(tags).length > limits['tags.tooLong'] ? 'tooLong' : null),
    },
  }

  const names = accountFieldNames.filter((name) => wanted[name])
  return names.map((name) => {
    const { missing, problems, check } = inputs[name]
    return {
      name,
      ...(name === 'tags' && { wire: ['tag_list', 'user_tags'] }),
      problems: wanted[name] === 'required' ? { missing, ...problems } : problems,
      ...(check && { check }),
      refused(texts) {
        const { problem, count } = readRefusal(texts)
        const limit = `${name}.${problem}`
        if (count && limit in limits) setLimits({ ...limits, [limit]: count })
        return problem
      },
    }
  })
}
