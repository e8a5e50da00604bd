'use client'

import { forwardRef } from 'react'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import type { Part } from '../form/Part.ts'
import { Divider } from './Divider.tsx'
import { ProviderButton } from './ProviderButton.tsx'
import { ProvidersRoot, type ProvidersRootProps } from './ProvidersRoot.tsx'
import type { SignInWay } from './SignInWay.ts'

/** Props of {@link ProviderButtons}: those of its `<div>`, the providers, and what happens afterwards. */
export interface ProviderButtonsProps extends Omit<ProvidersRootProps, 'children'> {
  /** The providers, in the order of their buttons. */
  readonly ways: readonly SignInWay[]
  /** Whether a line with "or" comes first: for a place under another form. Default: no. */
  readonly divider?: boolean | undefined
}

/**
 * Signs a person in by identity providers, a button each. Shows no card of its own, so that it fits into one: the
 * `footer` of a form, say. A person who closes the provider's window is told of no error.
 *
 * @example
 * import { firebaseGoogle } from '@cubekit/firebase'
 * import { ProviderButtons } from '@cubekit/ui/provider-buttons'
 *
 * const ways = [{ id: 'google', name: 'Google', signIn: firebaseGoogle(auth) }]
 *
 * <LoginForm footer={<ProviderButtons divider ways={ways} onSuccess={() => navigate('/home')} />} />
 */
export const ProviderButtons: Part<ProviderButtonsProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  ProviderButtonsProps
>(function ProviderButtons({ ways, divider = false, ...rest }, ref) {
  return (
    <ProvidersRoot {...rest} ref={ref}>
      {divider && <Divider />}
      <ErrorMessage />
      {ways.map((way) => (
        <ProviderButton key={way.id} way={way} />
      ))}
    </ProvidersRoot>
  )
})
