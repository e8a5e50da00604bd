/** The inputs that take a login, an email or either, by name. */
const identifiers = ['identifier', 'email', 'login'] as const

/** Whether an element takes what says who one is. */
export function takesIdentifier(target: EventTarget): target is HTMLInputElement {
  return target instanceof HTMLInputElement && identifiers.some((name) => name === target.name)
}

/** What stands in the inputs that say who one is, `''` for nothing. Passwords are never looked at. */
export function identifierIn(panel: HTMLElement): string {
  const texts = identifiers.map((name) => inputNamed(panel, name)?.value.trim())
  return texts.find(Boolean) ?? ''
}

/** Fills what was typed elsewhere into the input of its kind, unless something stands there already. */
export function fillIn(panel: HTMLElement, identifier: string): void {
  const kind = identifier.includes('@') ? 'email' : 'login'
  const input = inputNamed(panel, 'identifier') ?? inputNamed(panel, kind)
  if (input && !input.value && !input.readOnly) input.value = identifier
}

/** Where the focus belongs in something new: the first input that is empty, else the first, else its heading. */
export function firstStop(panel: HTMLElement): HTMLElement | null {
  const inputs = [...panel.querySelectorAll<HTMLInputElement>('input:not([readonly])')]
  return inputs.find(({ value }) => !value) ?? inputs[0] ?? panel.querySelector('button')
}

function inputNamed(panel: HTMLElement, name: string): HTMLInputElement | null {
  return panel.querySelector<HTMLInputElement>(`input[name=${name}]`)
}
