import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { textMessages } from '../../test/textMessages.ts'
import { AuthPanel } from './index.ts'

vi.mock('../phone-login-form/PhoneLoginForm.tsx', () => {
  throw new Error('This chunk cannot be loaded.')
})

test('when the phone form cannot be fetched, that is said, and all the rest still works', async () => {
  const { user } = await renderWithCube(<AuthPanel phone={textMessages()} />)
  await user.click(screen.getByRole('button', { name: 'Continue with your phone' }))
  expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't reach the server")
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.getByRole('alert')).toBeVisible())
  await user.click(screen.getByRole('button', { name: 'Back to sign in' }))
  expect(screen.getByRole('form', { name: 'Sign in' })).toBeVisible()
})
