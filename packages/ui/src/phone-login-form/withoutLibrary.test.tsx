import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { textMessages } from '../../test/textMessages.ts'
import { PhoneLoginForm } from './index.ts'

vi.mock('./readPhone.ts', () => {
  throw new Error('This chunk cannot be loaded.')
})

test('without the library, which cannot be loaded, numbers are read by E.164 alone', async () => {
  const messages = textMessages()
  const { user } = await renderWithCube(<PhoneLoginForm verifier={messages} defaultCountry="GB" />)
  const number = screen.getByLabelText('Phone number')
  await user.type(number, '12{Enter}')
  expect(number).toBeInvalid()
  await user.clear(number)
  await user.type(number, '(01632) 960-961{Enter}')
  expect(await screen.findByLabelText('Code')).toHaveAccessibleDescription(
    'We sent a code to +44 1632960961.',
  )
  expect(messages.sent).toEqual(['+441632960961'])
})
