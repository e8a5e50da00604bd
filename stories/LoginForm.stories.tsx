import { createCubeClient, getUser, localSigner, memoryStorage } from '@cubekit/core'
import type { CubeClient } from '@cubekit/core'
import { createEmulator } from '@cubekit/emulator'
import type { Fault } from '@cubekit/emulator'
import { CubeProvider, SignedIn, SignedOut, useCurrentUser, useLogout } from '@cubekit/react'
import { LoginForm, LoginFormParts } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'
import type { ReactNode } from 'react'
import { expect, fn, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { createScene, sceneOf } from '../.storybook/scenarios.ts'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells } from './Cells.tsx'
import type { Cell } from './Cells.tsx'
import { send, sendLogin } from './fillIn.ts'
import { hasForcedColours } from './hasForcedColours.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const forgot = (
  <a href="#reset" dir="auto">
    Forgot password?
  </a>
)
const footer = (
  <>
    New here? <a href="#sign-up">Create an account</a>
  </>
)

const meta = preview.meta({
  title: 'Components/LoginForm',
  component: LoginForm,
  args: { onSuccess: fn(), onError: fn() },
  parameters: { layout: 'padded' },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** As it is. */
export const Default = meta.story({})

/** With a link to reset the password and one to sign up. */
export const WithLinks = meta.story({ args: { forgotPassword: forgot, footer } })

/** Under the host's own title and description. */
export const WithTitle = meta.story({
  args: {
    title: 'Sign in to Acme',
    description: 'Use the account your team lead gave you.',
    forgotPassword: forgot,
  },
})

/** Signs in, shows who is there, and logs out. */
export const SignsIn = meta.story({
  render: (args) => (
    <>
      <SignedOut>
        <LoginForm {...args} />
      </SignedOut>
      <SignedIn>
        <Who />
      </SignedIn>
    </>
  ),
  play: async ({ args, canvas, canvasElement, userEvent, loaded, globals }) => {
    const words = wordsOf(globals)
    const { emulator } = sceneOf({ loaded })
    const [person] = emulator.people
    if (!person) throw new Error('The emulator has no people.')
    await sendLogin(canvasElement, person)
    await expect(await canvas.findByText(person.full_name)).toBeVisible()
    await expect(args.onSuccess).toHaveBeenCalledTimes(1)
    await userEvent.click(canvas.getByRole('button', { name: 'Log out' }))
    await expect(await canvas.findByRole('button', { name: words['login.submit'] })).toBeVisible()
  },
})

/** The password can be looked at before it is sent. */
export const PasswordShown = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.type(canvas.getByLabelText(words['field.identifier']), 'ada@example.com')
    await userEvent.type(canvas.getByLabelText(words['field.password']), 'correct horse 🐎')
    await userEvent.click(canvas.getByRole('button', { name: words['field.showPassword'] }))
    await expect(canvas.getByLabelText(words['field.password'])).toHaveAttribute('type', 'text')
  },
})

/** The ring of keyboard focus goes through everything, in the order of the eye. */
export const Keyboard = meta.story({
  args: { forgotPassword: forgot, footer },
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    const stops = [
      canvas.getByLabelText(words['field.identifier']),
      canvas.getByLabelText(words['field.password']),
      canvas.getByRole('button', { name: words['field.showPassword'] }),
      canvas.getByRole('link', { name: 'Forgot password?' }),
      canvas.getByRole('button', { name: words['login.submit'] }),
      canvas.getByRole('link', { name: 'Create an account' }),
    ]
    for (const stop of stops) {
      await userEvent.tab()
      await expect(stop).toHaveFocus()
      await expect(getComputedStyle(stop).outlineStyle).toBe('solid')
    }
    await userEvent.tab({ shift: true })
    await expect(canvas.getByRole('button', { name: words['login.submit'] })).toHaveFocus()
  },
})

/** On the way: sent once, whatever else is pressed. */
export const Pending = meta.story({
  parameters: failing({ kind: 'hang', path: '/login' }),
  play: async ({ canvas, canvasElement, userEvent, loaded, globals }) => {
    const words = wordsOf(globals)
    const { emulator } = sceneOf({ loaded })
    await sendLogin(canvasElement, { login: 'ada', password: 'correct horse' })
    await userEvent.click(canvas.getByRole('button', { name: words['login.submit'] }))
    await expect(canvas.getByRole('status')).toHaveTextContent(words['login.pending'])
    await waitFor(() => expect(emulator.log.filter(({ path }) => path === '/login')).toHaveLength(1))
  },
})

/** Nothing was filled in. */
export const EmptyFields = meta.story({
  args: { forgotPassword: forgot },
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words['login.submit'] }))
    await expect(canvas.getByLabelText(words['field.identifier'])).toHaveFocus()
    await expect(canvas.getByLabelText(words['field.password'])).toHaveAccessibleDescription(
      words['field.passwordMissing'],
    )
  },
})

