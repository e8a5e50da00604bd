'use client'

import { isCubeError, type CubeError, type CubeErrorCode, type CubeUser } from '@cubekit/core'
import { useLogin, useSession } from '@cubekit/react'
import { forwardRef, useContext, useRef, useState, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { FormContext } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { useCountdown } from '../form/useCountdown.ts'
import { useHydrated } from '../form/useHydrated.ts'
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

interface Outcome {
  readonly pending: SignInWay | null
  /** Who was asked last. */
  readonly last: SignInWay | null
  readonly attempt: number
  readonly code: CubeErrorCode | null
  /** When the server takes another try, ms; `null` when it did not say. */
  readonly retryAt: number | null
}

const untried: Outcome = { pending: null, last: null, attempt: 0, code: null, retryAt: null }

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
  const around = useContext(FormContext)
  const messages = useMessages({ ...loginEnglish, ...providersEnglish }, own)
  const session = useSession()
  const { mutateAsync, prepare } = useLogin(
    session.status === 'reauth-required' ? { as: session.user.id } : {},
  )
  const ready = useHydrated()
  const busy = useRef(false)
  const [{ pending, last, attempt, code, retryAt }, setState] = useState(untried)
  const secondsLeft = useCountdown(retryAt ?? 0)

  const settle = (outcome: Partial<Outcome>): void => {
    busy.current = false
    setState((before) => ({ ...untried, last: before.last, ...outcome, attempt: before.attempt + 1 }))
  }

  const signIn = async (way: SignInWay): Promise<void> => {
    try {
      // Before anything is awaited: browsers let a window open only in the click itself.
      const answer = way.signIn()
      prepare()
      const credentials = await answer
      const user = credentials && (await mutateAsync(credentials))
      settle({})
      if (user) onSuccess?.(user)
    } catch (error) {
      if (!isCubeError(error)) {
        settle({ code: 'rejected' })
        throw error
      }
      const waits = error.code === 'rate-limited' && error.retryAfterMs !== null
      settle({ code: error.code, retryAt: waits ? Date.now() + (error.retryAfterMs ?? 0) : null })
      onError?.(error)
    }
  }

  const start = (way: SignInWay): void => {
    if (busy.current || secondsLeft > 0) return
    busy.current = true
    setState((before) => ({ ...before, pending: way, last: way }))
    void signIn(way)
  }

  const told = (text: string): string => text.replace('{name}', last?.name ?? '')
  const refused = told(messages['providers.refused'])
  return (
    <ProvidersContext.Provider value={{ pending, start }}>
      <FormContext.Provider
        value={{
          words: {
            title: null,
            submit: null,
            pending: '',
            errors: {
              rejected: told(messages['providers.failed']),
              'invalid-credentials': refused,
              validation: refused,
              'identity-mismatch': messages['error.identity-mismatch'],
            },
          },
          status: pending ? 'pending' : code ? 'error' : 'idle',
          ready,
          user: null,
          attempt,
          code,
          wait: retryAt && secondsLeft,
          inputs: [],
          problems: {},
          locale: language.locale ?? 'en',
          overrides: { ...around?.overrides, ...own },
          edited: () => {},
        }}
      >
        <div
          lang={language.locale}
          dir={language.dir}
          {...rest}
          ref={ref}
          className={classNames('cube-themed cube-providers', className)}
          data-status={pending ? 'pending' : code ? 'error' : 'idle'}
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
