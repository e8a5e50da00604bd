import { listSource, login } from '@cubekit/core'
import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { colleagues, pickerPage } from '../../test/pickerPage.ts'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { UserPicker } from './index.ts'

// Somebody who presses anything at all: what must always hold, holds after each step.

const sources = [listSource(colleagues.map(somebody))]
const keys = (
  'a l e x g r {ArrowDown} {ArrowDown} {ArrowDown} {ArrowUp} {ArrowLeft} {ArrowLeft} {ArrowRight} {Home} {End} ' +
  '{PageDown} {Enter} {Enter} {Enter} {Escape} {Backspace} {Delete} {Tab}'
).split(' ')

test.each([1, 2, 3, 4, 5, 6])(
  'whatever is pressed, what is shown, told and held agree (walk %i)',
  async (seed) => {
    const onValueChange = vi.fn<(value: readonly number[]) => void>()
    const { user } = await renderWithCube(
      <form aria-label="Form" onSubmit={(event) => event.preventDefault()}>
        <button type="button">Before</button>
        <UserPicker
          multiple
          label="Team"
          name="who"
          max={4}
          members={[103]}
          exclude={[106]}
          sources={sources}
          onValueChange={onValueChange}
        />
        <button type="submit">Save</button>
      </form>,
      { emulator: { users: colleagues }, before: ({ client, person }) => login(client, person) },
    )
    const form = screen.getByRole<HTMLFormElement>('form')
    const input = pickerPage.input()
    const walked: string[] = []
    const draw = randomNumbers(seed)
    const one = <T,>(of: readonly T[]): T | undefined => of[draw() % of.length]

    /** Does something, and says what. */
    async function step(): Promise<string> {
      switch (draw() % 12) {
        case 0: {
          const option = one(pickerPage.options())
          if (option) await user.click(option)
          return `click ${option?.textContent}`
        }
        case 1: {
          const chip = one(pickerPage.chips())
          if (chip) await user.click(chip)
          return `click ${chip?.ariaLabel}`
        }
        case 2:
          await user.click(input)
          return 'click the input'
        case 3: {
          input.focus()
          await user.paste('ada.lovelace, katherine; alexander')
          return 'paste'
        }
        default: {
          const key = one(keys) ?? ''
          await user.keyboard(key)
          return key
        }
      }
    }

    await user.click(input)
    for (let count = 0; count < 80; count++) {
      walked.push(await step())
      await act(async () => {})
      const way = walked.slice(-8).join(' ')
      const listbox = screen.queryByRole('listbox')
      expect(listbox !== null, way).toBe(input.ariaExpanded === 'true')
      const activeId = input.getAttribute('aria-activedescendant')
      if (activeId !== null) {
        const active = document.getElementById(activeId)
        expect(listbox?.contains(active), way).toBe(true)
        expect(active, way).toHaveAttribute('role', 'option')
      }
      const held = new FormData(form).getAll('who').map(Number)
      expect(new Set(held).size, way).toBe(held.length)
      expect(held.length, way).toBeLessThanOrEqual(4)
      expect(held, way).not.toContain(103)
      expect(held, way).not.toContain(106)
      expect(pickerPage.chips(), way).toHaveLength(held.length)
      expect(onValueChange.mock.lastCall?.[0] ?? [], way).toEqual(held)
      const offered = pickerPage.options().map(({ textContent }) => textContent)
      expect(new Set(offered).size, way).toBe(offered.length)
      expect(offered.join(), way).not.toContain('Katherine')
      const chosen = pickerPage.options().filter(({ ariaSelected }) => ariaSelected === 'true')
      expect(chosen.length, way).toBeLessThanOrEqual(held.length)
      expect(form.contains(document.activeElement) || walked.at(-1) === '{Tab}', way).toBe(true)
      if (!form.contains(document.activeElement)) await user.click(input)
    }
  },
  30_000,
)

/** The same numbers for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed * 7919
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}
