'use client'

import type { CubeError, CubeUser } from '@cubekit/core'
import { useCubeClient, useLapsedUser, useLogin } from '@cubekit/react'
import { forwardRef, useContext, useState, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { FormContext } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { shownName } from '../form/shownName.ts'
import { useAttempt } from '../form/useAttempt.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { withName } from '../form/withName.tsx'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { loginEnglish } from '../messages/english/login.ts'
import { providersEnglish } from '../messages/english/providers.ts'
import { useMessages } from '../messages/useMessages.ts'
import { ProvidersContext } from './ProvidersContext.ts'
import type { SignInWay } from './SignInWay.ts'

/** Props of `ProviderButtonsParts.Root`: those of its `<div>`, and what happens afterwards. */
export interface ProvidersRootProps extends Omit<ComponentPropsWithoutRef<'div'>, 'onError'> {
  /** Called once the person is signed in. */
  readonly onSuccess?: ((user: CubeUser) => void) | undefined
  /** Called when it has failed; the reason is shown already. Not when the person closed the window. */
  readonly onError?: ((error: CubeError) => void) | undefined
  /** Texts for this group alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<CubeMessages> | undefined
}

/**
 * The group of the buttons of identity providers: put `Button`s and an `ErrorMessage` into it. One window at a
 * time. It may stand inside of a form.
 *
 * When a session has lapsed (`reauth-required`), anybody but the same person is refused.
 *
 * @example
 * <ProviderButtonsParts.Root onSuccess={enter}>
 *   <ProviderButtonsParts.Button way={google} />
 *   <ProviderButtonsParts.Divider />
 *   <ProviderButtonsParts.Button way={facebook}>Facebook, if you must</ProviderButtonsParts.Button>
 *   <ProviderButtonsParts.ErrorMessage />
 * </ProviderButtonsParts.Root>
 */
export const ProvidersRoot: Part<ProvidersRootProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  ProvidersRootProps
>(function ProvidersRoot({ onSuccess, onError, messages: own, className, children, ...rest }, ref) {
  const language = useContext(CubeLocaleContext)
  const messages = useMessages({ ...loginEnglish, ...providersEnglish }, own)
  const client = useCubeClient()
  const lapsed = useLapsedUser()
  const { mutateAsync, prepare } = useLogin(lapsed ? { as: lapsed.id } : {})
  const [last, setLast] = useState<SignInWay | null>(null)
  // Isolated, so that the direction of the name does not spill over.
  const name = `\u2068${shownName(last?.name ?? '')}\u2069`
  const told = (text: string): string => text.replace('{name}', () => name)
  const refused = told(messages['providers.refused'])
  const { run, state } = useAttempt({
    onError,
    overrides: own,
    errors: {
      rejected: told(messages['providers.failed']),
      'invalid-credentials': refused,
      validation: refused,
      'identity-mismatch': messages['error.identity-mismatch'],
    },
  })
  const pending = state.status === 'pending' ? last : null

  const start = (way: SignInWay): void => {
    const began = run(async () => {
      // Before anything is awaited: browsers let a window open only in the click itself.
      const answer = way.signIn()
      const before = client.getSession().user?.id
      prepare()
      const credentials = await answer
      // Somebody has come in by another way while the window was open: it is theirs by now.
      if (client.getSession().user?.id !== before) return undefined
      const user = credentials && (await mutateAsync(credentials))
      return () => user && onSuccess?.(user)
    })
    if (began) setLast(way)
  }

  return (
    <ProvidersContext.Provider value={{ pending, start }}>
      <FormContext.Provider value={state}>
        <div
          lang={language.locale}
          dir={language.dir}
          {...rest}
          ref={ref}
          className={classNames('cube-themed cube-providers', className)}
          data-status={state.status}
        >
          {children}
          <span role="status" style={visuallyHidden}>
            {pending && withName(messages['providers.pending'], pending.name)}
          </span>
        </div>
      </FormContext.Provider>
    </ProvidersContext.Provider>
  )
})
