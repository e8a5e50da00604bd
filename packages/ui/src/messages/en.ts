import type { CubeMessages } from './CubeMessages.ts'
import { accountEnglish } from './english/account.ts'
import { deletionEnglish } from './english/deletion.ts'
import { emailEnglish } from './english/email.ts'
import { formEnglish } from './english/form.ts'
import { guestEnglish } from './english/guest.ts'
import { guestUpgradeEnglish } from './english/guestUpgrade.ts'
import { lengthEnglish } from './english/length.ts'
import { loginEnglish } from './english/login.ts'
import { nameEnglish } from './english/name.ts'
import { newPasswordEnglish } from './english/newPassword.ts'
import { passwordEnglish } from './english/password.ts'
import { passwordChangeEnglish } from './english/passwordChange.ts'
import { profileEnglish } from './english/profile.ts'
import { panelEnglish } from './english/panel.ts'
import { phoneEnglish } from './english/phone.ts'
import { providersEnglish } from './english/providers.ts'
import { reauthEnglish } from './english/reauth.ts'
import { resetEnglish } from './english/reset.ts'
import { signUpEnglish } from './english/signUp.ts'
import { userEnglish } from './english/user.ts'

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
  ...nameEnglish,
  ...signUpEnglish,
  ...emailEnglish,
  ...resetEnglish,
  ...passwordChangeEnglish,
  ...guestUpgradeEnglish,
  ...accountEnglish,
  ...lengthEnglish,
  ...newPasswordEnglish,
  ...panelEnglish,
  ...userEnglish,
  ...phoneEnglish,
  ...providersEnglish,
  ...reauthEnglish,
  ...profileEnglish,
  ...deletionEnglish,
}
