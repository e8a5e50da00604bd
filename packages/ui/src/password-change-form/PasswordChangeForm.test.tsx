import { login } from '@cubekit/core'
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { PasswordChangeForm } from './index.ts'

test('of the two buttons that show a password, each says which', async () => {
  await renderWithCube(<PasswordChangeForm />, { before: ({ client, person }) => login(client, person) })
  const [old, chosen] = screen.getAllByRole('button', { name: 'Show password' })
  expect(old).toHaveAccessibleDescription('Current password')
  expect(chosen).toHaveAccessibleDescription('New password')
})
