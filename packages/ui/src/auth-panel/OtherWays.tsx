'use client'

import type { CubeError, CubeUser } from '@cubekit/core'
import type { ReactNode } from 'react'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { useHydrated } from '../form/useHydrated.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { panelEnglish } from '../messages/english/panel.ts'
import { useMessages } from '../messages/useMessages.ts'
import { Divider } from '../provider-buttons/Divider.tsx'
import { ProviderButton } from '../provider-buttons/ProviderButton.tsx'
import { ProvidersRoot } from '../provider-buttons/ProvidersRoot.tsx'
import type { SignInWay } from '../provider-buttons/SignInWay.ts'
import { usePanel } from './PanelContext.ts'

/** Props of `AuthPanelParts.OtherWays`. */
export interface OtherWaysProps {
  readonly providers?: readonly SignInWay[] | undefined
  readonly onSuccess?: ((user: CubeUser) => void) | undefined
  readonly onError?: ((error: CubeError) => void) | undefined
  readonly messages?: Partial<CubeMessages> | undefined
}

/** The ways in that need no password, under an "or": providers, the phone, being a guest. Nothing without any. */
export function OtherWays({ providers = [], ...rest }: OtherWaysProps): ReactNode {
  const { view, ways, go } = usePanel()
  const messages = useMessages(panelEnglish, rest.messages)
  const ready = useHydrated()
  const others = (['phone', 'guest'] as const).filter((way) => way !== view && ways.includes(way))
  if (providers.length + others.length === 0) return null
  return (
    <ProvidersRoot {...rest}>
      <Divider />
      <ErrorMessage />
      {providers.map((way) => (
        <ProviderButton key={way.id} way={way} />
      ))}
      {others.map((way) => (
        <button
          key={way}
          type="button"
          disabled={!ready}
          className="cube-button cube-button-plain cube-provider"
          onClick={() => go(way)}
        >
          {messages[`panel.${way}`]}
        </button>
      ))}
    </ProvidersRoot>
  )
}
