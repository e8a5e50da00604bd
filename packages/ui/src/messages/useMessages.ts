'use client'

import { useContext } from 'react'
import { FormContext } from '../form/FormContext.ts'
import { CubeLocaleContext } from './CubeLocaleContext.ts'
import type { CubeMessages } from './CubeMessages.ts'
import type { UsersMessages } from './UsersMessages.ts'

/**
 * The texts a component shows: its own English, over it the language of `CubeLocaleProvider`, over that what the
 * host gave to the form alone. Each component names what it needs, so that a page ships no other English.
 */
export function useMessages<Texts extends Partial<CubeMessages & UsersMessages>>(
  english: Texts,
  own?: Partial<CubeMessages & UsersMessages>,
): Texts {
  const { messages } = useContext(CubeLocaleContext)
  const form = useContext(FormContext)
  return { ...english, ...messages, ...form?.overrides, ...own }
}
