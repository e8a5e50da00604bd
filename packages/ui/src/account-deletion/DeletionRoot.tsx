'use client'

import type { CubeUser } from '@cubekit/core'
import { useAccountDeletion, useCurrentUser } from '@cubekit/react'
import { forwardRef, useContext, useMemo, useState, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { shownName } from '../form/shownName.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { deletionEnglish } from '../messages/english/deletion.ts'
import { useMessages } from '../messages/useMessages.ts'
import { DeletionContext } from './DeletionContext.ts'

/** Props of `AccountDeletionParts.Root`: those of its `<section>`. */
export interface DeletionRootProps extends ComponentPropsWithoutRef<'section'> {
  /**
   * What has to be typed: `word`, one of the language ("delete"), which is the default, or `login`, the person's own
   * login or email (the word for those who have neither).
   */
  readonly confirmBy?: 'word' | 'login' | undefined
  /** Texts for this component alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<CubeMessages> | undefined
}

/**
 * The `<section>` of an account that can be deleted: put an `OpenButton` and a `Dialog` into it. Shows nothing while
 * nobody is signed in.
 *
 * @example
 * <AccountDeletionParts.Root confirmBy="login">
 *   <h2>Leave Acme</h2>
 *   <AccountDeletionParts.OpenButton />
 *   <AccountDeletionParts.Dialog aria-label="Leave Acme">
 *     <AccountDeletionParts.Form>…</AccountDeletionParts.Form>
 *   </AccountDeletionParts.Dialog>
 * </AccountDeletionParts.Root>
 */
export const DeletionRoot: Part<DeletionRootProps, HTMLElement> = forwardRef<HTMLElement, DeletionRootProps>(
  function DeletionRoot(props, ref) {
    const user = useCurrentUser()
    // What one person has confirmed must delete nobody else.
    return user && <DeletionOf key={user.id} {...props} ref={ref} user={user} />
  },
)

interface DeletionOfProps extends DeletionRootProps {
  readonly user: CubeUser
}

const DeletionOf = forwardRef<HTMLElement, DeletionOfProps>(function DeletionOf(
  { user, confirmBy = 'word', messages: overrides, className, ...rest },
  ref,
) {
  const { locale, dir } = useContext(CubeLocaleContext)
  const messages = useMessages(deletionEnglish, overrides)
  const deletion = useAccountDeletion()
  const [isOpen, setOpen] = useState(false)
  const [isConfirmed, setConfirmed] = useState(false)
  const identifier = confirmBy === 'login' && identifierOf(user)
  // What cannot be shown as it is could not be typed either.
  const isPlain = identifier && shownName(identifier) === identifier
  const word = isPlain ? identifier : messages['deletion.word']
  const state = useMemo(
    () => ({
      isOpen,
      open: () => {
        setConfirmed(false)
        setOpen(true)
      },
      cancel: () => {
        if (!deletion.isPending) setOpen(false)
      },
      deletion,
      word,
      isConfirmed,
      setConfirmed,
      messages: overrides,
    }),
    [isOpen, isConfirmed, deletion, word, overrides],
  )
  return (
    <DeletionContext.Provider value={state}>
      <section
        lang={locale}
        dir={dir}
        {...rest}
        ref={ref}
        className={classNames('cube-form cube-danger', className)}
      />
    </DeletionContext.Provider>
  )
})
