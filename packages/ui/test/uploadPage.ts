import { screen } from '@testing-library/react'

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A square PNG, so small and so plain that it may be sent as it is where there is no canvas. */
export function tinyPicture(name = 'dot.png'): File {
  return new File([Uint8Array.from(atob(dot), (letter) => letter.charCodeAt(0))], name, { type: 'image/png' })
}

/** An upload of an avatar, as a person finds it. */
export const uploadPage = {
  group: (): HTMLElement => screen.getByRole('group', { name: 'Profile photo' }),
  button: (name: string): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name }),
  findButton: (name: string): Promise<HTMLButtonElement> =>
    screen.findByRole<HTMLButtonElement>('button', { name }, { timeout: 4000 }),
  /** What the browser's own dialog puts its file into. */
  input: (capture = false): HTMLInputElement => {
    const input = document.querySelector<HTMLInputElement>(
      `input[type=file]${capture ? '[capture]' : ':not([capture])'}`,
    )
    if (!input) throw new Error('There is nothing to choose a file with.')
    return input
  },
  findDialog: (name = 'Crop your photo'): Promise<HTMLElement> =>
    screen.findByRole('dialog', { name }, { timeout: 4000 }),
  status: (): string => screen.getAllByRole('status')[0]?.textContent ?? '',
  findAlert: (): Promise<HTMLElement> => screen.findByRole('alert', {}, { timeout: 4000 }),
}
