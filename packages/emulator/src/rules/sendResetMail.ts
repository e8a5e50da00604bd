import { NEW_PASSWORD_PATH } from '../routes/newPassword.ts'
import type { Answer, World } from '../routes/route.ts'
import { ApiError } from './ApiError.ts'
import { observedErrors } from './observed.ts'
import { unobservedErrors } from './unobserved.ts'

/**
 * Puts a mail with a link to choose a new password into the outbox.
 *
 * @param origin - Where the link is to lead: the emulator stands in for the service's own page.
 * @throws `ApiError` 422 when the application has it switched off or no address is given, 404 when nobody
 *   has the address.
 */
export function sendResetMail(world: World, origin: string, email: string): Answer {
  const { settings, db, outbox, now } = world
  if (!settings.resetByEmail) throw new ApiError(observedErrors.passwordResetDisabled)
  if (email === '') throw new ApiError(unobservedErrors.parameterBlank('email'))
  const user = db.users.findByEmail(email)
  if (user === undefined) throw new ApiError(unobservedErrors.resetEmailNotFound)
  const link = `${origin}${NEW_PASSWORD_PATH}?reset_token=${db.passwordResets.create(user.id, now())}`
  outbox.send({
    at: now(),
    kind: 'password-reset',
    to: user.email ?? email,
    userId: user.id,
    subject: 'Choose a new password',
    text: [
      `Hello ${user.full_name ?? user.login ?? 'there'},`,
      '',
      'somebody asked for a new password for your account. Choose one within an hour:',
      '',
      link,
      '',
      'If it was not you, do nothing: your password stays what it is.',
    ].join('\n'),
  })
  return { status: 200 }
}
