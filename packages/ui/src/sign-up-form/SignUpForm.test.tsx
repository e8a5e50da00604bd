import { login } from '@cubekit/core'
import { SignedIn, SignedOut, useCurrentUser } from '@cubekit/react'
import { screen, waitFor } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { createRef, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { count, renderWithCube } from '../../test/renderWithCube.tsx'
import { SignUpForm, SignUpFormParts } from './index.ts'

const input = (label: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(label)
const submit = (): HTMLButtonElement => screen.getByRole('button', { name: /^(Create account|Try again)$/ })
const users = [
  { login: 'ada', email: 'ada@example.com', password: 'correct horse', full_name: 'Ada Lovelace' },
  { login: 'grace', password: 'correct horse', full_name: 'Grace Hopper' },
]
const everything = {
  full_name: 'required',
  phone: 'optional',
  website: 'optional',
  tags: 'optional',
} as const

async function fill(user: UserEvent, entries: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(entries)) {
    await user.clear(input(label))
    await user.click(input(label))
    if (text) await user.paste(text)
  }
  await user.click(submit())
}

function Who(): ReactNode {
  return <p>Hello, {useCurrentUser()?.full_name}</p>
}

test('somebody signs up with everything there is, and is in', async () => {
  const onSuccess = vi.fn<(user: unknown) => void>()
  const page = await renderWithCube(
    <>
      <SignedOut>
        <SignUpForm
          identify="both"
          fields={everything}
          customData={{ theme: 'dark' }}
          onSuccess={onSuccess}
        />
      </SignedOut>
      <SignedIn>
        <Who />
      </SignedIn>
    </>,
  )
  await screen.findByRole('form', { name: 'Create your account' })
  await fill(page.user, {
    'Full name': '  سارة الأحمد ',
    Login: 'sara',
    Email: 'sara@example.com',
    Phone: '+49 (170) 123-4567',
    Website: 'sara.example',
    Tags: 'chess, go,  chess',
    Password: '  zwölf 🐎 &=+% ',
  })
  expect(await screen.findByText('Hello, سارة الأحمد')).toBeVisible()
  await waitFor(() =>
    expect(onSuccess).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        login: 'sara',
        email: 'sara@example.com',
        full_name: 'سارة الأحمد',
        phone: '+49 (170) 123-4567',
        website: 'https://sara.example',
        user_tags: ['chess', 'go'],
        custom_data: '{"theme":"dark"}',
      }),
    ),
  )
  expect(count(page.requests, 'POST /users')).toBe(1)
  // The password arrived with every space and emoji.
  await expect(login(page.client, { login: 'sara', password: '  zwölf 🐎 &=+% ' })).resolves.toMatchObject({
    login: 'sara',
  })
})

test('browsers and password managers can tell the inputs', async () => {
  await renderWithCube(<SignUpForm identify="both" fields={everything} />)
  const attributes = (label: string): (string | null)[] =>
    ['type', 'autocomplete', 'inputmode', 'autocapitalize'].map((name) => input(label).getAttribute(name))
  expect(attributes('Full name')).toEqual(['text', 'name', null, null])
  expect(attributes('Login')).toEqual(['text', 'username', null, 'none'])
  expect(attributes('Email')).toEqual(['email', 'email', 'email', 'none'])
  expect(attributes('Phone')).toEqual(['tel', 'tel', 'tel', null])
  expect(attributes('Website')).toEqual(['url', 'url', 'url', 'none'])
  expect(attributes('Password')).toEqual(['password', 'new-password', null, 'none'])
  expect(input('Password')).toHaveAttribute(
    'passwordrules',
    'minlength: 6; maxlength: 40; allowed: ascii-printable;',
  )
  // Nothing is cut off in silence.
  for (const element of document.querySelectorAll('input')) expect(element).not.toHaveAttribute('maxlength')
})

