import type { CubeErrorCode } from '@cubekit/core'
import { expectTypeOf, test } from 'vitest'
import type { CubeMessageKey, CubeMessages } from './CubeMessages.ts'
import { en } from './en.ts'
import { uk } from './uk.ts'

test('every error code may have words of its own, and those without have common ones', () => {
  expectTypeOf<`error.${CubeErrorCode}`>().toExtend<keyof CubeMessages>()
  expectTypeOf<'error.other'>().toExtend<CubeMessageKey>()
  expectTypeOf<CubeMessages['error.other']>().toEqualTypeOf<string>()
})

test('a language with a missing or a misspelt key does not compile', () => {
  const { 'login.title': _, ...missing } = en
  expectTypeOf(missing).not.toExtend<CubeMessages>()
  // @ts-expect-error There is no such text.
  const misspelt: Partial<CubeMessages> = { 'login.tilte': 'Sign in' }
  expectTypeOf(misspelt).toEqualTypeOf<Partial<CubeMessages>>()
})

test('a language with a missing plural category does not compile', () => {
  type Ukrainian = CubeMessages<'one' | 'few' | 'many' | 'other'>
  expectTypeOf(uk).toExtend<Ukrainian>()
  expectTypeOf(en).not.toExtend<Ukrainian>()
  expectTypeOf(uk).toExtend<CubeMessages>()
})
