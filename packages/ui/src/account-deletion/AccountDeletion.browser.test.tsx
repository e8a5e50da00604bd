import { login } from '@cubekit/core'
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { AccountDeletion } from './index.ts'

test('closing the dialog, however often, gives the focus back; meanwhile the page below is inert', async () => {
  await renderWithCube(
    <>
      <AccountDeletion />
      <a href="#below">Below</a>
    </>,
    { before: ({ client, person }) => login(client, person) },
  )
  const opener = screen.getByRole('button', { name: 'Delete account' })
  const hasOpened = (): Promise<void> => waitFor(() => expect(screen.getByRole('textbox')).toHaveFocus())
  const hasClosed = async (): Promise<void> => {
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(opener).toHaveFocus()
  }
  opener.focus()
  await userEvent.keyboard('{Enter}')
  await hasOpened()
  screen.getByText('Below').focus()
  expect(screen.getByRole('textbox')).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await hasClosed()

  // An Escape that follows another one is not the page's to prevent.
  await userEvent.keyboard('{Enter}')
  await hasOpened()
  await userEvent.keyboard('{Escape}')
  await hasClosed()

  await userEvent.keyboard('{Enter}')
  await hasOpened()
  await userEvent.click(screen.getByRole('button', { name: 'Keep my account' }))
  await hasClosed()
})
