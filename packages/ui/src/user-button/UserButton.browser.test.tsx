import '@cubekit/ui/styles.css'
import { login } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { render, screen, waitFor } from '@testing-library/react'
import type { CSSProperties } from 'react'
import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { UserButton } from './index.ts'

/** Opens the menu of somebody whose button stands in a box of some style. */
async function openIn(
  style: CSSProperties,
  avatarUrl?: string,
): Promise<{ box: DOMRect; menu: HTMLElement; button: DOMRect }> {
  const { client, person } = createStage()
  await login(client, person)
  render(
    <CubeProvider client={client}>
      <div data-testid="box" style={style}>
        <UserButton avatarUrl={avatarUrl} onProfile={() => {}} />
      </div>
    </CubeProvider>,
  )
  const button = await screen.findByRole('button')
  await userEvent.click(button)
  const menu = (await screen.findByRole('menu')).parentElement
  if (!menu) throw new Error('The menu has no popup around it.')
  return {
    box: screen.getByTestId('box').getBoundingClientRect(),
    menu,
    button: button.getBoundingClientRect(),
  }
}

test('the menu stands above boxes that clip, and lets nothing cover it', async () => {
  const { box, menu } = await openIn({
    position: 'relative',
    overflow: 'hidden',
    inlineSize: 40,
    blockSize: 40,
    transform: 'translate(120px)',
  })
  const { left, top, right, bottom, width } = menu.getBoundingClientRect()
  expect(top).toBeGreaterThanOrEqual(box.bottom - 10)
  expect(width).toBeGreaterThan(box.width)
  for (const [x, y] of [
    [left + 12, top + 12],
    [right - 12, bottom - 12],
  ] as const) {
    expect(menu.contains(document.elementFromPoint(x, y))).toBe(true)
  }
})

test.each([
  ['at the top left', { position: 'fixed', insetBlockStart: 4, insetInlineStart: 4 }],
  ['at the top right', { position: 'fixed', insetBlockStart: 4, insetInlineEnd: 4 }],
  ['at the bottom right', { position: 'fixed', insetBlockEnd: 4, insetInlineEnd: 4 }],
  [
    'at the bottom left, from right to left',
    { position: 'fixed', insetBlockEnd: 4, insetInlineEnd: 4, direction: 'rtl' },
  ],
] as const)('%s all of it is in view, beside the button', async (_, style) => {
  const { menu, button } = await openIn(style)
  const at = menu.getBoundingClientRect()
  expect(at.left).toBeGreaterThanOrEqual(0)
  expect(at.right).toBeLessThanOrEqual(window.innerWidth)
  expect(at.top).toBeGreaterThanOrEqual(0)
  expect(at.bottom).toBeLessThanOrEqual(window.innerHeight)
  expect(Math.min(Math.abs(at.top - button.bottom), Math.abs(button.top - at.bottom))).toBeLessThan(10)
})

test('a key that closes it gives the focus back, and Tab goes on from the button', async () => {
  await openIn({})
  const after = document.body.appendChild(document.createElement('button'))
  onTestFinished(() => after.remove())
  after.textContent = 'After'
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
  const button = screen.getByRole('button', { name: /^Account of/ })
  expect(button).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  expect(screen.getByRole('menuitem', { name: 'Log out' })).toHaveFocus()
  await userEvent.keyboard('{Tab}')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(after).toHaveFocus()
})

test('Space chooses once, and in the middle of a word not at all', async () => {
  await openIn({})
  await userEvent.keyboard('log out o')
  await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Log out other devices' })).toHaveFocus())
  await userEvent.keyboard('{Home}{Enter}')
  expect(screen.queryByRole('menu')).toBeNull()
})

test('a picture covers the initials once it has come, without a flash of anything else', async () => {
  const canvas = new OffscreenCanvas(8, 8)
  canvas.getContext('2d')?.fillRect(0, 0, 8, 8)
  const url = URL.createObjectURL(await canvas.convertToBlob())
  onTestFinished(() => URL.revokeObjectURL(url))
  const { menu } = await openIn({}, url)
  await waitFor(() => expect(menu.querySelector('img')).toBeVisible())
})
