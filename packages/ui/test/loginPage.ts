import { screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'

/** The login form as a person finds it, by its visible names. */
export const loginPage = {
  identifier: (): HTMLInputElement =>
    screen.getByRole<HTMLInputElement>('textbox', { name: 'Login or email' }),
  password: (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>('Password'),
  submit: (name: RegExp | string = /^(Sign in|Try again)$/): HTMLButtonElement =>
    screen.getByRole<HTMLButtonElement>('button', { name }),
  async signIn(user: UserEvent, { login, password }: { login: string; password: string }): Promise<void> {
    await user.clear(loginPage.identifier())
    await user.click(loginPage.identifier())
    await user.paste(login)
    await user.clear(loginPage.password())
    await user.click(loginPage.password())
    await user.paste(password)
    await user.click(loginPage.submit())
  },
}