/** The same words for a wrong password and an unknown user, so that nobody can fish for accounts. */
export const WrongPassword = meta.story({
  args: { forgotPassword: forgot },
  play: refused('invalid-credentials'),
})

/** The server takes offence at one value: said at its field. */
export const FieldRefused = meta.story({
  parameters: failing({
    kind: 'status',
    status: 422,
    path: '/login',
    body: { errors: { login: ['is odd'] } },
  }),
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendLogin(canvasElement, { login: 'ada', password: 'correct horse' })
    await waitFor(() => expect(canvas.getByLabelText(words['field.identifier'])).toBeInvalid())
    await expect(canvas.getByLabelText(words['field.identifier'])).toHaveFocus()
  },
})

export const Offline = meta.story({ parameters: failing({ kind: 'offline' }), play: refused('unreachable') })

/** A captive portal answers with a page of its own. */
export const HtmlInsteadOfJson = meta.story({
  parameters: failing({ kind: 'html200' }),
  play: refused('protocol'),
})

export const ServerError = meta.story({
  parameters: failing({ kind: 'status', status: 500 }),
  play: refused('server-error'),
})

export const RateLimited = meta.story({
  parameters: failing({ kind: 'status', status: 429 }),
  play: refused('rate-limited'),
})

/** The server said for how long: counted down, and the button waits as well. */
export const RateLimitedWithCountdown = meta.story({
  parameters: failing({ kind: 'status', status: 429, retryAfter: 45 }),
  play: async (context) => {
    await refused('rate-limited')(context)
    await expect(context.canvas.getByRole('timer')).toHaveTextContent(/[4٤]\p{Nd}/u)
    const words = wordsOf(context.globals)
    await expect(context.canvas.getByRole('button', { name: words['form.tryAgain'] })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  },
})

export const Forbidden = meta.story({
  parameters: failing({ kind: 'status', status: 403, path: '/login' }),
  play: refused('forbidden'),
})

/** The application's keys are wrong: nothing that the person at the form could do about it. */
export const WrongKeys = meta.story({
  parameters: failing({ kind: 'status', status: 422, body: { errors: ['Unexpected signature'] } }),
  play: refused('signature-rejected'),
})

/** No answer within the client's time. */
export const Timeout = meta.story({
  parameters: { scenario: 'none' },
  loaders: [async () => ({ client: impatientClient() })],
  render: (args, { loaded }) => (
    <CubeProvider client={loaded['client'] as CubeClient}>
      <LoginForm {...args} />
    </CubeProvider>
  ),
  play: refused('timeout'),
})

/** The session of somebody has ended: only the password is asked for. */
export const SessionEnded = meta.story({
  parameters: { scenario: 'none' },
  args: { forgotPassword: forgot },
  loaders: [endedSession],
  play: async ({ canvas, loaded, globals }) => {
    const words = wordsOf(globals)
    const { emulator } = sceneOf({ loaded })
    await expect(await canvas.findByRole('heading', { name: words['login.titleAgain'] })).toBeVisible()
    await expect(canvas.getByLabelText(words['field.identifier'])).toHaveValue(emulator.people[0]?.login)
    await expect(canvas.getByLabelText(words['field.identifier'])).toHaveAttribute('readonly')
    await expect(canvas.getByRole('button', { name: words['login.switchUser'] })).toBeVisible()
  },
})

/** Somebody else signs in on the same device. */
export const SessionEndedForSomebodyElse = meta.story({
  parameters: { scenario: 'none' },
  loaders: [endedSession],
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(await canvas.findByRole('button', { name: words['login.switchUser'] }))
    await waitFor(() => expect(canvas.getByLabelText(words['field.identifier'])).toHaveValue(''))
    await expect(canvas.getByLabelText(words['field.identifier'])).toHaveFocus()
  },
})

/** Long words wrap, and a long login stays reachable. */
export const LongTexts = meta.story({
  args: {
    title: 'Anmeldung beim Donaudampfschifffahrtsgesellschaftskapitänsportal',
    description: 'Mit Ihrer Zugangskennung, wie sie auf der Rückseite Ihres Dienstausweises steht.',
    forgotPassword: <a href="#reset">Zugangsdaten vergessen oder gesperrt?</a>,
    footer,
    messages: {
      'field.identifier': 'Zugangskennung oder dienstliche E-Mail-Adresse',
      'field.password': 'Kennwort',
      'login.submit': 'Mit bestehendem Benutzerkonto anmelden und fortfahren',
    },
  },
  parameters: { width: '22.5rem' },
  play: async ({ canvas, userEvent }) => {
    const input = canvas.getByLabelText('Zugangskennung oder dienstliche E-Mail-Adresse')
    await userEvent.click(input)
    await userEvent.paste('x'.repeat(300))
    await expect(input).toHaveValue('x'.repeat(300))
    await expect(canvas.getByRole('form').scrollWidth).toBeLessThanOrEqual(
      canvas.getByRole('form').clientWidth,
    )
  },
})

