import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { loginPage } from '../../test/loginPage.ts'
import { LoginForm } from './index.ts'

test('a browser does not submit the form before it is hydrated, even with the Enter key', async () => {
  const root = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => root.remove())
  root.innerHTML = renderToString(
    <CubeProvider client={createStage().client}>
      <LoginForm />
    </CubeProvider>,
  )
  const submits: Event[] = []
  const note = (event: Event): void => {
    event.preventDefault()
    submits.push(event)
  }
  document.addEventListener('submit', note)
  onTestFinished(() => document.removeEventListener('submit', note))

  await userEvent.type(loginPage.identifier(), 'ada')
  await userEvent.type(loginPage.password(), 'secret{Enter}')
  expect(submits).toHaveLength(0)
  expect(loginPage.password()).toHaveValue('secret')

  // The same keys do submit once the button works.
  const form = screen.getByRole<HTMLFormElement>('form')
  form.querySelector('button[type=submit]')?.removeAttribute('disabled')
  await userEvent.type(loginPage.password(), '{Enter}')
  expect(submits).toHaveLength(1)
})
