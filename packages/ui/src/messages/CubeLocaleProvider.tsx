'use client'

import { useMemo, type ReactNode } from 'react'
import { CubeLocaleContext, type CubeLocale } from './CubeLocaleContext.ts'
import { directionOf } from './directionOf.ts'

/** Props of {@link CubeLocaleProvider}. */
export interface CubeLocaleProviderProps extends CubeLocale {
  readonly children?: ReactNode
}

/**
 * Sets the language of all Cubekit components below it. It renders no element of its own: each form puts
 * `lang` and `dir` on itself. The language may change at any time: what was typed stays.
 *
 * @example
 * import { CubeLocaleProvider, LoginForm } from '@cubekit/ui'
 * import { ar } from '@cubekit/ui/messages/ar'
 *
 * <CubeLocaleProvider locale="ar" messages={ar}>
 *   <LoginForm />
 * </CubeLocaleProvider>
 */
export function CubeLocaleProvider({ locale, dir, messages, children }: CubeLocaleProviderProps): ReactNode {
  const value = useMemo(
    () => ({ locale, dir: dir ?? (locale ? directionOf(locale) : undefined), messages }),
    [locale, dir, messages],
  )
  return <CubeLocaleContext.Provider value={value}>{children}</CubeLocaleContext.Provider>
}
