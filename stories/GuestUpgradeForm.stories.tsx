import { useSession } from '@cubekit/react'
import { GuestUpgradeForm, GuestUpgradeFormParts } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'
import type { ReactNode } from 'react'
import { expect, fn, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf } from '../.storybook/scenarios.ts'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells } from './Cells.tsx'
import type { Cell } from './Cells.tsx'
import { send, sendEntries } from './fillIn.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

/** A guest, on a server that knows somebody already. */
const asGuest: Scenario = {
  signedIn: { guest: 'Ada L.' },
  emulator: {
    users: [{ login: 'ada', email: 'ada@example.com', password: 'correct horse', full_name: 'Ada Lovelace' }],
  },
}
const newcomer = { email: 'grace@example.com', password: 'seven nested loops' }
const known = { email: 'ada@example.com', password: 'correct horse' }
const failing = (fault: NonNullable<Scenario['faults']>[number]): { scenario: Scenario } => ({
  scenario: { ...asGuest, faults: [fault] },
})

const meta = preview.meta({
  title: 'Components/GuestUpgradeForm',
  component: GuestUpgradeForm,
  args: { onSuccess: fn(), onError: fn(), onUpgrade: fn() },
  parameters: { layout: 'padded', scenario: asGuest },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** Says how much is left of the guest's day, and knows the guest's name. */
export const Default = meta.story({
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    await expect(canvas.getByLabelText(words['field.name'])).toHaveValue('Ada L.')
    const time = new Intl.RelativeTimeFormat(String(globals['locale'])).format(24, 'hour')
    await expect(canvas.getByText(words['guestUpgrade.description'].replace('{time}', time))).toBeVisible()
  },
})

/** Becomes a user; the app moves what the guest has made. */
export const Upgrades = meta.story({
  render: (args) => (
    <>
      <GuestUpgradeForm {...args} />
      <Who />
    </>
  ),
  play: async ({ args, canvas, canvasElement }) => {
    await sendEntries(canvasElement, newcomer)
    await expect(await canvas.findByText('Ada L., user')).toBeVisible()
    await waitFor(() => expect(args.onSuccess).toHaveBeenCalledTimes(1))
    await expect(args.onUpgrade).toHaveBeenCalledWith({
      guest: expect.objectContaining({ is_guest: true }),
      user: expect.objectContaining({ email: newcomer.email }),
    })
    await expect(canvas.queryByRole('form')).toBeNull()
  },
})

/** The email has an account, whose password was typed: one press, and the person is in it. */
export const SignsInInstead = meta.story({
  render: Upgrades.input.render,
  play: async ({ args, canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, known)
    await userEvent.click(await canvas.findByRole('button', { name: words['guestUpgrade.signInInstead'] }))
    await expect(await canvas.findByText('Ada Lovelace, user')).toBeVisible()
    await waitFor(() => expect(args.onUpgrade).toHaveBeenCalledTimes(1))
  },
})

/** The email has an account: said at its field, with the way to it. */
export const Taken = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, known)
    const email = canvas.getByLabelText(words['field.email'])
    await waitFor(() => expect(email).toHaveAccessibleDescription(words['field.emailTaken']))
    await expect(canvas.getByRole('button', { name: words['guestUpgrade.signInInstead'] })).toBeVisible()
  },
})

/** That account has another password: the guest stays a guest. */
export const TakenWithAnotherPassword = meta.story({
  play: async ({ canvas, canvasElement, loaded, userEvent, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, { ...known, password: 'seven nested loops' })
    await userEvent.click(await canvas.findByRole('button', { name: words['guestUpgrade.signInInstead'] }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent(words['guestUpgrade.wrongPassword'])
    await expect(canvas.getByLabelText(words['field.password'])).toHaveFocus()
    await expect(sceneOf({ loaded }).client.getSession().status).toBe('guest')
  },
})

/** A user needs no upgrade, and sees none. */
export const ForUsers = meta.story({
  parameters: { scenario: { signedIn: 'user' } satisfies Scenario },
  render: Upgrades.input.render,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/, user$/)).toBeVisible()
    await expect(canvas.queryByRole('form')).toBeNull()
  },
})

export const EmptyFields = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await send(canvasElement)
    await expect(canvas.getByLabelText(words['field.email'])).toHaveFocus()
    await expect(canvas.getByLabelText(words['field.name'])).toBeValid()
  },
})

