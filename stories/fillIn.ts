import { en } from '@cubekit/ui'
import type { CubeMessages } from '@cubekit/ui'
import { userEvent, within } from 'storybook/test'

/** What a person types into the login form, and the words by which they find its inputs. */
export interface LoginEntry {
  login: string
  password: string
  words?: CubeMessages
}

/** Fills the login form in and presses Enter, as people do. */
export async function sendLogin(
  form: HTMLElement,
  { login, password, words = en }: LoginEntry,
): Promise<void> {
  await enter(form, words['field.identifier'], login)
  await enter(form, words['field.password'], `${password}{Enter}`)
}

/** Fills the guest form in and presses Enter. */
export async function sendName(form: HTMLElement, name: string, words: CubeMessages = en): Promise<void> {
  await enter(form, words['field.name'], `${name}{Enter}`)
}

async function enter(form: HTMLElement, label: string, keys: string): Promise<void> {
  const input = within(form).getByLabelText<HTMLInputElement>(label)
  if (!input.readOnly) await userEvent.clear(input)
  await userEvent.type(input, keys)
}
