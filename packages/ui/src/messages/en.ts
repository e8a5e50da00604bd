import type { CubeMessages } from './CubeMessages.ts'
import { deletionEnglish } from './english/deletion.ts'
import { formEnglish } from './english/form.ts'
import { guestEnglish } from './english/guest.ts'
import { loginEnglish } from './english/login.ts'
import { passwordEnglish } from './english/password.ts'
import { reauthEnglish } from './english/reauth.ts'

/**
 * English, the default: all of it. The components bring along what they need of it by themselves.
 *
 * @example
 * <CubeLocaleProvider locale="en" messages={{ ...en, 'login.title': 'Sign in to Acme' }}>…</CubeLocaleProvider>
 */
export const en: CubeMessages<'one' | 'other'> = {
  ...formEnglish,
  ...passwordEnglish,
  ...loginEnglish,
  ...guestEnglish,
  ...reauthEnglish,
  ...deletionEnglish,
}