export const Pending = meta.story({
  parameters: failing({ kind: 'hang', path: '/users' }),
  play: async ({ canvas, canvasElement, globals }) => {
    await sendEntries(canvasElement, newcomer)
    await expect(canvas.getByRole('status')).toHaveTextContent(wordsOf(globals)['guestUpgrade.pending'])
  },
})

export const Offline = meta.story({
  parameters: failing({ kind: 'offline' }),
  play: refused('unreachable'),
})

export const RateLimitedWithCountdown = meta.story({
  parameters: failing({ kind: 'status', status: 429, retryAfter: 45 }),
  play: refused('rate-limited'),
})

export const LongTexts = meta.story({
  args: {
    title: 'Gastzugang in ein dauerhaftes Benutzerkonto umwandeln',
    messages: {
      'guestUpgrade.submit': 'Gastzugang in ein dauerhaftes Benutzerkonto umwandeln',
      'guestUpgrade.signInInstead': 'Stattdessen bei dem bereits bestehenden Benutzerkonto anmelden',
    },
  },
  parameters: { width: '20rem' },
  play: async ({ canvas, canvasElement }) => {
    await sendEntries(canvasElement, known)
    await canvas.findByRole('button', { name: /Stattdessen/ })
    const form = canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

export const ComposedOfParts = meta.story({
  render: (args) => (
    <GuestUpgradeFormParts.Root onUpgrade={args.onUpgrade} identify="login" fields={{}} aria-label="Stay">
      <GuestUpgradeFormParts.Field name="login" label="Your handle" />
      <GuestUpgradeFormParts.NewPasswordField />
      <GuestUpgradeFormParts.ErrorMessage />
      <GuestUpgradeFormParts.SubmitButton>Stay</GuestUpgradeFormParts.SubmitButton>
    </GuestUpgradeFormParts.Root>
  ),
  play: async ({ args, canvasElement }) => {
    await sendEntries(canvasElement, { login: 'ada-l', password: 'seven nested loops' })
    // Who is not asked for a name keeps the one they have.
    await waitFor(() =>
      expect(args.onUpgrade).toHaveBeenCalledWith({
        guest: expect.anything(),
        user: expect.objectContaining({ full_name: 'Ada L.' }),
      }),
    )
  },
})

export const Dark = Taken.extend({ globals: { scheme: 'dark' } })

export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  play: async ({ canvas, canvasElement }) => {
    await sendEntries(canvasElement, known)
    await expect(await canvas.findByRole('button', { name: ar['guestUpgrade.signInInstead'] })).toBeVisible()
  },
})

export const Narrow320 = Taken.extend({ parameters: { width: '20rem' } })

export const ForcedColours = Taken.extend({ globals: { colours: 'forced' } })

const cells: readonly Cell[] = [
  { name: 'At rest', scenario: asGuest, show: <GuestUpgradeForm /> },
  { name: 'Empty fields', scenario: asGuest, show: <GuestUpgradeForm />, play: send },
  {
    name: 'Taken',
    scenario: asGuest,
    show: <GuestUpgradeForm />,
    play: (cell) => sendTo(cell, known, 'error'),
  },
  {
    name: 'Pending',
    ...failing({ kind: 'hang', path: '/users' }),
    show: <GuestUpgradeForm />,
    play: (cell) => sendTo(cell, newcomer, 'pending'),
  },
  {
    name: 'Offline',
    ...failing({ kind: 'offline' }),
    show: <GuestUpgradeForm />,
    play: (cell) => sendTo(cell, newcomer, 'error'),
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
  const { user, status } = useSession()
  return (
    <p>
      {user?.full_name}, {status}
    </p>
  )
}

async function sendTo(
  cell: HTMLElement,
  entries: Readonly<Record<string, string>>,
  status: string,
): Promise<void> {
  await sendEntries(cell, entries)
  await waitFor(() => expect(within(cell).getByRole('form')).toHaveAttribute('data-status', status))
}

function refused(code: string) {
  return async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    await sendEntries(canvasElement, newcomer)
    await expect(await within(canvasElement).findByRole('alert')).toHaveAttribute('data-code', code)
    await expect(canvasElement.querySelector('[name=email]')).toHaveValue(newcomer.email)
    await expect(canvasElement.querySelector('[name=password]')).toHaveValue(newcomer.password)
  }
}
