'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { withName } from '../form/withName.tsx'
import { providersEnglish } from '../messages/english/providers.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useProviders } from './ProvidersContext.ts'
import type { SignInWay } from './SignInWay.ts'

/** Props of the button of one provider: those of its `<button>`. Children replace our words. */
export interface ProviderButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'disabled'> {
  readonly way: SignInWay
}

/** "Continue with …": signs in through one provider. While one is under way, the others wait. */
export const ProviderButton: Part<ProviderButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  ProviderButtonProps
>(function ProviderButton({ way, className, children, onClick, ...rest }, ref) {
  const { pending, start } = useProviders()
  const { ready, wait } = useForm()
  const messages = useMessages(providersEnglish)
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      disabled={!ready}
      aria-disabled={pending !== null || !!wait || undefined}
      className={classNames('cube-button cube-button-plain cube-provider', className)}
      data-status={pending?.id === way.id ? 'pending' : 'idle'}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) start(way)
      }}
    >
      {way.icon && (
        <span className="cube-provider-icon" aria-hidden>
          {way.icon}
        </span>
      )}
      <span className="cube-button-label">
        {children ?? withName(messages['providers.continue'], way.name)}
      </span>
    </button>
  )
})
