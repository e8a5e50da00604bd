import type { CubeUser } from '@cubekit/core'
import type { SeedUser } from '@cubekit/emulator'
import { screen } from '@testing-library/react'
import { somebody } from './somebody.ts'

/** People to pick from, as a server is seeded with them; with the first two one can sign in. */
export const colleagues = [
  { id: 101, login: 'ada.lovelace', email: 'ada@example.com', full_name: 'Ada Lovelace' },
  { id: 102, login: 'grace.hopper', email: 'grace@example.com', full_name: 'Grace Hopper' },
  { id: 103, login: 'alexander', email: 'alex@example.com', full_name: 'Alexander Bell' },
  { id: 104, login: 'alexandra', email: 'alexa@example.com', full_name: 'Alexandra Elbakyan' },
  { id: 105, login: 'charles', phone: '+442079460018', full_name: 'Charles Babbage' },
  { id: 106, login: 'katherine', email: 'kate@example.com', full_name: 'Katherine Johnson' },
] as const satisfies readonly SeedUser[]

/** So many users with names that differ. */
export function crowd(count: number): CubeUser[] {
  return Array.from({ length: count }, (_, index) =>
    somebody({ id: 10_000 + index, login: `person-${index}`, full_name: `Person ${index}` }),
  )
}

/** A picker as a person finds it. */
export const pickerPage = {
  input: (name?: string): HTMLInputElement =>
    screen.getByRole<HTMLInputElement>('combobox', name === undefined ? {} : { name }),
  listbox: (): HTMLElement => screen.getByRole('listbox'),
  options: (): HTMLElement[] => screen.queryAllByRole('option'),
  option: (name: RegExp | string): HTMLElement =>
    screen.getByRole('option', { name: typeof name === 'string' ? new RegExp(`^${name}(?: |$)`) : name }),
  findOption: (name: string): Promise<HTMLElement> =>
    screen.findByRole('option', { name: new RegExp(`^${name}(?: |$)`) }, { timeout: 4000 }),
  /** Whom the arrow keys are at. */
  active: (): HTMLElement | null =>
    document.getElementById(pickerPage.input().getAttribute('aria-activedescendant') ?? ''),
  /** The buttons that remove who was chosen. */
  chips: (): HTMLElement[] => screen.queryAllByRole('button', { name: /^Remove / }),
  chipNames: (): string[] =>
    pickerPage
      .chips()
      .map((chip) => (chip.getAttribute('aria-label') ?? chip.textContent).replace('Remove ', '')),
  said: (): string =>
    screen
      .queryAllByRole('status')
      .map(({ textContent }) => textContent)
      .join(' '),
}
