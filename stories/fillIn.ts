import { userEvent } from 'storybook/test'

/** What a person types into the login form. */
export interface LoginEntry {
  login: string
  password: string
}

/** Fills the login form in and presses Enter, as people do. */
export async function sendLogin(form: HTMLElement, { login, password }: LoginEntry): Promise<void> {
  await enter(form, 'identifier', login)
  await enter(form, 'password', `${password}{Enter}`)
}

/** Enters the password alone, where it is known who it is. */
export async function sendPassword(form: HTMLElement, password: string): Promise<void> {
  await enter(form, 'password', `${password}{Enter}`)
}

/** Fills the guest form in and presses Enter. */
export async function sendName(form: HTMLElement, name: string): Promise<void> {
  await enter(form, 'name', `${name}{Enter}`)
}

/** Submits a form as it stands. */
export async function send(form: HTMLElement): Promise<void> {
  const button = form.querySelector('[type=submit]')
  if (button === null) throw new Error('The form has no button that submits it.')
  await userEvent.click(button)
}

// By name, because labels are in the language that the toolbar says, or in the words of the story.
async function enter(form: HTMLElement, name: string, keys: string): Promise<void> {
  const input = form.querySelector<HTMLInputElement>(`[name=${name}]`)
  if (input === null) throw new Error(`The form has no input named ${name}.`)
  if (!input.readOnly) await userEvent.clear(input)
  await userEvent.type(input, keys)
}

/** Fills inputs in, by their names, and presses Enter in the last one. */
export async function sendEntries(
  form: HTMLElement,
  entries: Readonly<Record<string, string>>,
): Promise<void> {
  const names = Object.keys(entries)
  for (const name of names) {
    await enter(form, name, `${entries[name] ?? ''}${name === names.at(-1) ? '{Enter}' : ''}`)
  }
}