/** Other words, another order, one more input: put together from the parts. */
export const ComposedOfParts = meta.story({
  render: (args) => (
    <LoginFormParts.Root {...args} aria-label="Members’ entrance">
      <LoginFormParts.IdentifierField>
        <LoginFormParts.Label>Member number</LoginFormParts.Label>
        <LoginFormParts.IdentifierInput placeholder="M-0000" />
        <LoginFormParts.FieldError />
      </LoginFormParts.IdentifierField>
      <LoginFormParts.PasswordField aside={forgot} />
      <label style={{ display: 'flex', gap: '0.5rem', alignItems: 'center', marginBlockStart: '1rem' }}>
        <input type="checkbox" name="newsletter" /> Tell me what’s new
      </label>
      <LoginFormParts.SubmitButton>Open the door</LoginFormParts.SubmitButton>
      <LoginFormParts.ErrorMessage />
    </LoginFormParts.Root>
  ),
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.type(canvas.getByLabelText('Member number'), 'M-0042{Enter}')
    await expect(canvas.getByLabelText(words['field.password'])).toHaveFocus()
    await expect(canvas.getByRole('button', { name: 'Open the door' })).toBeVisible()
  },
})

/** Our stylesheet absent: the browser's own look, nothing broken, nothing shown twice. */
export const WithoutCss = meta.story({
  args: { forgotPassword: forgot, footer },
  render: (args) => (
    <div className="bare">
      <style>{'.bare form, .bare form :not(svg, svg *) { all: revert }'}</style>
      <LoginForm {...args} />
    </div>
  ),
  play: refused('invalid-credentials'),
})

export const Dark = meta.story({
  globals: { scheme: 'dark' },
  args: { forgotPassword: forgot, footer },
  play: refused('invalid-credentials'),
})

/** Arabic, from right to left. A Latin login still reads from left to right. */
export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  args: { forgotPassword: <a href="#reset">هل نسيت كلمة المرور؟</a> },
  play: async ({ canvas, canvasElement }) => {
    await sendLogin(canvasElement, { login: 'ada@example.com', password: 'not it' })
    await expect((await canvas.findByRole('alert')).textContent).toBe(ar['error.invalid-credentials'])
    const icon = canvas.getByRole('button', { name: ar['field.showPassword'] }).getBoundingClientRect()
    const input = canvas.getByLabelText(ar['field.password']).getBoundingClientRect()
    await expect(icon.left - input.left).toBeLessThan(input.right - icon.right)
  },
})

export const RightToLeftDark = meta.story({
  globals: { locale: 'ar', scheme: 'dark' },
  args: { forgotPassword: <a href="#reset">هل نسيت كلمة المرور؟</a> },
  parameters: failing({ kind: 'status', status: 429, retryAfter: 45 }),
  play: async ({ canvas, canvasElement }) => {
    await sendLogin(canvasElement, { login: 'ada@example.com', password: 'not it' })
    await waitFor(() => expect(canvas.getByRole('timer')).toBeVisible())
  },
})

export const Narrow320 = meta.story({
  args: { forgotPassword: forgot, footer },
  parameters: { width: '20rem' },
  play: async (context) => {
    await refused('invalid-credentials')(context)
    const form = context.canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
    await expect(getComputedStyle(form).paddingInlineStart).toBe('16px')
  },
})

export const Narrow360 = meta.story({
  args: { forgotPassword: forgot, footer },
  parameters: { width: '22.5rem' },
})

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = meta.story({
  globals: { colours: 'forced' },
  args: { forgotPassword: forgot, footer },
  play: refused('invalid-credentials'),
})

/** On a host of its own colours, with a handful of variables. The text on the accent follows by itself. */
export const Themed = meta.story({
  args: { forgotPassword: forgot, footer },
  render: (args) => (
    <div className="host">
      <style>{`
        .host { color-scheme: light; display: grid; padding: 2rem; border-radius: 1rem; background: #f4ead7;
          --cube-accent: #ffd24a; --cube-accent-text: #7a4b00; --cube-raised: #fffaf0; --cube-background: #fffdf8;
          --cube-border: #e6d6b8; --cube-border-strong: #9a8055; --cube-text: #2c2008; --cube-text-muted: #6a5836;
          --cube-radius: 1.25rem; --cube-radius-card: 1.75rem; --cube-shadow: none; font-family: Georgia, serif; }
      `}</style>
      <LoginForm {...args} />
    </div>
  ),
  play: async ({ canvas, globals }) => {
    if (hasForcedColours()) return
    const button = canvas.getByRole('button', { name: wordsOf(globals)['login.submit'] })
    await expect(getComputedStyle(button).color).toBe('lch(0 0 0)')
  },
})

