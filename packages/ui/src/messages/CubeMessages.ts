import type { AccountMessages } from './english/account.ts'
import type { DeletionMessages } from './english/deletion.ts'
import type { EmailMessages } from './english/email.ts'
import type { FormMessages } from './english/form.ts'
import type { GuestMessages } from './english/guest.ts'
import type { GuestUpgradeMessages } from './english/guestUpgrade.ts'
import type { LengthMessages } from './english/length.ts'
import type { LoginMessages } from './english/login.ts'
import type { NameMessages } from './english/name.ts'
import type { NewPasswordMessages } from './english/newPassword.ts'
import type { PasswordMessages } from './english/password.ts'
import type { PasswordChangeMessages } from './english/passwordChange.ts'
import type { ProfileMessages } from './english/profile.ts'
import type { PanelMessages } from './english/panel.ts'
import type { PhoneMessages } from './english/phone.ts'
import type { ProvidersMessages } from './english/providers.ts'
import type { ReauthMessages } from './english/reauth.ts'
import type { ResetMessages } from './english/reset.ts'
import type { SignUpMessages } from './english/signUp.ts'
import type { UserMessages } from './english/user.ts'

/**
 * All texts of one language, so that a misspelt or missing one is a type error. Plain texts, so that they can also
 * come from a JSON file or a server component.
 *
 * Every `error.<CubeErrorCode>` may be given; those without use `error.other`. `{time}`, `{name}` and the like are
 * filled in. `Category` names the plural categories of the language; a text that depends on a number has one form
 * for each.
 *
 * @example
 * import type { CubeMessages } from '@cubekit/ui'
 *
 * export const nl: CubeMessages<'one' | 'other'> = { 'login.title': 'Inloggen', … } // a missing key does not compile
 */
export type CubeMessages<Category extends Intl.LDMLPluralRule = 'other'> = FormMessages &
  PasswordMessages &
  LoginMessages &
  GuestMessages &
  NameMessages &
  SignUpMessages &
  EmailMessages &
  ResetMessages &
  PasswordChangeMessages &
  GuestUpgradeMessages &
  AccountMessages<Category> &
  LengthMessages<Category> &
  NewPasswordMessages<Category> &
  PanelMessages &
  UserMessages &
  PhoneMessages &
  ProvidersMessages &
  ReauthMessages &
  ProfileMessages &
  DeletionMessages

/** The name of a text. */
export type CubeMessageKey = keyof CubeMessages
