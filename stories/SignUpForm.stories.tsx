import { SignedIn, SignedOut, useCurrentUser } from '@cubekit/react'
import { SignUpForm, SignUpFormParts } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'
import type { ReactNode } from 'react'
import { expect, fn, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf } from '../.storybook/scenarios.ts'
import type { Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells } from './Cells.tsx'
import type { Cell } from './Cells.tsx'
import { failing } from './failing.ts'
import { send, sendEntries } from './fillIn.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const everything = {
  full_name: 'required',
  phone: 'optional',
  website: 'optional',
  tags: 'optional',
} as const

const newcomer = { email: 'grace@example.com', password: 'seven nested loops' }
const taken = { email: 'ada@example.com', password: 'seven nested loops' }

/** A server that knows somebody already. */
const withAda = {
  emulator: {
    users: [
      { login: 'ada', email: 'ada@example.com', password: 'correct horse', full_name: 'Ada Lovelace' },
      { login: 'grace', password: 'correct horse', full_name: 'Grace Hopper' },
    ],
  },
}

const footer = (
  <>
    Already here? <a href="#sign-in">Sign in</a>
  </>
)

const meta = preview.meta({
  title: 'Components/SignUpForm',
  component: SignUpForm,
  args: { onSuccess: fn(), onError: fn(), onSignInInstead: fn() },
  parameters: { layout: 'padded' },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** An email and a password, which is all an account needs. */
export const Default = meta.story({ args: { footer } })

/** A login instead of an email. */
export const ByLogin = meta.story({ args: { identify: 'login' } })

/** All there is to ask for. */
export const Everything = meta.story({
  args: { identify: 'both', fields: everything, footer },
})

/** Makes an account, and the person is signed in. */
export const SignsUp = meta.story({
  args: { fields: { full_name: 'required' } },
  render: (args) => (
    <>
      <SignedOut>
        <SignUpForm {...args} />
      </SignedOut>
      <SignedIn>
        <Who />
      </SignedIn>
    </>
  ),
  play: async ({ args, canvas, canvasElement, loaded }) => {
    await sendEntries(canvasElement, { full_name: 'Grace Hopper', ...newcomer })
    await expect(await canvas.findByText('Grace Hopper')).toBeVisible()
    await expect(args.onSuccess).toHaveBeenCalledTimes(1)
    const { emulator } = sceneOf({ loaded })
    await expect(emulator.log.filter(({ path }) => path === '/users')).toHaveLength(1)
  },
})

/** The answer is lost after the account was made: no second one is, and the person is in. */
export const AnswerLost = meta.story({
  parameters: failing({ kind: 'dropAfterCommit', method: 'POST', path: '/users' }),
  render: (args) => (
    <>
      <SignedOut>
        <SignUpForm {...args} />
      </SignedOut>
      <SignedIn>
        <p>You are in.</p>
      </SignedIn>
    </>
  ),
  play: async ({ args, canvas, canvasElement, loaded }) => {
    await sendEntries(canvasElement, newcomer)
    await expect(await canvas.findByText('You are in.')).toBeVisible()
    await expect(args.onError).not.toHaveBeenCalled()
    const { emulator } = sceneOf({ loaded })
    await expect(emulator.log.filter(({ path }) => path === '/users')).toHaveLength(1)
  },
})

/** How easily a password would be guessed, once somebody has stopped typing. */
export const WeakPassword = meta.story({
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.type(canvasElement.querySelector('[name=email]') ?? canvasElement, 'ada@example.com')
    await userEvent.type(canvas.getByLabelText(words['field.password']), 'Password1!')
    await canvas.findByText(new RegExp(words['newPassword.common']), undefined, { timeout: 10_000 })
    await expect(canvas.getByLabelText(words['field.password'])).toHaveAccessibleDescription(
      `${words['newPassword.weak']} ${words['newPassword.common']}`,
    )
  },
})

/** With the name in it, it is easy for those who know the person. */
export const PersonalPassword = meta.story({
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.type(canvasElement.querySelector('[name=email]') ?? canvasElement, 'grace@example.com')
    await userEvent.type(canvas.getByLabelText(words['field.password']), 'grace1906')
    await canvas.findByText(new RegExp(words['newPassword.personal']), undefined, { timeout: 10_000 })
  },
})

