import { login, type CubeUser } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage, type Stage } from '@cubekit/testing'
import { act, screen, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test } from 'vitest'
import { AccountDeletion } from '../account-deletion/index.ts'
import { ProfileForm } from './index.ts'

function page({ client }: Stage, user: CubeUser): ReactNode {
  return (
    <StrictMode>
      <CubeProvider client={client} initialSession={{ status: 'user', user }}>
        <ProfileForm />
        <AccountDeletion />
      </CubeProvider>
    </StrictMode>
  )
}

test('what was typed before hydration stays, the rest is filled in, and nothing is sent before', async () => {
  const stage = createStage()
  const user = await login(stage.client, stage.person)
  const root = document.body.appendChild(document.createElement('div'))
  root.innerHTML = renderToString(page(stage, user))
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Delete account' })).toBeDisabled()
  screen.getByLabelText<HTMLInputElement>('Phone').value = '+15550100'

  const recovered: unknown[] = []
  await act(async () => {
    const hydrated = hydrateRoot(root, page(stage, user), {
      onRecoverableError: (error) => recovered.push(error),
    })
    onTestFinished(() => {
      act(() => hydrated.unmount())
      root.remove()
    })
  })
  expect(recovered).toEqual([])
  expect(screen.getByLabelText('Full name')).toHaveValue(user.full_name)
  expect(screen.getByLabelText('Phone')).toHaveValue('+15550100')
  act(() => screen.getByRole('button', { name: 'Save' }).click())
  await waitFor(() => expect(stage.client.getSession().user?.phone).toBe('+15550100'))
  await waitFor(() => expect(stage.requests()).toContain(`PUT /users/${user.id}`))
})
