import '@cubekit/ui/styles.css'
import { listSource, login } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { render, screen, waitFor } from '@testing-library/react'
import type { CSSProperties } from 'react'
import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { crowd, pickerPage } from '../../test/pickerPage.ts'
import { UserPicker, type UserPickerProps } from './index.ts'

const { input, options, active, listbox, findOption } = pickerPage
const people = crowd(1000)
const sources = [listSource(people)]

/** Shows a picker of several in a box of some style. */
async function openIn(
  style: CSSProperties,
  props: Partial<Extract<UserPickerProps, { multiple: true }>> = {},
): Promise<HTMLElement> {
  const { client, person } = createStage()
  await login(client, person)
  const page = render(
    <CubeProvider client={client}>
      <div data-testid="box" style={style}>
        <UserPicker label="Team" sources={sources} {...props} multiple />
      </div>
    </CubeProvider>,
  )
  onTestFinished(page.unmount)
  return screen.getByTestId('box')
}

test('with text twice as large on a small phone, rows keep apart, and the keys keep their row in view', async () => {
  document.documentElement.style.fontSize = '32px'
  onTestFinished(() => {
    document.documentElement.style.removeProperty('font-size')
  })
  const box = await openIn({ inlineSize: 288 })
  await userEvent.click(input())
  await userEvent.keyboard('person')
  await findOption('Person 0')
  const tops = options().map((option) => option.getBoundingClientRect())
  for (const [index, { top }] of tops.entries()) {
    expect(top).toBeGreaterThanOrEqual((tops[index - 1]?.bottom ?? 0) - 0.5)
  }
  await userEvent.keyboard('{ArrowDown>40/}')
  expect(active()?.ariaPosInSet).toBe('40')
  const around = listbox().getBoundingClientRect()
  const row = active()?.getBoundingClientRect()
  expect(row?.top).toBeGreaterThanOrEqual(around.top - 1)
  expect(row?.bottom).toBeLessThanOrEqual(around.bottom + 1)
  expect(listbox().scrollWidth).toBeLessThanOrEqual(listbox().clientWidth)
  expect(box.scrollWidth).toBeLessThanOrEqual(box.clientWidth)
})

test('a thousand chosen take no more room than a few lines', async () => {
  await openIn({ inlineSize: 384 }, { defaultValue: people.map(({ id }) => id) })
  const field = input().parentElement
  expect(field?.getBoundingClientRect().height).toBeLessThan(260)
  await userEvent.click(screen.getByRole('button', { name: /^and \d+ more$/ }))
  expect(screen.getAllByRole('listitem')).toHaveLength(1000)
  expect(field?.getBoundingClientRect().height).toBeLessThan(260)
  await userEvent.click(input())
  await userEvent.keyboard('person 7')
  await findOption('Person 7')
  expect(screen.getAllByRole('option')[0]).toHaveAttribute('aria-selected', 'true')
})

test.each([
  ['at the top', { position: 'fixed', insetBlockStart: 8, insetInline: 8 }],
  ['at the bottom', { position: 'fixed', insetBlockEnd: 8, insetInline: 8 }],
  [
    'in a box that clips and moves',
    {
      position: 'absolute',
      overflow: 'hidden',
      inlineSize: 280,
      blockSize: 80,
      transform: 'translate(40px, 90px)',
    },
  ],
] as const)('%s the list is in view, whole and on top', async (_, style) => {
  await openIn(style)
  await userEvent.click(input())
  await userEvent.keyboard('person 1')
  await findOption('Person 1')
  const { left, top, right, bottom } = listbox().getBoundingClientRect()
  expect(left).toBeGreaterThanOrEqual(0)
  expect(top).toBeGreaterThanOrEqual(0)
  expect(right).toBeLessThanOrEqual(window.innerWidth)
  expect(bottom).toBeLessThanOrEqual(window.innerHeight)
  expect(bottom - top).toBeGreaterThan(80)
  await waitFor(() =>
    expect(listbox().contains(document.elementFromPoint(left + 20, (top + bottom) / 2))).toBe(true),
  )
  const field = input().parentElement?.getBoundingClientRect()
  if (!field) throw new Error('The input has no field around it.')
  expect(bottom <= field.top || top >= field.bottom).toBe(true)
})
