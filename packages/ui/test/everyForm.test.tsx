import { login, loginAsGuest, type CubeUser } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage, type Stage } from '@cubekit/testing'
import type { Emulator } from '@cubekit/emulator'
import { act, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { GuestUpgradeForm } from '../src/guest-upgrade-form/index.ts'
import { PasswordChangeForm } from '../src/password-change-form/index.ts'
import { PasswordResetForm } from '../src/password-reset-form/index.ts'
import { ProfileForm } from '../src/profile-form/index.ts'
import { SignUpForm } from '../src/sign-up-form/index.ts'
import { count, renderWithCube, type CubePage } from './renderWithCube.tsx'

type Fault = Parameters<Emulator['faults']['add']>[0]

/** A form, what people fill in, and where it goes. */
interface Case {
  readonly form: string
  readonly show: (props: { onSuccess?: (result: unknown) => void }) => ReactNode
  readonly before?: (stage: Stage) => Promise<CubeUser>
  /** By label. */
  readonly entries: (stage: Stage) => Readonly<Record<string, string>>
  readonly button: string
  readonly request: (stage: Stage) => string
  /** The server's names of fields, and the labels at which a complaint belongs. */
  readonly complaints: Readonly<Record<string, string>>
  /** What a refusal means here that names no field, where it means something of its own. */
  readonly rejected?: { readonly words: string; readonly label?: string }
}

const cases: readonly Case[] = [
  {
    form: 'SignUpForm',
    show: (props) => <SignUpForm fields={{ full_name: 'required' }} {...props} />,
    entries: () => ({
      'Full name': 'Ada Lovelace',
      Email: 'ada.new@example.com',
      Password: 'engine & 🐎 =+%',
    }),
    button: 'Create account',
    request: () => 'POST /users',
    complaints: { full_name: 'Full name', email: 'Email', password: 'Password' },
  },
  {
    form: 'PasswordResetForm',
    show: (props) => <PasswordResetForm {...props} />,
    entries: ({ person }) => ({ Email: person.email }),
    button: 'Send the link',
    request: () => 'POST /users/password/reset',
    complaints: { email: 'Email' },
    rejected: { words: "Passwords can't be reset by email here. Contact support." },
  },
  {
    form: 'PasswordChangeForm',
    show: (props) => <PasswordChangeForm {...props} />,
    before: ({ client, person }) => login(client, person),
    entries: ({ person }) => ({ 'Current password': person.password, 'New password': ' new & 🐎 =+% ' }),
    button: 'Change password',
    request: ({ person }) => `PUT /users/${person.id}`,
    complaints: { old_password: 'Current password', password: 'New password' },
    rejected: { label: 'Current password', words: "That isn't your current password." },
  },
  {
    form: 'GuestUpgradeForm',
    show: (props) => <GuestUpgradeForm {...props} />,
    before: ({ client }) => loginAsGuest(client, { full_name: 'Ada' }),
    entries: () => ({
      'Full name': 'Ada Lovelace',
      Email: 'ada.new@example.com',
      Password: 'engine & 🐎 =+%',
    }),
    button: 'Keep my account',
    request: () => 'POST /users',
    complaints: { full_name: 'Full name', email: 'Email', password: 'Password' },
  },
  {
    form: 'ProfileForm',
    show: (props) => <ProfileForm {...props} />,
    before: ({ client, person }) => login(client, person),
    entries: () => ({ Login: 'ada.king' }),
    button: 'Save',
    request: ({ person }) => `PUT /users/${person.id}`,
    complaints: { full_name: 'Full name', login: 'Login', website: 'Website', tag_list: 'Tags' },
  },
]

const raw = 'RAW <b>server</b> text'
const unreadable = "We couldn't read the server's answer. Try again in a moment."
const unreachable = "We couldn't reach the server. Check your connection and try again."

/** What goes wrong at the form's own request, and what it says. */
const faults: readonly {
  readonly name: string
  readonly fault: Fault
  readonly words: string
  readonly code: string
}[] = [
  { name: 'HTML instead of JSON', fault: { kind: 'html200' }, words: unreadable, code: 'protocol' },
  {
    name: 'a server error',
    fault: { kind: 'status', status: 500, body: raw },
    words: 'The server has a problem right now. Try again in a moment.',
    code: 'server-error',
  },
  { name: 'no network', fault: { kind: 'offline' }, words: unreachable, code: 'unreachable' },
  {
    name: '429 without a time',
    fault: { kind: 'status', status: 429, body: { errors: [raw] } },
    words: 'Too many attempts. Wait a minute, then try again.',
    code: 'rate-limited',
  },
  {
    name: 'forbidden',
    fault: { kind: 'status', status: 403, body: { errors: { base: [raw] } } },
    words: "You don't have access to this app. Contact its support team.",
    code: 'forbidden',
  },
  {
    name: 'a complaint about no field of the form',
    fault: { kind: 'status', status: 422, body: { errors: { scope: [raw] } } },
    words: "That didn't work. Check what you entered and try again.",
    code: 'validation',
  },
  {
    name: 'a complaint as a list',
    fault: { kind: 'status', status: 422, body: { errors: [raw] } },
    words: "That didn't work. Check what you entered and try again.",
    code: 'rejected',
  },
  {
    name: 'a complaint about everything',
    fault: { kind: 'status', status: 422, body: { errors: { base: [raw] } } },
    words: "That didn't work. Check what you entered and try again.",
    code: 'rejected',
  },
]

afterEach(() => {
  vi.useRealTimers()
})

describe.each(cases)('$form', (of) => {
  const open = (fault?: Fault, onSuccess?: (result: unknown) => void): Promise<CubePage> =>
    renderWithCube(of.show(onSuccess ? { onSuccess } : {}), {
      before: async (stage) => {
        await of.before?.(stage)
        const [method = '', path = ''] = of.request(stage).split(' ')
        if (fault) stage.emulator.faults.add({ method, path, ...fault })
      },
    })
  const input = (label: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(label)
  const button = (name: RegExp | string = of.button): HTMLButtonElement =>
    screen.getByRole<HTMLButtonElement>('button', { name })
  const fill = async (page: CubePage): Promise<void> => {
    for (const [label, text] of Object.entries(of.entries(page))) {
      await page.user.clear(input(label))
      await page.user.click(input(label))
      await page.user.paste(text)
    }
  }
  const form = (): HTMLFormElement => screen.getByRole<HTMLFormElement>('form')
  const lastLabel = (page: CubePage): string => Object.keys(of.entries(page)).at(-1) ?? ''
  const sent = (page: CubePage): number => count(page.requests, of.request(page))

  test('no address ever takes what is typed, and the browser itself never sends it', async () => {
    const page = await open()
    expect(form()).toHaveAttribute('method', 'post')
    expect(form()).not.toHaveAttribute('action')
    const prevented: boolean[] = []
    const note = (event: Event): void => void prevented.push(event.defaultPrevented)
    document.addEventListener('submit', note, { once: true })
    await page.user.click(button())
    expect(prevented).toEqual([true])
  })

  test('in server HTML it can be filled in, but not sent', async () => {
    const stage = createStage()
    const user = await of.before?.(stage)
    const known = user && { status: user.is_guest ? ('guest' as const) : ('user' as const), user }
    const root = document.body.appendChild(document.createElement('div'))
    root.innerHTML = renderToString(
      <CubeProvider client={stage.client} {...(known && { initialSession: known })}>
        {of.show({})}
      </CubeProvider>,
    )
    expect(form().method).toBe('post')
    for (const element of form().querySelectorAll('input')) expect(element).toBeEnabled()
    expect(button()).toBeDisabled()
    root.remove()
  })

  test('what is missing is said at each input, linked and announced; the first has the focus', async () => {
    const page = await open()
    for (const label of Object.keys(of.entries(page))) await page.user.clear(input(label))
    await page.user.click(button())
    const [first = '', ...others] = Object.keys(of.entries(page)).map(input)
    for (const each of [first, ...others]) {
      expect(each).toBeInvalid()
      expect(each).toBeRequired()
      expect(each).toHaveAccessibleDescription(/^(.* )?(Enter|Choose) .*\.$/)
    }
    expect(first).toHaveFocus()
    expect(sent(page)).toBe(0)
  })

  test('what was filled in without any event is sent', async () => {
    const onSuccess = vi.fn<(result: unknown) => void>()
    const page = await open(undefined, onSuccess)
    for (const [label, text] of Object.entries(of.entries(page))) input(label).value = text
    await page.user.click(button())
    await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
    expect(sent(page)).toBe(1)
  })

  test('impatience sends one request', async () => {
    const page = await open({ kind: 'hang' })
    await fill(page)
    await page.user.type(input(lastLabel(page)), '{Enter}{Enter}')
    await page.user.dblClick(button())
    await waitFor(() => expect(sent(page)).toBe(1))
    await page.user.click(button())
    expect(sent(page)).toBe(1)
    expect(form()).toHaveAttribute('data-status', 'pending')
    expect(button()).toHaveFocus()
    expect(button()).toHaveAttribute('aria-disabled', 'true')
    expect(screen.getAllByRole('status').map((region) => region.textContent)).toContainEqual(
      expect.stringMatching(/…$/),
    )
  })

  test.each(faults)('$name: says what to do, keeps what was typed', async ({ fault, words, code }) => {
    const page = await open(fault)
    await fill(page)
    await page.user.click(button())
    await waitFor(() => expect(form()).toHaveAttribute('data-status', 'error'))
    const own = code === 'rejected' ? of.rejected : undefined
    if (own?.label) {
      expect(input(own.label)).toHaveAccessibleDescription(own.words)
    } else {
      expect(screen.getByRole('alert')).toHaveAttribute('data-code', code)
      expect(screen.getByRole('alert').textContent).toBe(own?.words ?? words)
    }
    for (const [label, text] of Object.entries(of.entries(page))) expect(input(label)).toHaveValue(text)
    expect(page.container).not.toHaveTextContent('RAW')
  })

  test('once the network is back, pressing the button again works', async () => {
    const onSuccess = vi.fn<(result: unknown) => void>()
    const page = await open({ kind: 'offline' }, onSuccess)
    await fill(page)
    await page.user.click(button())
    await screen.findByRole('alert')
    page.emulator.faults.clear()
    await page.user.click(button('Try again'))
    await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  test('a pause that the server asks for is counted down', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    const page = await open({ kind: 'status', status: 429, retryAfter: 30 })
    await fill(page)
    await page.user.click(button())
    expect(await screen.findByRole('timer')).toHaveTextContent('Too many attempts. Try again in 30 seconds.')
    await act(() => vi.advanceTimersByTimeAsync(12_000))
    expect(screen.getByRole('timer')).toHaveTextContent('Too many attempts. Try again in 18 seconds.')
    const before = sent(page)
    await page.user.click(button('Try again'))
    await page.user.type(input(lastLabel(page)), '{Enter}')
    expect(sent(page)).toBe(before)
    await act(() => vi.advanceTimersByTimeAsync(18_000))
    expect(screen.getByRole('alert')).toHaveTextContent('You can try again now.')
    expect(button('Try again')).not.toHaveAttribute('aria-disabled')
  })

  test.each(Object.entries(of.complaints))(
    'a complaint about %s stands at its input, in our words',
    async (field, label) => {
      const page = await open({ kind: 'status', status: 422, body: { errors: { [field]: [raw] } } })
      await fill(page)
      await page.user.click(button())
      await waitFor(() => expect(input(label)).toBeInvalid())
      expect(input(label)).toHaveAccessibleDescription(/\.$/)
      expect(input(label)).toHaveFocus()
      expect(screen.queryByRole('alert')).not.toBeInTheDocument()
      expect(page.container).not.toHaveTextContent('RAW')
      for (const [label, text] of Object.entries(of.entries(page))) expect(input(label)).toHaveValue(text)
    },
  )

  test('when it is gone before the answer, the app hears of it all the same', async () => {
    const onSuccess = vi.fn<(result: unknown) => void>()
    const page = await open(undefined, onSuccess)
    const [, path = ''] = of.request(page).split(' ')
    const answer = page.hold(path)
    await fill(page)
    await page.user.click(button())
    await answer.arrived
    page.unmount()
    answer.release()
    await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
  })

  test('passwords are gone from the page once they have done their work, and were nowhere else', async () => {
    const onSuccess = vi.fn<(result: unknown) => void>()
    const page = await open(undefined, onSuccess)
    await fill(page)
    const secrets = [...form().querySelectorAll<HTMLInputElement>('[type=password]')]
    const typed = secrets.map(({ value }) => value)
    await page.user.click(button())
    await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
    for (const secret of secrets) expect(secret).toHaveValue('')
    for (const text of typed) {
      expect(document.documentElement.outerHTML).not.toContain(text)
      expect(JSON.stringify(page.queryClient.getMutationCache().getAll())).not.toContain(text)
      expect(JSON.stringify(page.emulator.log)).not.toContain(text)
    }
  })
})
