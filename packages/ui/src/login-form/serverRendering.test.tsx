import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { CubeProvider } from '@cubekit/react'
import { createStage, type Stage } from '@cubekit/testing'
import { StrictMode, type ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test } from 'vitest'
import { loginPage } from '../../test/loginPage.ts'
import { GuestForm } from '../guest-form/index.ts'
import { LoginForm } from './index.ts'

let unmount = (): void => {}

afterEach(() => {
  act(() => unmount())
  document.body.replaceChildren()
})

function page({ client }: Stage): ReactNode {
  return (
    <StrictMode>
      <CubeProvider client={client}>
        <LoginForm forgotPassword={<a href="/reset">Forgot password?</a>} />
        <GuestForm />
      </CubeProvider>
    </StrictMode>
  )
}

/** Puts the server's HTML on the page, as a browser shows it before any script has run. */
function showServerHtml(app: ReactNode): HTMLElement {
  const root = document.body.appendChild(document.createElement('div'))
  root.innerHTML = renderToString(app)
  return root
}

test('before hydration the form can be filled in but not sent, with the Enter key neither', () => {
  showServerHtml(page(createStage()))
  let submits = 0
  document.addEventListener('submit', () => (submits += 1), { once: true })
  const form = screen.getByRole<HTMLFormElement>('form', { name: 'Sign in' })
  expect(form.method).toBe('post')
  expect(loginPage.identifier()).toBeEnabled()
  expect(loginPage.password()).toBeEnabled()
  // A disabled default button also keeps the Enter key from submitting.
  expect(loginPage.submit()).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Continue' })).toBeDisabled()
  loginPage.submit().click()
  expect(submits).toBe(0)
})

test('hydrates without a warning, keeps what was typed meanwhile, and works', async () => {
  const stage = createStage()
  const { client, person } = stage
  const root = showServerHtml(page(stage))
  loginPage.identifier().value = person.login
  loginPage.password().value = person.password

  const recovered: unknown[] = []
  await act(async () => {
    const hydrated = hydrateRoot(root, page(stage), { onRecoverableError: (error) => recovered.push(error) })
    unmount = () => hydrated.unmount()
  })
  expect(recovered).toEqual([])
  expect(loginPage.identifier()).toHaveValue(person.login)
  expect(loginPage.submit()).toBeEnabled()
  await userEvent.click(loginPage.submit())
  await waitFor(() => expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } }))
})
