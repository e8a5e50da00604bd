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

test('a password that is typed while another is being changed stays', async () => {
  const { user, hold, person } = await renderWithCube(<PasswordChangeForm />, {
    before: ({ client, person }) => login(client, person),
  })
  const held = hold('PUT /users')
  await user.type(await screen.findByLabelText('Current password'), person.password)
  await user.type(screen.getByLabelText('New password'), 'brand new one{Enter}')
  await act(() => held.arrived)
  await user.type(screen.getByLabelText('New password'), ', and longer')
  await act(async () => held.release())
  await waitFor(() => expect(screen.getByLabelText('Current password')).toHaveValue(''))
  expect(screen.getByLabelText('New password')).toHaveValue('brand new one, and longer')
})
