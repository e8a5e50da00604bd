import '@cubekit/ui/styles.css'
import { listSource, login, serverSource, type UserSource } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { colleagues, pickerPage } from '../../test/pickerPage.ts'
import { somebody } from '../../test/somebody.ts'
import { UserPicker } from './index.ts'

const { input, options } = pickerPage
const local = listSource(colleagues.map(somebody))
/** In the page, to be seen or not. */
const rows = (): number => document.querySelectorAll('[role=option]').length

async function show(sources: readonly UserSource[], props = {}): Promise<{ readonly asked: () => number }> {
  const { client, person, requests } = createStage({ emulator: { users: colleagues } })
  await login(client, person)
  const before = requests().length
  render(
    <CubeProvider client={client}>
      <button type="button">Elsewhere</button>
      <UserPicker label="Owner" sources={sources} {...props} />
    </CubeProvider>,
  )
  return { asked: () => requests().length - before }
}

test('a list in memory is ready when the pointer gets there, and neither seen nor heard until it opens', async () => {
  const onBlur = vi.fn()
  await show([local], { onBlur })
  await userEvent.hover(input())
  await waitFor(() => expect(rows()).toBeGreaterThan(0))
  expect(options()).toHaveLength(0)
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(input()).toHaveAttribute('aria-expanded', 'false')
  const row = document.querySelector('[role=option]')
  const { left, top } = row?.getBoundingClientRect() ?? new DOMRect()
  expect(row?.contains(document.elementFromPoint(left + 8, top + 8))).toBe(false)

  await userEvent.click(input())
  expect(options()[0]).toBe(row)
  await waitFor(() => expect(row).toBeVisible())
  expect(input()).toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{Escape}')
  expect(rows()).toBe(0)
  await userEvent.keyboard('{ArrowDown}')
  expect(options().length).toBeGreaterThan(0)
  expect(onBlur).not.toHaveBeenCalled()
})

test('a pointer that only passes by leaves nothing behind', async () => {
  const onBlur = vi.fn()
  await show([local], { onBlur })
  await userEvent.hover(input())
  await waitFor(() => expect(rows()).toBeGreaterThan(0))
  await userEvent.hover(screen.getByRole('button', { name: 'Elsewhere' }))
  await waitFor(() => expect(rows()).toBe(0))
  expect(onBlur).not.toHaveBeenCalled()
})

test('the focus makes it ready too, and takes it along', async () => {
  await show([local])
  await userEvent.tab()
  await userEvent.tab()
  expect(input()).toHaveFocus()
  await waitFor(() => expect(rows()).toBeGreaterThan(0))
  expect(options()).toHaveLength(0)
  await userEvent.tab({ shift: true })
  await waitFor(() => expect(rows()).toBe(0))
})

test('nobody is asked because of a pointer, and nothing is made ready for which somebody would be', async () => {
  const { asked } = await show([local, serverSource])
  await userEvent.hover(input())
  await userEvent.tab()
  await userEvent.tab()
  expect(input()).toHaveFocus()
  expect([rows(), asked()]).toEqual([0, 0])
})
