import { CubeError, getUser, login, type CubeUser } from '@cubekit/core'
import { acceptTokens } from '@cubekit/emulator'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { count, renderWithCube, type CubePage, type CubePageOptions } from '../../test/renderWithCube.tsx'
import { textMessages } from '../../test/textMessages.ts'
import { CubeLocaleProvider } from '../messages/CubeLocaleProvider.tsx'
import { ar } from '../messages/ar.ts'
import { PhoneLoginForm, PhoneLoginFormParts, type PhoneLoginFormProps } from './index.ts'

const emulator = {
  providers: {
    firebase_phone: acceptTokens({ 'token-of-+441632960961': { uid: 'f1', phone: '+441632960961' } }),
  },
}

const number = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('textbox', { name: 'Phone number' })
const country = (): HTMLSelectElement => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Country' })
const code = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('textbox', { name: 'Code' })
const button = (name: string): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name })

async function show(
  props: Partial<PhoneLoginFormProps> = {},
  options: CubePageOptions = {},
): Promise<CubePage & { messages: ReturnType<typeof textMessages> }> {
  const messages = textMessages()
  const page = await renderWithCube(<PhoneLoginForm verifier={messages} defaultCountry="GB" {...props} />, {
    emulator,
    ...options,
  })
  return { ...page, messages }
}

async function send(user: UserEvent, phone = '01632 960961'): Promise<void> {
  await user.click(number())
  await user.paste(phone)
  await user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'Enter the code' })
}

afterEach(() => {
  vi.useRealTimers()
})

test('a person signs in with the code that was sent to the phone', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const { user, client, messages } = await show({ onSuccess })
  expect(screen.getByRole('form', { name: 'Sign in with your phone' })).toHaveAttribute('method', 'post')
  await user.type(number(), '01632 960961')
  await user.click(button('Send code'))
  await waitFor(() => expect(code()).toHaveFocus())
  expect(messages.sent).toEqual(['+441632960961'])
  expect(code()).toHaveAccessibleDescription(/^We sent a code to \+44 ?1632 ?960961\.$/)

  await user.keyboard(`${messages.code}{Enter}`)
  await waitFor(() => expect(client.getSession()).toMatchObject({ user: { phone: '+441632960961' } }))
  await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
})

test('browsers and phones can tell the inputs', async () => {
  const { user } = await show()
  expect(number()).toHaveAttribute('type', 'tel')
  expect(number()).toHaveAttribute('autocomplete', 'tel')
  expect(number()).toHaveAttribute('dir', 'ltr')
  await send(user)
  expect(code()).toHaveAttribute('autocomplete', 'one-time-code')
  expect(code()).toHaveAttribute('inputmode', 'numeric')
})

test('the country comes from the locale, has a name in the language, and can be chosen', async () => {
  const { user, messages } = await show({ defaultCountry: undefined }, {})
  expect(country()).toHaveValue('US')
  await user.selectOptions(country(), screen.getByRole('option', { name: /^Germany/ }))
  expect(country()).toHaveValue('DE')
  await send(user, '030 12345678')
  expect(messages.sent).toEqual(['+493012345678'])
})

test('in another language the countries have its names, and the beginning is where it is spoken', async () => {
  await renderWithCube(
    <CubeLocaleProvider locale="ar-SA" dir="rtl" messages={ar}>
      <PhoneLoginForm verifier={textMessages()} />
    </CubeLocaleProvider>,
  )
  expect(screen.getByRole('combobox', { name: 'البلد' })).toHaveValue('SA')
  expect(screen.getByRole('option', { name: /^المملكة العربية السعودية/ })).toBeInTheDocument()
})

test.each([
  ['pasted', async (user: UserEvent) => user.paste('+33 6 12 34 56 78')],
  ['filled in by the browser', async () => fireEvent.input(number(), { target: { value: '+33612345678' } })],
])('a whole number that is %s switches the country', async (_, enter) => {
  const { user, messages } = await show()
  await user.click(number())
  await enter(user)
  expect(country()).toHaveValue('FR')
  expect(number().value.replaceAll(' ', '')).toBe('612345678')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(messages.sent).toEqual(['+33612345678']))
  await screen.findByRole('heading', { name: 'Enter the code' })
})