export const StrongPassword = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.type(canvas.getByLabelText(words['field.password']), 'seven nested loops')
    await canvas.findByText(words['newPassword.strong'], undefined, { timeout: 10_000 })
  },
})

/** The ring of keyboard focus goes through everything, in the order of the eye. */
export const Keyboard = meta.story({
  args: { fields: everything, footer },
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    const stops = [
      canvas.getByLabelText(words['field.name']),
      canvas.getByLabelText(words['field.email']),
      canvas.getByLabelText(words['field.phone']),
      canvas.getByLabelText(words['field.website']),
      canvas.getByLabelText(words['field.tags']),
      canvas.getByLabelText(words['field.password']),
      canvas.getByRole('button', { name: words['field.showPassword'] }),
      canvas.getByRole('button', { name: words['signUp.submit'] }),
      canvas.getByRole('link', { name: 'Sign in' }),
    ]
    for (const stop of stops) {
      await userEvent.tab()
      await expect(stop).toHaveFocus()
      await expect(getComputedStyle(stop).outlineStyle).toBe('solid')
    }
    await userEvent.tab({ shift: true })
  },
})

/** Sent once, whatever else is pressed. */
export const Pending = meta.story({
  parameters: failing({ kind: 'hang', method: 'POST', path: '/users' }),
  play: async ({ canvas, canvasElement, loaded, globals }) => {
    await sendEntries(canvasElement, newcomer)
    await send(canvasElement)
    await expect(canvas.getByRole('status')).toHaveTextContent(wordsOf(globals)['signUp.pending'])
    const { emulator } = sceneOf({ loaded })
    await waitFor(() => expect(emulator.log.filter(({ path }) => path === '/users')).toHaveLength(1))
  },
})

export const EmptyFields = meta.story({
  args: { fields: everything },
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await send(canvasElement)
    await expect(canvas.getByLabelText(words['field.name'])).toHaveFocus()
    await expect(canvas.getByLabelText(words['field.email'])).toHaveAccessibleDescription(
      words['field.emailMissing'],
    )
    await expect(canvas.getByLabelText(words['field.phone'])).toBeValid()
  },
})

/** Each wrong in its own way, and said so before anything is sent. A `javascript:` address is none. */
export const WrongValues = meta.story({
  args: { identify: 'both', fields: everything },
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, {
      full_name: 'Ada',
      login: 'ada@home',
      email: 'ada',
      phone: 'at home',
      website: 'javascript:alert(1)',
      tags: 'a, b, c, d, e, f',
      password: '🦊🔑🦉',
    })
    const names = ['login', 'email', 'phone', 'website', 'tags', 'password'] as const
    for (const name of names) await expect(canvas.getByLabelText(words[`field.${name}`])).toBeInvalid()
    await expect(canvas.getByLabelText(words['field.login'])).toHaveFocus()
    // Neither cut off nor stripped.
    await expect(canvas.getByLabelText(words['field.password'])).toHaveValue('🦊🔑🦉')
  },
})

/** The email has an account: said at its field, with the way to it. */
export const Taken = meta.story({
  parameters: { scenario: withAda },
  play: async ({ args, canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, taken)
    await waitFor(() =>
      expect(canvas.getByLabelText(words['field.email'])).toHaveAccessibleDescription(
        words['field.emailTaken'],
      ),
    )
    await expect(canvas.getByLabelText(words['field.email'])).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: words['signUp.signInInstead'] }))
    await expect(args.onSignInInstead).toHaveBeenCalledWith('ada@example.com')
  },
})

/** A server that wants more than we knew: its number is taken over. */
export const PasswordTooShortForServer = meta.story({
  parameters: failing({
    kind: 'status',
    status: 422,
    path: '/users',
    body: { errors: { password: ['is too short (minimum is 21 characters)'] } },
  }),
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, newcomer)
    await waitFor(() => expect(canvas.getByLabelText(words['field.password'])).toBeInvalid())
    await expect(canvas.getByLabelText(words['field.password'])).toHaveAccessibleDescription(/21|٢١/)
  },
})

