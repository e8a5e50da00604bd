import { PasswordChangeForm, PasswordChangeFormParts } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'
import { expect, fn, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells } from './Cells.tsx'
import type { Cell } from './Cells.tsx'
import { send, sendEntries } from './fillIn.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const forgot = (
  <a href="#reset" dir="auto">
    Forgot password?
  </a>
)

/** Somebody is signed in whose password is known. */
const signedIn: Scenario = {
  signedIn: 'user',
  emulator: {
    users: [{ login: 'ada', password: 'correct horse', full_name: 'Ada Lovelace' }],
  },
}
const right = { old_password: 'correct horse', password: 'seven nested loops' }
const wrong = { old_password: 'a guess', password: 'seven nested loops' }
const failing = (fault: NonNullable<Scenario['faults']>[number]): { scenario: Scenario } => ({
  scenario: { ...signedIn, faults: [fault] },
})

const meta = preview.meta({
  title: 'Components/PasswordChangeForm',
  component: PasswordChangeForm,
  args: { onSuccess: fn(), onError: fn() },
  parameters: { layout: 'padded', scenario: signedIn },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

export const Default = meta.story({ args: { forgotPassword: forgot } })

/** Changed: said so, and neither password is on the page any more. */
export const Changed = meta.story({
  play: async ({ args, canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, right)
    await expect(await canvas.findByText(words['passwordChange.done'])).toBeVisible()
    await expect(canvas.getByLabelText(words['field.oldPassword'])).toHaveValue('')
    await expect(canvas.getByLabelText(words['field.newPassword'])).toHaveValue('')
    await expect(args.onSuccess).toHaveBeenCalledTimes(1)
  },
})

/** The current password is another one: said at its field. */
export const WrongPassword = meta.story({
  args: { forgotPassword: forgot },
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, wrong)
    const old = canvas.getByLabelText(words['field.oldPassword'])
    await waitFor(() => expect(old).toHaveAccessibleDescription(words['field.oldPasswordWrong']))
    await expect(old).toHaveFocus()
    await expect(canvas.getByLabelText(words['field.newPassword'])).toHaveValue(wrong.password)
  },
})

/** Their own login is known to those who know them. */
export const PersonalPassword = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.type(canvas.getByLabelText(words['field.newPassword']), 'lovelace1815')
    await canvas.findByText(new RegExp(words['newPassword.personal']), undefined, { timeout: 10_000 })
  },
})

export const Shown = meta.story({
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    const [first, second] = canvas.getAllByRole('button', { name: words['field.showPassword'] })
    await userEvent.type(canvas.getByLabelText(words['field.oldPassword']), 'correct horse')
    await userEvent.type(canvas.getByLabelText(words['field.newPassword']), 'seven nested loops')
    for (const toggle of [first, second]) await userEvent.click(toggle ?? canvasElement)
    await expect(canvas.getByLabelText(words['field.oldPassword'])).toHaveAttribute('type', 'text')
    await expect(canvas.getByLabelText(words['field.newPassword'])).toHaveAttribute('type', 'text')
  },
})

export const Keyboard = meta.story({
  args: { forgotPassword: forgot },
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    const [first, second] = canvas.getAllByRole('button', { name: words['field.showPassword'] })
    for (const stop of [
      canvas.getByLabelText(words['field.oldPassword']),
      first,
      canvas.getByRole('link'),
      canvas.getByLabelText(words['field.newPassword']),
      second,
      canvas.getByRole('button', { name: words['passwordChange.submit'] }),
    ]) {
      await userEvent.tab()
      await expect(stop).toHaveFocus()
    }
  },
})

export const Pending = meta.story({
  parameters: failing({ kind: 'hang', method: 'PUT' }),
  play: async ({ canvas, canvasElement, globals }) => {
    await sendEntries(canvasElement, right)
    await waitFor(() =>
      expect(canvas.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
        wordsOf(globals)['passwordChange.pending'],
      ),
    )
  },
})