test('a plus that is typed switches the country too, and is not taken away while more follows', async () => {
  const { user } = await show()
  await user.type(number(), '+34 6')
  expect(country()).toHaveValue('ES')
  expect(number()).toHaveValue('+34 6')
})

test('digits of other scripts and invisible marks are taken', async () => {
  const { user, messages } = await show({ defaultCountry: 'EG' })
  await send(user, '\u202b٠١٠٠ ١٢٣ ٤٥٦٧\u202c')
  expect(messages.sent).toEqual(['+201001234567'])
})

test('an empty field and what is no number are named, and nothing is sent', async () => {
  const { user, messages } = await show()
  await user.click(button('Send code'))
  expect(number()).toHaveAccessibleDescription('Enter your phone number.')
  expect(number()).toHaveFocus()
  await user.type(number(), '12{Enter}')
  expect(number()).toHaveAccessibleDescription(/^That isn't a phone number of this country/)
  await user.selectOptions(country(), 'DE')
  expect(number()).toBeValid()
  expect(messages.sent).toEqual([])
})

test('a number that cannot be reached is said at its field, and other errors in the line above the button', async () => {
  const onError = vi.fn<(error: CubeError) => void>()
  const { user, messages } = await show({ onError })
  messages.fail.sendCode = new CubeError('validation', { fields: { phone: ['is landline'] } })
  await user.type(number(), '01632 960961{Enter}')
  await waitFor(() => expect(number()).toBeInvalid())
  expect(number()).toHaveValue('01632 960961')
  messages.fail.sendCode = new CubeError('unreachable')
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't reach the server")
  expect(onError).toHaveBeenCalledTimes(2)
})

test('a wrong code is said at its field, and the next try may follow at once', async () => {
  const { user, client, messages, requests } = await show()
  await send(user)
  await user.keyboard('000000{Enter}')
  await waitFor(() => expect(code()).toBeInvalid())
  expect(code()).toHaveAccessibleDescription(/That code isn't right, or it has expired/)
  expect(code()).toHaveFocus()
  expect(count(requests, 'POST /login')).toBe(0)
  await user.clear(code())
  await user.keyboard(`${messages.code}{Enter}`)
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test.each([
  ['with spaces', (digits: string) => `${digits.slice(0, 3)} ${digits.slice(3)} `],
  [
    'in Arabic digits',
    (digits: string) => digits.replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit))),
  ],
])('a code that is pasted %s works', async (_, write) => {
  const { user, client, messages } = await show()
  await send(user)
  await user.paste(write(messages.code))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('when signing in fails after the code was right, the code is not used up twice', async () => {
  const { user, client, messages } = await show(
    {},
    {
      before: ({ emulator: server }) =>
        server.faults.add({ kind: 'status', status: 500, path: '/login', times: 1 }),
    },
  )
  await send(user)
  await user.keyboard(`${messages.code}{Enter}`)
  expect(await screen.findByRole('alert')).toHaveAttribute('data-code', 'server-error')
  await user.click(button('Try again'))
  await waitFor(() => expect(client.getSession().status).toBe('user'))
  expect(messages.confirmed).toBe(1)
})

test('another code is sent when it may be, and the old one does not count any more', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  const { user, client, messages } = await show()
  await send(user)
  const old = messages.code
  expect(button('Send a new code in 30 seconds')).toHaveAttribute('aria-disabled', 'true')
  await user.click(button('Send a new code in 30 seconds'))
  await act(() => vi.advanceTimersByTimeAsync(29_000))
  await user.click(button('Send a new code in 1 second'))
  expect(messages.sent).toHaveLength(1)
  await act(() => vi.advanceTimersByTimeAsync(1000))
  await user.click(button('Send a new code'))
  expect(await screen.findByText('A new code is on its way.')).toBeInTheDocument()
  expect(messages.sent).toEqual(['+441632960961', '+441632960961'])
  expect(code()).toHaveFocus()
  expect(button('Send a new code in 30 seconds')).toBeVisible()

  await user.keyboard(`${old}{Enter}`)
  await waitFor(() => expect(code()).toBeInvalid())
  await user.clear(code())
  await user.keyboard(`${messages.code}{Enter}`)
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('a new code that cannot be sent is said, and what was typed stays', async () => {
  const messages = textMessages(0)
  const { user } = await renderWithCube(<PhoneLoginForm verifier={messages} defaultCountry="GB" />)
  await send(user)
  await user.keyboard('12')
  messages.fail.sendCode = new CubeError('rate-limited', { retryAfterMs: 60_000 })
  await user.click(button('Send a new code'))
  expect(await screen.findByRole('alert')).toHaveTextContent('Too many attempts. Try again in 60 seconds.')
  expect(code()).toHaveValue('12')
  await user.click(button('Send a new code'))
  expect(messages.sent).toHaveLength(1)
})

test('a new code replaces the wrong one: nobody has to clear it', async () => {
  const messages = textMessages(0)
  const { user, client } = await renderWithCube(<PhoneLoginForm verifier={messages} defaultCountry="GB" />, {
    emulator,
  })
  await send(user)
  await user.keyboard('000000{Enter}')
  await waitFor(() => expect(code()).toBeInvalid())
  await user.click(button('Send a new code'))
  expect(await screen.findByText('A new code is on its way.')).toBeInTheDocument()
  await user.keyboard(`${messages.code}{Enter}`)
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('the number can be changed: it is still there, with its country', async () => {
  const { user, messages } = await show()
  await send(user, '+33 6 12 34 56 78')
  await user.click(button('Change number'))
  await waitFor(() => expect(number()).toHaveFocus())
  expect(country()).toHaveValue('FR')
  expect(number().value.replaceAll(' ', '')).toBe('612345678')
  await user.type(number(), '{Backspace}9{Enter}')
  await waitFor(() => expect(messages.sent).toEqual(['+33612345678', '+33612345679']))
  await screen.findByRole('heading', { name: 'Enter the code' })
})

test('impatience sends one message', async () => {
  const { user, messages } = await show()
  await user.type(number(), '01632 960961{Enter}{Enter}')
  await screen.findByRole('heading', { name: 'Enter the code' })
  expect(messages.sent).toHaveLength(1)
})

test('nothing takes the focus from where the person has turned meanwhile', async () => {
  const answer = Promise.withResolvers<void>()
  const verifier = textMessages()
  const { user } = await renderWithCube(
    <>
      <PhoneLoginForm
        verifier={{
          sendCode: (phone) => answer.promise.then(() => verifier.sendCode(phone)),
        }}
        defaultCountry="GB"
      />
      <input aria-label="Elsewhere" />
    </>,
  )
  await user.type(number(), '01632 960961{Enter}')
  await user.click(screen.getByLabelText('Elsewhere'))
  answer.resolve()
  await screen.findByRole('heading', { name: 'Enter the code' })
  expect(screen.getByLabelText('Elsewhere')).toHaveFocus()
})

test('a phone that the server does not take is said in words of its own', async () => {
  const { user, messages } = await show({}, { emulator: { providers: { firebase_phone: acceptTokens({}) } } })
  await send(user)
  await user.keyboard(`${messages.code}{Enter}`)
  expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't sign you in with this phone")
})

test("when a session has lapsed, somebody else's phone is refused", async () => {
  const { user, messages, client, person } = await show(
    {},
    {
      before: async ({ client, emulator: server, person }) => {
        await login(client, person)
        server.expireSessions()
        await getUser(client, person.id).catch(() => {})
      },
    },
  )
  await send(user)
  await user.keyboard(`${messages.code}{Enter}`)
  expect(await screen.findByRole('alert')).toHaveAttribute('data-code', 'identity-mismatch')
  expect(client.getSession()).toMatchObject({ status: 'reauth-required', user: { id: person.id } })
})

test('in server HTML the country is there, and the names wait for the browser', () => {
  const root = document.createElement('div')
  root.innerHTML = renderToString(
    <CubeProvider client={createStage().client}>
      <PhoneLoginForm verifier={textMessages()} defaultCountry="GB" />
    </CubeProvider>,
  )
  expect(within(root).getByRole('combobox', { hidden: true })).toHaveTextContent('GB')
  expect(within(root).getByRole('button', { hidden: true })).toBeDisabled()
})

test('it is hydrated without a word, and then knows all countries by name', async () => {
  const page = (
    <CubeProvider client={createStage().client}>
      <PhoneLoginForm verifier={textMessages()} />
    </CubeProvider>
  )
  const root = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => root.remove())
  root.innerHTML = renderToString(page)
  expect(root.querySelectorAll('option')).toHaveLength(1)
  render(page, { container: root, hydrate: true })
  await waitFor(() => expect(button('Send code')).toBeEnabled())
  expect(country().options.length).toBeGreaterThan(200)
  expect(country()).toHaveTextContent('United Kingdom')
})

test('of parts: other words in another order', async () => {
  const messages = textMessages()
  const { user } = await renderWithCube(
    <PhoneLoginFormParts.Root verifier={messages} defaultCountry="GB" aria-label="By phone">
      <PhoneLoginFormParts.NumberField>
        <PhoneLoginFormParts.Label>Your mobile</PhoneLoginFormParts.Label>
        <PhoneLoginFormParts.NumberInput />
        <PhoneLoginFormParts.FieldError />
      </PhoneLoginFormParts.NumberField>
      <PhoneLoginFormParts.CodeField className="mine" />
      <PhoneLoginFormParts.SubmitButton>Go on</PhoneLoginFormParts.SubmitButton>
      <PhoneLoginFormParts.ErrorMessage />
      <PhoneLoginFormParts.ResendButton>Again, please</PhoneLoginFormParts.ResendButton>
    </PhoneLoginFormParts.Root>,
  )
  await user.type(screen.getByLabelText('Your mobile'), '01632 960961{Enter}')
  expect((await screen.findByLabelText('Code')).closest('.cube-field')).toHaveClass('mine')
  expect(button('Again, please')).toBeVisible()
  expect(messages.sent).toEqual(['+441632960961'])
})

test('a code that takes long to be sent is given up by changing the number, without any error', async () => {
  const signals: (AbortSignal | undefined)[] = []
  const messages = textMessages()
  const onError = vi.fn<() => void>()
  const { user } = await renderWithCube(
    <PhoneLoginForm
      verifier={{
        sendCode: (phone, { signal } = {}) => {
          signals.push(signal)
          return signals.length === 1 ? new Promise(() => {}) : messages.sendCode(phone)
        },
      }}
      defaultCountry="GB"
      onError={onError}
    />,
  )
  await user.type(number(), '01632 960961{Enter}')
  expect(screen.getByRole('form')).toHaveAttribute('data-status', 'pending')
  await user.type(number(), '{Backspace}')
  await waitFor(() => expect(screen.getByRole('form')).toHaveAttribute('data-status', 'idle'))
  expect(signals[0]?.aborted).toBe(true)
  await user.type(number(), '2{Enter}')
  await waitFor(() => expect(messages.sent).toEqual(['+441632960962']))
  await screen.findByRole('heading', { name: 'Enter the code' })
  expect(onError).not.toHaveBeenCalled()
})

test("a verifier's question that is closed unsolved is no error", async () => {
  const { user, messages } = await show()
  messages.fail.sendCode = new CubeError('aborted')
  await user.type(number(), '01632 960961{Enter}')
  await waitFor(() => expect(screen.getByRole('form')).not.toHaveAttribute('data-status', 'pending'))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  await user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'Enter the code' })
})