const wrong = async (cell: HTMLElement): Promise<void> => {
  await sendLogin(cell, { login: 'ada@example.com', password: 'correct horse' })
  await waitFor(() => expect(within(cell).getByRole('form')).toHaveAttribute('data-status', 'error'))
}

const cells: readonly Cell[] = [
  { name: 'At rest', show: <LoginForm forgotPassword={forgot} footer={footer} /> },
  {
    name: 'Pending',
    scenario: { faults: [{ kind: 'hang', path: '/login' }] },
    show: <LoginForm />,
    play: (cell) => sendLogin(cell, { login: 'ada@example.com', password: 'correct horse' }),
  },
  {
    name: 'Empty fields',
    show: <LoginForm />,
    play: send,
  },
  { name: 'Wrong password', show: <LoginForm forgotPassword={forgot} />, play: wrong },
  {
    name: 'Field refused',
    scenario: {
      faults: [{ kind: 'status', status: 422, path: '/login', body: { errors: { email: ['is odd'] } } }],
    },
    show: <LoginForm />,
    play: wrong,
  },
  { name: 'Offline', scenario: { faults: [{ kind: 'offline' }] }, show: <LoginForm />, play: wrong },
  {
    name: 'HTML instead of JSON',
    scenario: { faults: [{ kind: 'html200' }] },
    show: <LoginForm />,
    play: wrong,
  },
  {
    name: 'Server error',
    scenario: { faults: [{ kind: 'status', status: 500 }] },
    show: <LoginForm />,
    play: wrong,
  },
  {
    name: 'Too many attempts',
    scenario: { faults: [{ kind: 'status', status: 429 }] },
    show: <LoginForm />,
    play: wrong,
  },
  {
    name: 'Too many attempts, with a time',
    scenario: { faults: [{ kind: 'status', status: 429, retryAfter: 90 }] },
    show: <LoginForm />,
    play: wrong,
  },
  {
    name: 'Forbidden',
    scenario: { faults: [{ kind: 'status', status: 403, path: '/login' }] },
    show: <LoginForm />,
    play: wrong,
  },
  {
    name: 'Wrong keys',
    scenario: { faults: [{ kind: 'status', status: 422, body: { errors: ['Unexpected signature'] } }] },
    show: <LoginForm />,
    play: wrong,
  },
  {
    name: 'Session ended',
    scenario: { signedIn: 'user', expired: true },
    show: <LoginForm forgotPassword={forgot} />,
    play: async (cell, scene) => {
      await noticeTheEnd(scene)
      await waitFor(() =>
        expect(within(cell).getByRole('form')).toContainElement(cell.querySelector('[readonly]')),
      )
    },
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
  const { mutate } = useLogout()
  return (
    <p>
      Signed in as <bdi>{user?.full_name}</bdi>{' '}
      <button type="button" onClick={() => mutate()}>
        Log out
      </button>
    </p>
  )
}

function failing(...faults: Fault[]): { scenario: Scenario } {
  return { scenario: { faults } }
}

/** The part of a story's context that {@link refused} needs. */
interface Stage {
  canvasElement: HTMLElement
  globals: Record<string, unknown>
}

/** Signs in with what the server will not take, and finds everything still there. */
function refused(code: string) {
  return async ({ canvasElement, globals }: Stage): Promise<void> => {
    const canvas = within(canvasElement)
    const words = wordsOf(globals)
    await sendLogin(canvasElement, { login: 'ada@example.com', password: 'correct horse' })
    await expect(await canvas.findByRole('alert')).toHaveAttribute('data-code', code)
    await expect(canvas.getByLabelText(words['field.identifier'])).toHaveValue('ada@example.com')
    await expect(canvas.getByLabelText(words['field.password'])).toHaveValue('correct horse')
  }
}

/** A scene in which the session of the first person has ended, and the client knows. */
async function endedSession(): Promise<{ scene: Scene }> {
  const scene = await createScene({ signedIn: 'user', expired: true })
  if (scene === null) throw new Error('No scene was made.')
  await noticeTheEnd(scene)
  return { scene }
}

/** The client learns that the session has ended from the first request it makes. */
async function noticeTheEnd({ client, emulator }: Scene): Promise<void> {
  const [person] = emulator.people
  if (person) await getUser(client, person.id).catch(() => undefined)
}

function impatientClient(): CubeClient {
  const emulator = createEmulator()
  emulator.faults.add({ kind: 'hang' })
  return createCubeClient({
    ...emulator.clientOptions,
    signer: localSigner(emulator.keys),
    storage: memoryStorage(),
    timeoutMs: 50,
  })
}