export const EmptyFields = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await send(canvasElement)
    await expect(canvas.getByLabelText(words['field.oldPassword'])).toHaveFocus()
    await expect(canvas.getByLabelText(words['field.newPassword'])).toBeInvalid()
  },
})

/** Longer than the server takes: said, not cut off. */
export const TooLong = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    const password = 'correct horse battery staple '.repeat(3)
    await sendEntries(canvasElement, { old_password: 'correct horse', password })
    const input = canvas.getByLabelText(words['field.newPassword'])
    await expect(input).toBeInvalid()
    await expect(input).toHaveValue(password)
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
    title: 'Zugangskennwortänderungsverfahren',
    forgotPassword: <a href="#reset">Zugangsdaten vergessen oder gesperrt?</a>,
    messages: { 'field.oldPassword': 'Derzeitiges Zugangskennwort', 'field.newPassword': 'Künftiges' },
  },
  parameters: { width: '20rem' },
  play: async ({ canvas }) => {
    const form = canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

export const ComposedOfParts = meta.story({
  render: (args) => (
    <PasswordChangeFormParts.Root onSuccess={args.onSuccess} aria-label="New key">
      <PasswordChangeFormParts.NewPasswordField label="The new one" />
      <PasswordChangeFormParts.OldPasswordField>
        <PasswordChangeFormParts.Label>And the old one</PasswordChangeFormParts.Label>
        <PasswordChangeFormParts.PasswordInput />
        <PasswordChangeFormParts.FieldError />
      </PasswordChangeFormParts.OldPasswordField>
      <PasswordChangeFormParts.ErrorMessage />
      <PasswordChangeFormParts.SubmitButton>Change the lock</PasswordChangeFormParts.SubmitButton>
      <PasswordChangeFormParts.DoneMessage>The lock is changed.</PasswordChangeFormParts.DoneMessage>
    </PasswordChangeFormParts.Root>
  ),
  play: async ({ canvas, canvasElement }) => {
    await sendEntries(canvasElement, right)
    await expect(await canvas.findByText('The lock is changed.')).toBeVisible()
  },
})

export const Dark = WrongPassword.extend({ globals: { scheme: 'dark' } })

export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  play: async ({ canvas, canvasElement }) => {
    await sendEntries(canvasElement, wrong)
    await waitFor(() =>
      expect(canvas.getByLabelText(ar['field.oldPassword'])).toHaveAccessibleDescription(
        ar['field.oldPasswordWrong'],
      ),
    )
  },
})

export const Narrow320 = WrongPassword.extend({ parameters: { width: '20rem' } })

export const ForcedColours = WrongPassword.extend({ globals: { colours: 'forced' } })

const cells: readonly Cell[] = [
  { name: 'At rest', scenario: signedIn, show: <PasswordChangeForm forgotPassword={forgot} /> },
  { name: 'Empty fields', scenario: signedIn, show: <PasswordChangeForm />, play: send },
  {
    name: 'Wrong password',
    scenario: signedIn,
    show: <PasswordChangeForm forgotPassword={forgot} />,
    play: (cell) => sendTo(cell, wrong, 'error'),
  },
  {
    name: 'Changed',
    scenario: signedIn,
    show: <PasswordChangeForm />,
    play: (cell) => sendTo(cell, right, 'success'),
  },
  {
    name: 'Pending',
    ...failing({ kind: 'hang', method: 'PUT' }),
    show: <PasswordChangeForm />,
    play: (cell) => sendTo(cell, right, 'pending'),
  },
  {
    name: 'Offline',
    ...failing({ kind: 'offline' }),
    show: <PasswordChangeForm />,
    play: (cell) => sendTo(cell, right, 'error'),
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
    await sendEntries(canvasElement, right)
    await expect(await within(canvasElement).findByRole('alert')).toHaveAttribute('data-code', code)
    await expect(canvasElement.querySelector('[name=old_password]')).toHaveValue(right.old_password)
    await expect(canvasElement.querySelector('[name=password]')).toHaveValue(right.password)
  }
}
