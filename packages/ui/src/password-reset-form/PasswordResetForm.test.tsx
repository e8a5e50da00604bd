import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { count, renderWithCube, type CubePage } from '../../test/renderWithCube.tsx'
import { PasswordResetForm } from './index.ts'

const email = (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>('Email')
const path = '/users/password/reset'

afterEach(() => {
  vi.useRealTimers()
})

async function ask(page: CubePage, address: string): Promise<void> {
  await page.user.type(email(), `${address}{Enter}`)
  await screen.findByRole('heading', { name: 'Check your email' })
}

test('whether anybody has the address makes no difference to what is seen', async () => {
  const seen: (string | null)[] = []
  for (const isKnown of [true, false]) {
    const page = await renderWithCube(<PasswordResetForm footer={<a href="/sign-in">Back</a>} />)
    const address = isKnown ? page.person.email : 'nobody@example.com'
    await ask(page, `  ${address} `)
    expect(page.emulator.outbox).toHaveLength(isKnown ? 1 : 0)
    await waitFor(() =>
      expect(document.activeElement).toHaveTextContent(`If ${address} belongs to an account`),
    )
    seen.push(page.container.innerHTML.replaceAll(address, '…').replaceAll(/_r_\w+_|:r\w+:/g, ''))
    page.unmount()
  }
  expect(seen[0]).toBe(seen[1])
})

test('it can be sent again after a pause, and not before', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  const page = await renderWithCube(<PasswordResetForm />)
  await ask(page, page.person.email)
  const button = screen.getByRole('button', { name: 'Send again' })
  expect(screen.getByRole('timer')).toHaveTextContent('You can send it again in 30 seconds.')
  await page.user.click(button)
  expect(count(page.requests, `POST ${path}`)).toBe(1)
  await act(() => vi.advanceTimersByTimeAsync(30_000))
  expect(screen.queryByRole('timer')).not.toBeInTheDocument()
  await page.user.click(button)
  await screen.findByText(/^Sent again\./)
  expect(page.emulator.outbox).toHaveLength(2)
  expect(screen.getByRole('timer')).toHaveTextContent('You can send it again in 30 seconds.')
  expect(button).toHaveFocus()
})

test('somebody who has mistyped gets the input back, with what they typed', async () => {
  const page = await renderWithCube(<PasswordResetForm />)
  await ask(page, 'ada@exmaple.com')
  await page.user.click(screen.getByRole('button', { name: 'Use another email' }))
  expect(email()).toHaveFocus()
  expect(email()).toHaveValue('ada@exmaple.com')
  await page.user.keyboard(`${page.person.email}{Enter}`)
  await screen.findByRole('heading', { name: 'Check your email' })
  expect(page.emulator.outbox).toHaveLength(1)
})

test('the focus stays with somebody who has turned to something else', async () => {
  const page = await renderWithCube(
    <>
      <PasswordResetForm />
      <input aria-label="Elsewhere" />
    </>,
  )
  await page.user.type(email(), `${page.person.email}{Enter}`)
  await page.user.click(screen.getByLabelText('Elsewhere'))
  await screen.findByRole('heading', { name: 'Check your email' })
  expect(screen.getByLabelText('Elsewhere')).toHaveFocus()
})
