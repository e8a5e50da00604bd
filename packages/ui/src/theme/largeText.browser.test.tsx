import '@cubekit/ui/styles.css'
import { login } from '@cubekit/core'
import { screen } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { textMessages } from '../../test/textMessages.ts'
import { PasswordChangeForm } from '../password-change-form/index.ts'
import { PhoneLoginForm } from '../phone-login-form/index.ts'

function setTextSize(size: string): void {
  document.documentElement.style.fontSize = size
  onTestFinished(() => {
    document.documentElement.style.removeProperty('font-size')
  })
}

const heightOf = (text: string): number => screen.getByText(text).getBoundingClientRect().height

test('with text twice as large on a small phone, a number has room, and no word of a button is broken', async () => {
  await renderWithCube(
    <div style={{ inlineSize: '296px' }}>
      <PhoneLoginForm
        verifier={textMessages()}
        defaultCountry="GB"
        messages={{ 'phone.send': 'connecter' }}
      />
    </div>,
  )
  const input = screen.getByRole('textbox', { name: 'Phone number' })
  const { top } = screen.getByRole('combobox').getBoundingClientRect()
  expect(Math.abs(input.getBoundingClientRect().top - top)).toBeLessThan(2)
  const line = heightOf('connecter')

  setTextSize('32px')
  expect(input.getBoundingClientRect().width).toBeGreaterThan(200)
  expect(heightOf('connecter')).toBeLessThan(line * 2.5)
})

test('an error is as near to the button where a line for success stands between them', async () => {
  await renderWithCube(<PasswordChangeForm />, {
    before: async ({ client, person, emulator }) => {
      await login(client, person)
      emulator.faults.add({ kind: 'status', status: 500, method: 'PUT' })
    },
  })
  await userEvent.type(screen.getByLabelText('Current password'), 'correct horse')
  await userEvent.type(screen.getByLabelText('New password'), 'seven nested loops')
  await userEvent.keyboard('{Enter}')
  const error = (await screen.findByRole('alert')).getBoundingClientRect()
  const button = screen.getByRole('button', { name: 'Try again' }).getBoundingClientRect()
  expect(Math.round(button.top - error.bottom)).toBe(12)
})