test('what may stay empty says so, and is left out', async () => {
  const page = await renderWithCube(<SignUpForm fields={everything} />)
  for (const label of ['Phone', 'Website', 'Tags']) {
    expect(input(label)).not.toBeRequired()
    expect(input(label)).toHaveAccessibleDescription(/^Optional/)
  }
  await fill(page.user, { 'Full name': 'Sara', Email: 'sara@example.com', Password: 'zwölf Pferde' })
  await waitFor(() => expect(page.client.getSession().status).toBe('user'))
  expect(page.emulator.log.find(({ path }) => path === '/users')?.requestBody).toEqual({
    user: { email: 'sara@example.com', password: '[redacted]', full_name: 'Sara' },
  })
})

test.each([
  ['Login', 'ab', 'Use at least 3 characters.'],
  ['Login', 'x'.repeat(71), 'Use 70 characters at most.'],
  ['Login', 'ada@home', "A login can't contain @."],
  ['Email', 'ada', 'Enter an email like name@example.com.'],
  ['Phone', 'call me', 'Enter a phone number like +44 20 7946 0018.'],
  ['Website', 'javascript:alert(1)', 'Enter an address like https://example.com.'],
  ['Tags', 'a,b,c,d,e,f', 'Use 5 tags at most.'],
  ['Password', '🦊🔑🦉🐎🐙', 'Use at least 6 characters.'],
  ['Password', 'correct horse battery staple '.repeat(2), 'Use 40 characters at most.'],
])('%s: %s is refused before anything is sent', async (label, text, words) => {
  const page = await renderWithCube(<SignUpForm identify="both" fields={everything} />)
  const fine = {
    'Full name': 'Sara',
    Login: 'sara',
    Email: 'sara@example.com',
    Phone: '',
    Website: '',
    Tags: '',
    Password: 'zwölf Pferde',
  }
  await fill(page.user, { ...fine, [label]: text })
  expect(input(label)).toBeInvalid()
  expect(input(label)).toHaveAccessibleDescription(expect.stringContaining(words))
  expect(input(label)).toHaveFocus()
  expect(input(label)).toHaveValue(text)
  expect(count(page.requests, 'POST /users')).toBe(0)
})

test('a hint gives way to an error, and comes back once something is typed', async () => {
  const { user } = await renderWithCube(<SignUpForm fields={{ tags: 'required' }} />)
  const hint = 'Put commas between them.'
  expect(input('Tags')).toHaveAccessibleDescription(hint)
  await user.type(input('Tags'), 'a,b,c,d,e,f{Enter}')
  expect(input('Tags')).toHaveAccessibleDescription(/^\s*Use 5 tags at most\.$/)
  expect(screen.queryByText(hint)).not.toBeInTheDocument()
  await user.type(input('Tags'), '{Backspace}')
  expect(input('Tags')).toHaveAccessibleDescription(hint)
})

test.each([
  ['login', 'Login', 'ada', 'This login is taken.'],
  ['email', 'Email', 'Ada@example.com', 'This email already has an account.'],
] as const)('a %s that is taken is said at its field, with the way on', async (_, label, text, words) => {
  const onSignInInstead = vi.fn<(identifier: string) => void>()
  const page = await renderWithCube(<SignUpForm identify="both" onSignInInstead={onSignInInstead} />, {
    emulator: { users },
  })
  expect(screen.queryByRole('button', { name: 'Sign in instead' })).not.toBeInTheDocument()
  await fill(page.user, { Login: 'new', Email: 'new@example.com', Password: 'zwölf Pferde', [label]: text })
  await waitFor(() => expect(input(label)).toHaveAccessibleDescription(words))
  expect(input(label)).toHaveFocus()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  await page.user.click(screen.getByRole('button', { name: 'Sign in instead' }))
  expect(onSignInInstead).toHaveBeenCalledExactlyOnceWith(text)

  await page.user.type(input(label), 'x')
  expect(screen.queryByRole('button', { name: 'Sign in instead' })).not.toBeInTheDocument()
})

