'use client'

import { createContext, type Context } from 'react'
import type { CubeMessages } from './CubeMessages.ts'
import type { UsersMessages } from './UsersMessages.ts'

/** What the forms need to know of the language they speak. */
export interface CubeLocale {
  /** BCP 47 tag, for numbers and times, and as `lang` of each form. */
  readonly locale?: string | undefined
  /** Writing direction. Left out, that of the locale; without a locale, that of the page around them. */
  readonly dir?: 'ltr' | 'rtl' | undefined
  /** Texts that replace the English ones. */
  readonly messages?: Partial<CubeMessages & UsersMessages> | undefined
}

export const CubeLocaleContext: Context<CubeLocale> = createContext<CubeLocale>({})
