import { AuthPanel, AuthPanelParts, LoginForm, type AuthPanelProps, type AuthView } from '@cubekit/ui'
import { acceptTokens } from '@cubekit/emulator'
import { useState, type ReactNode } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf, type Scenario, type Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells, type Cell } from './Cells.tsx'
import { sendLogin } from './fillIn.ts'
import { Room } from './Room.tsx'
import { textMessages } from './textMessages.ts'
import { wordsOf } from './wordsOf.ts'

const providers: AuthPanelProps['providers'] = [
  {
    id: 'nordwind',
    name: 'Nordwind',
    signIn: async () => ({ provider: 'facebook', keys: { token: 'olof' } }),
  },
]

const everything = {
  ways: ['login', 'signUp', 'guest', 'reset'],
  providers,
  phone: textMessages(),
  phoneLogin: { defaultCountry: 'GB' },
} satisfies AuthPanelProps

const meta = preview.meta({
  title: 'Components/AuthPanel',
  component: AuthPanel,
  args: { ...everything, onSuccess: fn(), onError: fn(), onViewChange: fn() },
  parameters: {
    layout: 'padded',
    scenario: {
      emulator: { providers: { facebook: acceptTokens({ olof: { uid: '42', full_name: 'Olof Shodger' } }) } },
    } satisfies Scenario,
  },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** All ways in. */
export const Default = meta.story({})

/** What is chosen if nothing is: sign in, sign up, a new password. */
export const Plain = meta.story({
  args: { ways: undefined, providers: undefined, phone: undefined },
})

export const SignUp = meta.story({
  args: { defaultView: 'signUp', signUp: { identify: 'both', fields: { full_name: 'optional' } } },
})

export const Guest = meta.story({ args: { defaultView: 'guest' } })

export const Reset = meta.story({ args: { defaultView: 'reset' } })

export const Phone = meta.story({
  args: { defaultView: 'phone' },
  play: async ({ canvas, globals }) => {
    await expect(await canvas.findByLabelText(wordsOf(globals)['phone.number'])).toBeVisible()
  },
})

/** What says who one is goes along, with the focus after it; a password never does. */
export const Switching = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.type(canvas.getByLabelText(words['field.identifier']), 'ada@example.com')
    await userEvent.type(canvas.getByLabelText(words['field.password']), 'correct horse')
    await userEvent.click(canvas.getByRole('button', { name: words['panel.reset'] }))
    await expect(canvas.getByLabelText(words['field.email'])).toHaveValue('ada@example.com')
    await userEvent.click(canvas.getByRole('button', { name: words['panel.back'] }))
    await expect(canvas.getByLabelText(words['field.identifier'])).toHaveValue('ada@example.com')
    await expect(canvas.getByLabelText(words['field.password'])).toHaveValue('')
    await expect(canvas.getByLabelText(words['field.password'])).toHaveFocus()
  },
})

/** What stands below the panel does not jump up when a shorter form follows. */
export const CalmHeight = meta.story({
  args: { defaultView: 'signUp' },
  render: (args) => (
    <>
      <AuthPanel {...args} />
      <p data-testid="below">Terms and privacy</p>
    </>
  ),
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    const top = (): number => canvas.getByTestId('below').getBoundingClientRect().top
    const before = top()
    await userEvent.click(canvas.getByRole('button', { name: words['panel.guest'] }))
    await expect(top()).toBeCloseTo(before, 1)
  },
})

/** Signs in. */
export const SignsIn = meta.story({
  play: async ({ args, canvasElement, loaded }) => {
    const { emulator, client } = sceneOf({ loaded })
    const [person] = emulator.people
    if (!person) throw new Error('The emulator has no people.')
    await sendLogin(canvasElement, person)
    await waitFor(() => expect(args.onSuccess).toHaveBeenCalledTimes(1))
    await expect(client.getSession().user?.id).toBe(person.id)
  },
})

/** The host’s router decides: `view` and `onViewChange`. */
export const Controlled = meta.story({
  render: (args) => <InHostsTabs {...args} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('radio', { name: 'guest' }))
    await expect(canvas.getByRole('textbox')).toBeVisible()
  },
})

function InHostsTabs(args: AuthPanelProps): ReactNode {
  const [view, setView] = useState<AuthView>('login')
  return (
    <>
      <fieldset>
        <legend>The host</legend>
        {(['login', 'signUp', 'guest', 'reset', 'phone'] as const).map((name) => (
          <label key={name}>
            <input type="radio" name="host" checked={name === view} onChange={() => setView(name)} />{' '}
            {name}{' '}
          </label>
        ))}
      </fieldset>
      <AuthPanel {...args} view={view} onViewChange={setView} />
    </>
  )
}

/** The ring of keyboard focus goes through everything, in the order of the eye. */
export const Keyboard = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    const stops = [
      canvas.getByLabelText(words['field.identifier']),
      canvas.getByLabelText(words['field.password']),
      canvas.getByRole('button', { name: words['field.showPassword'] }),
      canvas.getByRole('button', { name: words['panel.reset'] }),
      canvas.getByRole('button', { name: words['login.submit'] }),
      canvas.getByRole('button', { name: /Nordwind/ }),
      canvas.getByRole('button', { name: words['panel.phone'] }),
      canvas.getByRole('button', { name: words['panel.guest'] }),
      canvas.getByRole('button', { name: words['panel.signUp'] }),
    ]
    for (const stop of stops) {
      await userEvent.tab()
      await expect(stop).toHaveFocus()
      await expect(getComputedStyle(stop).outlineStyle).toBe('solid')
    }
  },
})

/** Forms and words of one’s own: put together from the parts. */
export const ComposedOfParts = meta.story({
  render: () => (
    <AuthPanelParts.Root ways={['login', 'reset']}>
      <AuthPanelParts.View name="login">
        <LoginForm
          title="Members"
          forgotPassword={<AuthPanelParts.ViewButton to="reset">No idea</AuthPanelParts.ViewButton>}
        />
      </AuthPanelParts.View>
      <AuthPanelParts.View name="reset">
        <p>
          Ask the porter. <AuthPanelParts.ViewButton to="login">Ah, I remember</AuthPanelParts.ViewButton>
        </p>
      </AuthPanelParts.View>
    </AuthPanelParts.Root>
  ),
})

export const Dark = meta.story({ globals: { scheme: 'dark' } })

export const RightToLeft = meta.story({ globals: { locale: 'ar' } })

export const Narrow320 = meta.story({
  args: { defaultView: 'signUp' },
  parameters: { width: '20rem' },
  play: async ({ canvas }) => {
    const form = canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = meta.story({ globals: { colours: 'forced' } })

const views = ['login', 'signUp', 'guest', 'reset', 'phone'] as const
const cells: readonly Cell[] = [
  ...views.map((view) => ({ name: view, show: <AuthPanel {...everything} defaultView={view} /> })),
  { name: 'Plain', show: <AuthPanel /> },
  {
    name: 'Wrong password',
    show: <AuthPanel />,
    play: async (cell: HTMLElement) => {
      await sendLogin(cell, { login: 'ada@example.com', password: 'not it' })
      await within(cell).findByRole('alert')
    },
  },
  {
    name: 'Provider offline',
    scenario: { faults: [{ kind: 'offline' }] },
    show: <AuthPanel providers={providers} />,
    play: async (cell: HTMLElement) => {
      await userEvent.click(within(cell).getByRole('button', { name: /Nordwind/ }))
      await within(cell).findByRole('alert')
    },
  },
]

/** All views and some states side by side. */
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

export const MatrixRightToLeft = Matrix.extend({ globals: { locale: 'ar' } })