test.each([
  ['is too short (minimum is 8 characters)', 'Use at least 8 characters.', '8 to 40 characters'],
  ['is too long (maximum is 12 characters)', 'Use 12 characters at most.', '6 to 12 characters'],
  [
    'should contain alphanumeric and punctuation characters only',
    'Use English letters, digits and punctuation only.',
    '6 to 40 characters',
  ],
  ['is odd', "This wasn't accepted. Check it for typos.", '6 to 40 characters'],
])('the server finds that a password %s', async (said, words, limits) => {
  const page = await renderWithCube(<SignUpForm />, {
    before: ({ emulator }) =>
      emulator.faults.add({
        kind: 'status',
        status: 422,
        path: '/users',
        body: { errors: { password: [said] } },
      }),
  })
  expect(screen.getByText('6 to 40 characters')).toBeVisible()
  await fill(page.user, { Email: 'sara@example.com', Password: '1234567' })
  await waitFor(() => expect(input('Password')).toBeInvalid())
  expect(input('Password')).toHaveAccessibleDescription(expect.stringContaining(words))
  await page.user.clear(input('Password'))
  expect(await screen.findByText(limits)).toBeVisible()
})

test('an answer that is lost after the account was made ends signed in, with one account', async () => {
  const onError = vi.fn<() => void>()
  const page = await renderWithCube(<SignUpForm onError={onError} />, {
    before: ({ emulator }) =>
      emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path: '/users', times: 1 }),
  })
  const before = page.emulator.db.users.size
  await fill(page.user, { Email: 'sara@example.com', Password: 'zwölf Pferde' })
  await waitFor(() =>
    expect(page.client.getSession()).toMatchObject({ status: 'user', user: { email: 'sara@example.com' } }),
  )
  expect(page.emulator.db.users.size).toBe(before + 1)
  expect(onError).not.toHaveBeenCalled()
})

test('the parts make a form of any shape, with inputs of the host’s own, but without the password', async () => {
  const ref = createRef<HTMLInputElement>()
  const customData = vi.fn<(data: FormData) => string>((data) =>
    JSON.stringify({ company: data.get('company') }),
  )
  const page = await renderWithCube(
    <SignUpFormParts.Root identify="login" customData={customData} passwordLength={{ min: 10, max: 20 }}>
      <SignUpFormParts.Title />
      <SignUpFormParts.Description>It is free.</SignUpFormParts.Description>
      <SignUpFormParts.Field name="login" label="Handle">
        <SignUpFormParts.Label />
        <SignUpFormParts.Input ref={ref} placeholder="ada" />
        <SignUpFormParts.FieldError />
        <SignUpFormParts.SignInInsteadButton />
      </SignUpFormParts.Field>
      <SignUpFormParts.Field name="company" label="Company" />
      <SignUpFormParts.NewPasswordField label="Secret">
        <SignUpFormParts.Label />
        <SignUpFormParts.NewPasswordInput />
        <SignUpFormParts.PasswordStrength className="mine" />
        <SignUpFormParts.FieldError />
      </SignUpFormParts.NewPasswordField>
      <SignUpFormParts.ErrorMessage />
      <SignUpFormParts.SubmitButton>Create account</SignUpFormParts.SubmitButton>
      <SignUpFormParts.Footer>By us.</SignUpFormParts.Footer>
    </SignUpFormParts.Root>,
  )
  expect(input('Handle')).toBe(ref.current)
  expect(input('Secret')).toHaveAccessibleDescription('10 to 20 characters')
  expect(input('Company')).not.toHaveAccessibleDescription()
  await fill(page.user, { Handle: 'sara', Company: 'Analytical Engines', Secret: 'zwölf Pferde' })
  await waitFor(() => expect(page.client.getSession().status).toBe('user'))
  expect(page.client.getSession().user?.custom_data).toBe('{"company":"Analytical Engines"}')
  expect([...(customData.mock.calls[0]?.[0].keys() ?? [])]).toEqual(['login', 'company'])
})

test.each([
  ['email', 'username'],
  ['both', 'email'],
] as const)('password managers keep what one will sign in with: by %s', async (identify, purpose) => {
  await renderWithCube(<SignUpForm identify={identify} />)
  expect(await screen.findByLabelText('Email')).toHaveAttribute('autocomplete', purpose)
})
