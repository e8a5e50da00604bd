'use client'

import {
  type CubeUser,
  type GuestConflict,
  type GuestConflictAnswer,
  type GuestUpgrade,
  isCubeError,
} from '@cubekit/core'
import { useGuestUpgrade, useSession } from '@cubekit/react'
import { forwardRef, useContext, useRef, type ReactNode } from 'react'
import { AccountForm, type AccountFormProps } from '../account-fields/AccountForm.tsx'
import type { Part } from '../form/Part.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { guestUpgradeEnglish } from '../messages/english/guestUpgrade.ts'
import { useMessages } from '../messages/useMessages.ts'
import { timeLeft } from './timeLeft.ts'

/** Props of `GuestUpgradeFormParts.Root`: those of its `<form>`, what it asks for, and what happens afterwards. */
export interface GuestUpgradeRootProps extends AccountFormProps {
  /**
   * Moves what the guest has made to the new user, who is signed in by now. The form is gone then, so show your own
   * progress and catch what may fail: what it throws reaches the page's error handling alone.
   */
  readonly onUpgrade?: ((upgrade: GuestUpgrade) => void | Promise<void>) | undefined
  /**
   * Decides what to do when the account is there already. Left out, the field says so, and a button offers to sign in
   * to that account instead.
   */
  readonly onConflict?:
    | ((conflict: GuestConflict) => GuestConflictAnswer | Promise<GuestConflictAnswer>)
    | undefined
}

/**
 * The `<form>` that makes a user of the guest who is here: put the other parts of `GuestUpgradeFormParts` into it.
 * Nothing is shown to anybody else.
 *
 * `data-status` is `idle`, `pending` or `error`. An `onSubmit` that calls `event.preventDefault()` keeps the guest a
 * guest.
 *
 * @example
 * <GuestUpgradeFormParts.Root onUpgrade={({ guest, user }) => drafts.move(guest.id, user.id)}>
 *   <GuestUpgradeFormParts.Fields />
 *   <GuestUpgradeFormParts.NewPasswordField />
 *   <GuestUpgradeFormParts.ErrorMessage />
 *   <GuestUpgradeFormParts.SubmitButton />
 * </GuestUpgradeFormParts.Root>
 */
export const GuestUpgradeRoot: Part<GuestUpgradeRootProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  GuestUpgradeRootProps
>(function GuestUpgradeRoot(props, ref) {
  const session = useSession()
  if (session.status !== 'guest') return null
  return (
    <Upgrade
      key={session.user.id}
      {...props}
      ref={ref}
      guest={session.user}
      minutesLeft={session.guestMinutesLeft}
    />
  )
})

interface UpgradeProps extends GuestUpgradeRootProps {
  guest: CubeUser
  minutesLeft: number | null
}

const Upgrade = forwardRef<HTMLFormElement, UpgradeProps>(function Upgrade(
  { guest, minutesLeft, fields = { full_name: 'required' }, onUpgrade, onConflict, ...rest },
  ref,
): ReactNode {
  const messages = useMessages(guestUpgradeEnglish, rest.messages)
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const wantsThatAccount = useRef(false)
  const { mutateAsync } = useGuestUpgrade({
    onUpgrade,
    onConflict: (conflict) => (wantsThatAccount.current ? 'sign-in' : (onConflict?.(conflict) ?? 'stop')),
  })
  const forgetWish = <T,>(result: T): T => {
    wantsThatAccount.current = false
    return result
  }
  const name = guest.full_name ?? undefined
  return (
    <AccountForm
      {...rest}
      ref={ref}
      fields={fields}
      onInput={(event) => {
        rest.onInput?.(event)
        // Another name is another account.
        const { target } = event
        if (target instanceof HTMLInputElement && /^(login|email)$/.test(target.name))
          wantsThatAccount.current = false
      }}
      words={{
        title: messages['guestUpgrade.title'],
        description:
          minutesLeft === null
            ? messages['guestUpgrade.descriptionToday']
            : messages['guestUpgrade.description'].replace('{time}', timeLeft(minutesLeft, locale)),
        submit: messages['guestUpgrade.submit'],
        pending: messages['guestUpgrade.pending'],
        errors: { 'invalid-credentials': messages['guestUpgrade.wrongPassword'] },
      }}
      signInInstead={{
        words: messages['guestUpgrade.signInInstead'],
        signIn(_, form) {
          wantsThatAccount.current = true
          // The button that was pressed goes away, and the focus must not go with it.
          form.querySelector<HTMLButtonElement>('[type=submit]')?.focus()
          form.requestSubmit()
        },
      }}
      known={{ full_name: name }}
      send={(details) => {
        // Who is not asked for a name keeps the one they have.
        const kept = name !== undefined && !fields.full_name && { full_name: name }
        return mutateAsync({ ...details, ...kept }).then(forgetWish, (error: unknown) => {
          // A wrong password for that account is corrected, and still meant for that account.
          if (!isCubeError(error, 'invalid-credentials')) wantsThatAccount.current = false
          throw error
        })
      }}
    />
  )
})
