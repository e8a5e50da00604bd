import '@cubekit/ui/styles.css'
import { listSource, login } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { render, screen, waitFor } from '@testing-library/react'
import type { CSSProperties, ReactNode } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { colleagues, crowd, pickerPage } from '../../test/pickerPage.ts'
import { somebody } from '../../test/somebody.ts'
import { UserPicker, UserPickerDialog, UserPickerList } from './index.ts'

const { input, option, options } = pickerPage
const local = [listSource(colleagues.map(somebody))]
const thousand = [listSource(crowd(1000))]
const page = document.documentElement
const boxOf = (element: Element | null | undefined): DOMRect => {
  if (!element) throw new Error('There is no such element.')
  return element.getBoundingClientRect()
}
const field = (): DOMRect => boxOf(input().parentElement)
const popup = (): DOMRect => boxOf(screen.getByRole('listbox').parentElement)

async function show(picker: ReactNode, style: CSSProperties = { padding: 16 }): Promise<void> {
  const { client, person } = createStage({ emulator: { users: colleagues } })
  await login(client, person)
  render(
    <CubeProvider client={client}>
      <div style={style}>{picker}</div>
    </CubeProvider>,
  )
}

test.each([
  ['at the top', { insetBlockStart: 8 }],
  ['at the bottom', { insetBlockEnd: 8 }],
  ['at the right', { insetBlockStart: 8, insetInlineEnd: 0 }],
  ['from right to left', { insetBlockStart: 8, direction: 'rtl' }],
] as const)('%s the list keeps to its field, is as wide, and all of it is in view', async (_, place) => {
  await show(<UserPicker label="Owner" sources={thousand} />, {
    position: 'fixed',
    inlineSize: 300,
    overflow: 'hidden',
    transform: 'translate(0)',
    ...place,
  })
  await userEvent.click(input())
  await waitFor(() => expect(options().length).toBeGreaterThan(3))
  const [around, list] = [field(), popup()]
  expect(list.left).toBeCloseTo(around.left, 0)
  expect(list.width).toBeCloseTo(around.width, 0)
  const distance = 'insetBlockEnd' in place ? around.top - list.bottom : list.top - around.bottom
  expect(distance).toBeGreaterThan(4)
  expect(distance).toBeLessThan(12)
  expect(list.top).toBeGreaterThanOrEqual(0)
  expect(list.bottom).toBeLessThanOrEqual(page.clientHeight)
  // Above everything, whatever clips the field.
  expect(option('Person 1').contains(document.elementFromPoint(list.left + 24, list.top + 24))).toBe(false)
  expect(
    options().some((row) => row.contains(document.elementFromPoint(list.left + 24, list.top + 24))),
  ).toBe(true)
})

test('the list goes along as its field grows with those who are chosen', async () => {
  await show(<UserPicker multiple label="Team" sources={local} />, { inlineSize: 240, padding: 16 })
  await userEvent.click(input())
  const before = popup().top
  for (const name of ['Ada Lovelace', 'Grace Hopper', 'Alexander Bell', 'Charles Babbage']) {
    await userEvent.click(option(name))
  }
  await waitFor(() => expect(popup().top).toBeGreaterThan(before + 20))
  expect(popup().top - boxOf(document.querySelector('.cube-picker-field')).bottom).toBeLessThan(12)
})

test('long names are cut where the row ends, and can be read in full', async () => {
  const full_name = 'Maximiliane Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst'
  await show(<UserPicker label="Owner" sources={[listSource([somebody({ full_name })])]} />, {
    inlineSize: 288,
  })
  await userEvent.click(input())
  const name = screen.getByText(full_name)
  expect(name.scrollWidth).toBeGreaterThan(name.clientWidth)
  expect(name.title).toBe(full_name)
  await userEvent.click(name)
  expect(page.scrollWidth).toBeLessThanOrEqual(page.clientWidth)
})

test.each(['ltr', 'rtl'] as const)('%s: names begin at the side where the list begins', async (direction) => {
  const people = [
    somebody({ id: 1, full_name: 'Ada Lovelace' }),
    somebody({ id: 2, full_name: 'سارة الأحمد' }),
  ]
  await show(<UserPicker label="Owner" sources={[listSource(people)]} />, { inlineSize: 320, direction })
  await userEvent.click(input())
  const [latin, arabic] = people.map((user) => boxOf(screen.getByText(String(user.full_name))))
  if (direction === 'ltr') expect(arabic?.left).toBeCloseTo(latin?.left ?? -1, 0)
  else expect(arabic?.right).toBeCloseTo(latin?.right ?? -1, 0)
})

test('a list on the page keeps its height, whoever is in it, so that nothing below it jumps', async () => {
  await show(
    <>
      <UserPickerList label="Owner" sources={thousand} />
      <p>Below</p>
    </>,
  )
  await waitFor(() => expect(options().length).toBeGreaterThan(3))
  const below = (): number => boxOf(screen.getByText('Below')).top
  const before = below()
  await userEvent.type(input(), 'person 777')
  await waitFor(() => expect(options()).toHaveLength(1))
  expect(below()).toBeCloseTo(before, 0)
  await userEvent.type(input(), 'x')
  await waitFor(() => expect(options()).toHaveLength(0))
  expect(below()).toBeCloseTo(before, 0)
})

test('a press on somebody far down a list chooses them, though the focus was elsewhere', async () => {
  await show(<UserPickerList label="Owner" sources={thousand} />)
  await waitFor(() => expect(options().length).toBeGreaterThan(3))
  const list = screen.getByRole('listbox')
  list.scrollTop = 20_000
  const person = await screen.findByRole('option', { name: /^Person 456/ })
  await userEvent.click(person)
  expect(screen.getByRole('option', { selected: true })).toHaveAccessibleName(/^Person 456/)
  expect(list.scrollTop).toBeCloseTo(20_000, -2)
  await userEvent.keyboard('{ArrowDown}')
  expect(document.getElementById(list.getAttribute('aria-activedescendant') ?? '')).toHaveAccessibleName(
    /^Person 457/,
  )
})

test('the dialog keeps its size and stays in view in a low window', async () => {
  await show(<UserPickerDialog multiple label="Team" sources={thousand} />)
  await userEvent.click(screen.getByRole('button', { name: /^Team/ }))
  const dialog = await screen.findByRole('dialog')
  await waitFor(() => expect(options().length).toBeGreaterThan(2))
  const { height, top, bottom } = boxOf(dialog)
  expect(top).toBeGreaterThanOrEqual(0)
  expect(bottom).toBeLessThanOrEqual(page.clientHeight)
  expect(boxOf(screen.getByRole('button', { name: 'Done' })).bottom).toBeLessThanOrEqual(bottom)
  await userEvent.type(input(), 'nobody at all')
  await waitFor(() => expect(options()).toHaveLength(0))
  expect(boxOf(dialog).height).toBeCloseTo(height, 0)
})
