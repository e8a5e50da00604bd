import { login, logout } from '@cubekit/core'
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { PasswordChangeForm } from './index.ts'

test('what one person has typed is not for the next, and for nobody there is no form', async () => {
  const { user, client, otherPerson } = await renderWithCube(<PasswordChangeForm />, {
    before: ({ client, person }) => login(client, person),
  })
  await user.type(await screen.findByLabelText('Current password'), 'a secret of the first')
  await act(() => login(client, otherPerson))
  expect(screen.getByLabelText('Current password')).toHaveValue('')
  const username = document.querySelector<HTMLInputElement>('[autocomplete=username]')
  expect(username?.value).toBe(otherPerson.login)
  await act(() => logout(client))
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull())
})
