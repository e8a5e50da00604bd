import { screen, waitFor } from '@testing-library/react'
import { createRef } from 'react'
import { expect, test, vi } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { LoginFormParts } from './index.ts'

test('the parts make a form of any shape, with words, names and elements of the host', async () => {
  const refs = {
    root: createRef<HTMLFormElement>(),
    field: createRef<HTMLDivElement>(),
    label: createRef<HTMLLabelElement>(),
    identifier: createRef<HTMLInputElement>(),
    password: createRef<HTMLInputElement>(),
    error: createRef<HTMLDivElement>(),
    submit: createRef<HTMLButtonElement>(),
  }
  const onInput = vi.fn<() => void>()
  const { user, person, client } = await renderWithCube(
    <LoginFormParts.Root ref={refs.root} aria-label="Members">
      <LoginFormParts.IdentifierField ref={refs.field} className="row">
        <LoginFormParts.FieldError />
        <LoginFormParts.IdentifierInput
          ref={refs.identifier}
          placeholder="M-0000"
          onInput={onInput}
          aria-describedby="hint"
        />
        <LoginFormParts.Label ref={refs.label}>Member number</LoginFormParts.Label>
        <p id="hint">It is on your card.</p>
      </LoginFormParts.IdentifierField>
      <LoginFormParts.PasswordField>
        <LoginFormParts.Label />
        <LoginFormParts.PasswordInput ref={refs.password} toggleIcon={<b aria-hidden>👁</b>} />
      </LoginFormParts.PasswordField>
      <div>
        <LoginFormParts.SubmitButton ref={refs.submit} className="big">
          Enter
        </LoginFormParts.SubmitButton>
        <LoginFormParts.ErrorMessage ref={refs.error}>No entry.</LoginFormParts.ErrorMessage>
      </div>
    </LoginFormParts.Root>,
  )
  expect(screen.getByRole('form', { name: 'Members' })).toBe(refs.root.current)
  const identifier = screen.getByRole('textbox', { name: 'Member number' })
  expect(identifier).toBe(refs.identifier.current)
  expect(identifier).toHaveAttribute('autocomplete', 'username')
  expect(identifier).toHaveAccessibleDescription('It is on your card.')
  expect(screen.getByLabelText('Password')).toBe(refs.password.current)
  expect(screen.getByText('Member number')).toBe(refs.label.current)
  const button = screen.getByRole('button', { name: 'Enter' })
  expect(button).toBe(refs.submit.current)
  expect(button).toHaveClass('cube-button', 'big')

  await user.click(button)
  expect(identifier).toHaveAccessibleDescription('It is on your card. Enter your login or email.')
  expect(refs.field.current).toHaveAttribute('data-invalid')
  expect(refs.field.current).toHaveClass('cube-field', 'row')
  await user.type(identifier, person.login)
  expect(onInput).toHaveBeenCalled()
  expect(refs.field.current).not.toHaveAttribute('data-invalid')

  await user.type(screen.getByLabelText('Password'), 'wrong{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('No entry.')
  expect(refs.error.current).toHaveAttribute('data-code', 'invalid-credentials')
  expect(button).toHaveTextContent('Enter')
  expect(button).toHaveAttribute('data-status', 'error')
  await user.keyboard(`${person.password}{Enter}`)
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('a part outside of its place says where it belongs', async () => {
  const silence = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(renderWithCube(<LoginFormParts.SubmitButton />)).rejects.toThrow(
    'This part belongs inside its Root.',
  )
  await expect(
    renderWithCube(
      <LoginFormParts.Root>
        <LoginFormParts.Label>Lost</LoginFormParts.Label>
      </LoginFormParts.Root>,
    ),
  ).rejects.toThrow('This part belongs inside its Field.')
  silence.mockRestore()
})

test('a ref that is a function works as well', async () => {
  const seen: (string | undefined)[] = []
  await renderWithCube(
    <LoginFormParts.Root ref={(form) => void seen.push(form?.tagName)}>
      <LoginFormParts.IdentifierField>
        <LoginFormParts.IdentifierInput aria-label="Login" ref={(input) => void seen.push(input?.tagName)} />
      </LoginFormParts.IdentifierField>
    </LoginFormParts.Root>,
  )
  expect(seen).toEqual(expect.arrayContaining(['FORM', 'INPUT']))
})