export const Offline = meta.story({ parameters: failing({ kind: 'offline' }), play: refused('unreachable') })

export const HtmlInsteadOfJson = meta.story({
  parameters: failing({ kind: 'html200' }),
  play: refused('protocol'),
})

export const ServerError = meta.story({
  parameters: failing({ kind: 'status', status: 500 }),
  play: refused('server-error'),
})

export const RateLimitedWithCountdown = meta.story({
  parameters: failing({ kind: 'status', status: 429, retryAfter: 45 }),
  play: async (context) => {
    await refused('rate-limited')(context)
    await expect(context.canvas.getByRole('timer')).toHaveTextContent(/[4٤]\p{Nd}/u)
  },
})

export const Forbidden = meta.story({
  parameters: failing({ kind: 'status', status: 403, path: '/users' }),
  play: refused('forbidden'),
})

/** Long words wrap, long names stay reachable. */
export const LongTexts = meta.story({
  args: {
    title: 'Benutzerkonto beim Donaudampfschifffahrtsgesellschaftskapitänsportal anlegen',
    description: 'Mit der Zugangskennung, die auf der Rückseite Ihres Dienstausweises steht.',
    fields: everything,
    messages: {
      'field.name': 'Vor- und Zuname, einschließlich aller Namenszusätze',
      'field.phone': 'Dienstliche Mobiltelefonnummer',
      'field.optional': 'Freiwillige Angabe',
      'signUp.submit': 'Benutzerkonto verbindlich anlegen und fortfahren',
    },
  },
  parameters: { width: '20rem' },
  play: async ({ canvas, userEvent }) => {
    const input = canvas.getByLabelText(/Vor- und Zuname/)
    await userEvent.click(input)
    await userEvent.paste('x'.repeat(300))
    await expect(input).toHaveValue('x'.repeat(300))
    const form = canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

/** Other words, another order, an input of the host's own that becomes custom data. */
export const ComposedOfParts = meta.story({
  render: (args) => (
    <SignUpFormParts.Root
      {...args}
      fields={{ full_name: 'optional' }}
      customData={(data) => ({ company: data.get('company') })}
      aria-label="Join"
    >
      <SignUpFormParts.Field name="email" label="Work email" />
      <SignUpFormParts.NewPasswordField>
        <SignUpFormParts.Label>Choose a password</SignUpFormParts.Label>
        <SignUpFormParts.NewPasswordInput />
        <SignUpFormParts.FieldError />
      </SignUpFormParts.NewPasswordField>
      <SignUpFormParts.Field name="full_name" />
      <SignUpFormParts.Field name="company" label="Company">
        <SignUpFormParts.Label />
        <SignUpFormParts.Input autoComplete="organization" />
      </SignUpFormParts.Field>
      <SignUpFormParts.ErrorMessage />
      <SignUpFormParts.SubmitButton>Join</SignUpFormParts.SubmitButton>
    </SignUpFormParts.Root>
  ),
  play: async ({ args, canvas, canvasElement, userEvent }) => {
    await userEvent.type(canvas.getByLabelText('Company'), 'Analytical Engines')
    await sendEntries(canvasElement, newcomer)
    await waitFor(() => expect(args.onSuccess).toHaveBeenCalledTimes(1))
    await expect(args.onSuccess).toHaveBeenCalledWith(
      expect.objectContaining({ custom_data: '{"company":"Analytical Engines"}' }),
    )
  },
})

/** Our stylesheet absent: the browser's own look, nothing broken, nothing shown twice. */
export const WithoutCss = meta.story({
  args: { fields: everything },
  parameters: { scenario: withAda },
  render: (args) => (
    <div className="bare">
      <style>{'.bare form, .bare form :not(svg, svg *) { all: revert }'}</style>
      <SignUpForm {...args} />
    </div>
  ),
  play: async ({ canvasElement }) => {
    await sendEntries(canvasElement, { full_name: 'Ada', ...taken })
    await waitFor(() => expect(canvasElement.querySelector('[name=email]')).toBeInvalid())
  },
})

export const Dark = WeakPassword.extend({ globals: { scheme: 'dark' }, args: { fields: everything } })

/** Arabic, from right to left. An email still reads from left to right. */
export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  args: { fields: everything },
  parameters: { scenario: withAda },
  play: async ({ canvas, canvasElement }) => {
    await sendEntries(canvasElement, { full_name: 'آدا لوفليس', ...taken })
    await waitFor(() =>
      expect(canvas.getByLabelText(ar['field.email'])).toHaveAccessibleDescription(ar['field.emailTaken']),
    )
    const meter = await waitFor(
      () => {
        const found = canvasElement.querySelector('.cube-meter')
        if (!found) throw new Error('The password has not been measured yet.')
        return found
      },
      { timeout: 10_000 },
    )
    const input = canvas.getByLabelText(ar['field.password'])
    await expect(meter.getBoundingClientRect().left).toBeCloseTo(input.getBoundingClientRect().left, 0)
  },
})

export const RightToLeftDark = RightToLeft.extend({ globals: { locale: 'ar', scheme: 'dark' } })

export const Narrow320 = meta.story({
  args: { identify: 'both', fields: everything, footer },
  parameters: { width: '20rem', scenario: withAda },
  play: async ({ canvas, canvasElement, globals }) => {
    await sendEntries(canvasElement, { full_name: 'Ada', login: 'new-ada', ...taken })
    const email = canvas.getByLabelText(wordsOf(globals)['field.email'])
    await waitFor(() => expect(email).toBeInvalid())
    const form = canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = WeakPassword.extend({
  globals: { colours: 'forced' },
  args: { fields: everything },
})

const cells: readonly Cell[] = [
  { name: 'At rest', show: <SignUpForm footer={footer} /> },
  { name: 'Everything', show: <SignUpForm identify="both" fields={everything} /> },
  { name: 'Empty fields', show: <SignUpForm fields={everything} />, play: send },
  {
    name: 'Taken',
    scenario: withAda,
    show: <SignUpForm onSignInInstead={() => {}} />,
    play: (cell) => sendTo(cell, taken),
  },
  {
    name: 'Taken, without a way on',
    scenario: withAda,
    show: <SignUpForm />,
    play: (cell) => sendTo(cell, taken),
  },
  {
    name: 'Password too short',
    show: <SignUpForm />,
    play: (cell) => sendTo(cell, { ...newcomer, password: '🦊🔑' }),
  },
  {
    name: 'Pending',
    scenario: { faults: [{ kind: 'hang', path: '/users' }] },
    show: <SignUpForm />,
    play: (cell) => sendEntries(cell, newcomer),
  },
  {
    name: 'Offline',
    scenario: { faults: [{ kind: 'offline' }] },
    show: <SignUpForm />,
    play: (cell) => sendTo(cell, newcomer),
  },
  {
    name: 'Too many attempts, with a time',
    scenario: { faults: [{ kind: 'status', status: 429, retryAfter: 90 }] },
    show: <SignUpForm />,
    play: (cell) => sendTo(cell, newcomer),
  },
]

/** All states side by side, each on a server of its own. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: {
    scenario: 'none',
    width: '80rem',
    // The same form many times on one page is a landmark many times.
    a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
  },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvasElement, loaded }) => playCells(canvasElement, cells, loaded['scenes'] as Scene[]),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })

function Who(): ReactNode {
  const user = useCurrentUser()
  return (
    <p>
      Welcome, <bdi>{user?.full_name}</bdi>
    </p>
  )
}

/** Sends, and waits until it has been refused. */
async function sendTo(cell: HTMLElement, entries: Readonly<Record<string, string>>): Promise<void> {
  await sendEntries(cell, entries)
  await waitFor(() => expect(within(cell).getByRole('form')).toHaveAttribute('data-status', 'error'))
}

/** Signs up where that fails, and finds everything still there. */
function refused(code: string) {
  return async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    await sendEntries(canvasElement, newcomer)
    await expect(await within(canvasElement).findByRole('alert')).toHaveAttribute('data-code', code)
    await expect(canvasElement.querySelector('[name=email]')).toHaveValue(newcomer.email)
    await expect(canvasElement.querySelector('[name=password]')).toHaveValue(newcomer.password)
  }
}
