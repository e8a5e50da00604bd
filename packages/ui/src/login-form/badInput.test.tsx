import { localSigner } from '@cubekit/core'
import type { Emulator } from '@cubekit/emulator'
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { loginPage } from '../../test/loginPage.ts'
import { renderWithCube, type CubePage, type CubePageOptions } from '../../test/renderWithCube.tsx'
import { LoginForm } from './index.ts'

const raw = 'RAW <b>server</b> text'
const mismatch = "That login and password don't match. Check both and try again."
const unreadable = "We couldn't read the server's answer. Try again in a moment."
const unavailable = "This isn't available right now. Try again later or contact support."

interface Case {
  readonly name: string
  readonly type?: (page: CubePage) => { login: string; password: string }
  readonly fault?: Parameters<Emulator['faults']['add']>[0]
  readonly client?: NonNullable<CubePageOptions['client']>
  readonly words: string
  readonly code: string
}

const cases: readonly Case[] = [
  {
    name: 'a wrong password',
    type: ({ person }) => ({ login: person.login, password: 'wrong' }),
    words: mismatch,
    code: 'invalid-credentials',
  },
  {
    name: 'an unknown user',
    type: () => ({ login: 'nobody', password: 'whatever' }),
    words: mismatch,
    code: 'invalid-credentials',
  },
  {
    name: 'an unknown email',
    type: () => ({ login: 'nobody@example.com', password: 'whatever' }),
    words: mismatch,
    code: 'invalid-credentials',
  },
  {
    name: 'a 300-character login',
    type: () => ({ login: 'x'.repeat(300), password: 'whatever' }),
    words: mismatch,
    code: 'invalid-credentials',
  },
  {
    name: 'emoji and &=+% in a wrong password',
    type: ({ person }) => ({ login: person.login, password: '🦊 &=+%25 пароль' }),
    words: mismatch,
    code: 'invalid-credentials',
  },
  {
    name: 'a wrong auth key',
    client: ({ keys }) => ({ signer: localSigner({ ...keys, authKey: 'wrong' }) }),
    words: unavailable,
    code: 'app-rejected',
  },
  {
    name: 'a wrong secret',
    client: ({ keys }) => ({ signer: localSigner({ ...keys, authSecret: 'wrong' }) }),
    words: unavailable,
    code: 'signature-rejected',
  },
  { name: 'HTML instead of JSON', fault: { kind: 'html200' }, words: unreadable, code: 'protocol' },
  { name: 'a truncated body', fault: { kind: 'truncate' }, words: unreadable, code: 'protocol' },
  {
    name: 'a 2xx that carries errors',
    fault: { kind: 'errors200', body: { errors: [raw] } },
    words: "That didn't work. Check what you entered and try again.",
    code: 'rejected',
  },
  {
    name: 'no network',
    fault: { kind: 'offline' },
    words: "We couldn't reach the server. Check your connection and try again.",
    code: 'unreachable',
  },
  {
    name: 'an answer that is lost',
    fault: { kind: 'dropAfterCommit', path: '/login' },
    words: "We couldn't reach the server. Check your connection and try again.",
    code: 'unreachable',
  },
  {
    name: 'a server that never answers',
    fault: { kind: 'hang' },
    client: () => ({ timeoutMs: 30 }),
    words: 'The server took too long to answer. Try again.',
    code: 'timeout',
  },
  {
    name: '429 without Retry-After',
    fault: { kind: 'status', status: 429, body: { errors: [raw] } },
    words: 'Too many attempts. Wait a minute, then try again.',
    code: 'rate-limited',
  },
  {
    name: '429 with Retry-After',
    fault: { kind: 'status', status: 429, retryAfter: 240, body: { errors: [raw] } },
    words: 'Too many attempts. Try again in 4 minutes.',
    code: 'rate-limited',
  },
  {
    name: 'a server error with Retry-After',
    fault: { kind: 'status', status: 503, retryAfter: 60, body: raw },
    words: 'The server has a problem right now. Try again in a moment.',
    code: 'server-error',
  },
  {
    name: 'a forbidden sign-in',
    fault: { kind: 'status', status: 403, path: '/login', body: { errors: { base: [raw] } } },
    words: "You don't have access to this app. Contact its support team.",
    code: 'forbidden',
  },
  {
    name: 'a complaint about no field of the form',
    fault: { kind: 'status', status: 422, path: '/login', body: { errors: { scope: [raw] } } },
    words: "That didn't work. Check what you entered and try again.",
    code: 'validation',
  },
]

test.each(cases)(
  '$name: says what to do, keeps what was typed',
  async ({ type, fault, client, words, code }) => {
    const page = await renderWithFault(fault, client)
    const typed = type?.(page) ?? page.person
    await loginPage.signIn(page.user, typed)
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toBe(words)
    expect(alert).toHaveAttribute('data-code', code)
    expect(loginPage.identifier()).toHaveValue(typed.login)
    expect(loginPage.password()).toHaveValue(typed.password)
    expect(page.container.textContent).not.toMatch(/RAW|html|errors/i)
    expect(page.container.innerHTML).not.toContain(typed.password)
    expect(screen.getByRole('form')).toHaveAttribute('data-status', 'error')
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
  },
)

const passing = cases.filter(
  ({ fault, code, words }) => fault && code !== 'timeout' && !words.includes('minutes'),
)

test.each(passing)(
  '$name: once it has passed, pressing the button again signs in',
  async ({ fault, client }) => {
    const page = await renderWithFault(fault, client)
    await loginPage.signIn(page.user, page.person)
    await screen.findByRole('alert')
    page.emulator.faults.clear()
    await page.user.click(loginPage.submit())
    await waitFor(() => expect(page.client.getSession()).toMatchObject({ user: { id: page.person.id } }))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  },
)

test.each([
  { field: 'login', input: loginPage.identifier },
  { field: 'email', input: loginPage.identifier },
  { field: 'password', input: loginPage.password },
])('a complaint about $field stands at its input, in our words', async ({ field, input }) => {
  const page = await renderWithFault({
    kind: 'status',
    status: 422,
    path: '/login',
    body: { errors: { [field]: [raw] } },
  })
  await loginPage.signIn(page.user, page.person)
  await waitFor(() => expect(input()).toBeInvalid())
  expect(input()).toHaveAccessibleDescription("This wasn't accepted. Check it for typos.")
  expect(input()).toHaveFocus()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  expect(page.container).not.toHaveTextContent('RAW')
  expect(loginPage.identifier()).toHaveValue(page.person.login)
})

test.each(['🦊🔑 пароль', 'a&user[login]=admin', 'a=b&c+d%20e%', '  spaces around  ', 'é'.normalize('NFD')])(
  'the password %j arrives as it was typed',
  async (password) => {
    const { user, client } = await renderWithCube(<LoginForm />, {
      emulator: {
        users: [
          { login: 'fox', password, full_name: 'Fox' },
          { login: 'owl', password: 'other', full_name: 'Owl' },
        ],
      },
    })
    await loginPage.signIn(user, { login: 'fox', password })
    await waitFor(() => expect(client.getSession()).toMatchObject({ user: { login: 'fox' } }))
  },
)

function renderWithFault(fault: Case['fault'], client?: Case['client']): Promise<CubePage> {
  return renderWithCube(<LoginForm />, {
    ...(client && { client }),
    before: ({ emulator }) => fault && emulator.faults.add(fault),
  })
}
