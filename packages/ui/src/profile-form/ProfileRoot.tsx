'use client'

import type { CubeUser } from '@cubekit/core'
import { useCurrentUser, useProfileUpdate } from '@cubekit/react'
import { forwardRef, useImperativeHandle, useRef } from 'react'
import { accountFieldNames, type AccountFieldName } from '../account-fields/AccountFieldName.ts'
import { useAccountInputs } from '../account-fields/useAccountInputs.ts'
import { Form, type FormRootProps } from '../form/Form.tsx'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { profileEnglish } from '../messages/english/profile.ts'
import { useMessages } from '../messages/useMessages.ts'
import { BeforePaint } from './BeforePaint.ts'
import { changesOf } from './changesOf.ts'
import { customDataOf, textOf } from './customData.ts'
import { profileTexts } from './profileTexts.ts'
import { controlsOf, useKnownTexts, type Control } from './useKnownTexts.ts'

/** Props of `ProfileFormParts.Root`: those of its `<form>`, what may be changed, and what happens afterwards. */
export interface ProfileRootProps extends FormRootProps {
  /**
   * What may be changed. Default: all of `full_name`, `login`, `email`, `phone`, `website` and `tags`; for a guest,
   * whose login is a random one, all but `login`.
   */
  readonly fields?: readonly AccountFieldName[] | undefined
}

/**
 * The `<form>` of who is signed in: put the other parts of `ProfileFormParts` into it, a field for each of `fields`.
 * Shows nothing while nobody is signed in, and starts anew when somebody else is.
 *
 * `data-status` is `idle`, `pending`, `error`, or `success` until something is changed.
 *
 * @example
 * <ProfileFormParts.Root fields={['full_name', 'phone']}>
 *   <ProfileFormParts.Fields />
 *   <ProfileFormParts.Field name="city" label="City" />
 *   <ProfileFormParts.ErrorMessage />
 *   <ProfileFormParts.SubmitButton />
 *   <ProfileFormParts.DoneMessage />
 * </ProfileFormParts.Root>
 */
export const ProfileRoot: Part<ProfileRootProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  ProfileRootProps
>(function ProfileRoot(props, ref) {
  const user = useCurrentUser()
  return user && <FormOf key={user.id} {...props} ref={ref} user={user} />
})

interface FormOfProps extends ProfileRootProps {
  readonly user: CubeUser
}

const FormOf = forwardRef<HTMLFormElement, FormOfProps>(function FormOf(
  {
    user,
    fields = accountFieldNames.filter((name) => name !== 'login' || !user.is_guest),
    onSuccess,
    ...rest
  },
  ref,
) {
  const { mutateAsync } = useProfileUpdate()
  const hydrated = useHydrated()
  const messages = useMessages(profileEnglish, rest.messages)
  const form = useRef<HTMLFormElement>(null)
  useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => form.current)

  const known: Readonly<Record<string, string>> = profileTexts(user)
  const own = customDataOf(user)
  const { show, follow, accept } = useKnownTexts(form, (control) =>
    isOwn(control)
      ? textOf(own, control.name)
      : Object.hasOwn(known, control.name)
        ? known[control.name]
        : undefined,
  )
  const wanted = Object.fromEntries(
    fields.map((name) => [name, isNeeded(user, name) ? 'required' : 'optional'] as const),
  )
  const inputs = useAccountInputs(wanted, rest.messages)

  return (
    <>
      <Form
        {...rest}
        ref={form}
        words={{
          title: messages['profile.title'],
          submit: messages['profile.submit'],
          pending: messages['profile.pending'],
          done: messages['profile.done'],
        }}
        inputs={inputs.map(({ check, ...input }) => ({
          ...input,
          // What somebody has from long ago is no reason to refuse the rest.
          ...(check && { check: (text) => (text === known[input.name] ? null : check(text)) }),
        }))}
        submit={async (valueOf, element) => {
          // Of the inputs that are there: one that a host has left out has not been emptied.
          const textsOf = (controls: readonly Control[]): Record<string, string> =>
            Object.fromEntries(controls.map(({ name }) => [name, valueOf(name)]))
          const controls = controlsOf(element)
          const texts = textsOf(controls.filter((control) => !isOwn(control)))
          const ownTexts = textsOf(controls.filter(isOwn))
          const changes = changesOf(user, texts, ownTexts)
          if (Object.keys(changes).length === 0) return () => onSuccess?.(user)
          follow(false)
          try {
            const changed = await mutateAsync(changes)
            accept({ ...texts, ...ownTexts })
            return () => onSuccess?.(changed)
          } finally {
            follow(true)
          }
        }}
      />
      {hydrated && <BeforePaint run={show} />}
    </>
  )
})

/** Nobody loses what they sign in with. */
function isNeeded(user: CubeUser, name: AccountFieldName): boolean {
  return name === 'login' ? user.login !== null : name === 'email' && user.login === null
}

/** Whether an input stands in a field of the app's own. */
function isOwn(control: Control): boolean {
  return control.closest('[data-custom]') !== null
}
