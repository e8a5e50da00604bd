import { PasswordResetForm, PasswordResetFormParts } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'
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

const back = (
  <a href="#sign-in" dir="auto">
    Back to sign in
  </a>
)
const somebody = { email: 'ada@example.com' }

const meta = preview.meta({
  title: 'Components/PasswordResetForm',
  component: PasswordResetForm,
  args: { onSuccess: fn(), onError: fn(), footer: back },
  parameters: { layout: 'padded' },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

export const Default = meta.story({})

/** What it says does not tell whether the address is known; the focus is on it. */
export const Sent = meta.story({
  play: async ({ args, canvas, canvasElement, loaded, globals }) => {
    const words = wordsOf(globals)
    const { emulator } = sceneOf({ loaded })
    const email = emulator.people[0]?.email ?? ''
    await sendEntries(canvasElement, { email })
    await expect(await canvas.findByRole('heading', { name: words['reset.sentTitle'] })).toBeVisible()
    await expect(document.activeElement).toHaveTextContent(words['reset.sent'].replace('{email}', email))
    await expect(canvas.getByRole('button', { name: words['reset.again'] })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await expect(args.onSuccess).toHaveBeenCalledWith({ email })
    await expect(emulator.outbox).toHaveLength(1)
  },
})

/** Nobody has this address: not a word differs, and no mail is sent. */
export const UnknownAddress = meta.story({
  play: async ({ canvas, canvasElement, loaded, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, { email: 'nobody@example.com' })
    await expect(await canvas.findByRole('heading', { name: words['reset.sentTitle'] })).toBeVisible()
    await expect(document.activeElement).toHaveTextContent(
      words['reset.sent'].replace('{email}', 'nobody@example.com'),
    )
    await expect(sceneOf({ loaded }).emulator.outbox).toHaveLength(0)
  },
})

/** After a pause it can be sent once more. */
export const SentAgain = meta.story({
  args: { resendAfterMs: 0 },
  play: async ({ canvas, canvasElement, loaded, globals }) => {
    const words = wordsOf(globals)
    const { emulator } = sceneOf({ loaded })
    const email = emulator.people[0]?.email ?? ''
    await sendEntries(canvasElement, { email })
    await canvas.findByRole('heading', { name: words['reset.sentTitle'] })
    await send(canvasElement)
    const said = words['reset.sentAgain'].replace('{email}', email)
    await waitFor(() => expect(canvasElement.querySelector('[aria-live=polite]')).toHaveTextContent(said), {
      timeout: 3_000,
    })
    await expect(emulator.outbox).toHaveLength(2)
  },
})

/** Mistyped: back to the input, with what was typed selected. */
export const AnotherEmail = meta.story({
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, { email: 'ada@exmaple.com' })
    await userEvent.click(await canvas.findByRole('button', { name: words['reset.otherEmail'] }))
    const input = canvas.getByLabelText(words['field.email'])
    await expect(input).toHaveFocus()
    await expect(input).toHaveValue('ada@exmaple.com')
  },
})

export const Keyboard = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    for (const stop of [
      canvas.getByLabelText(words['field.email']),
      canvas.getByRole('button', { name: words['reset.submit'] }),
      canvas.getByRole('link'),
    ]) {
      await userEvent.tab()
      await expect(stop).toHaveFocus()
      await expect(getComputedStyle(stop).outlineStyle).toBe('solid')
    }
  },
})

export const Pending = meta.story({
  parameters: failing({ kind: 'hang', path: '/users/password/reset' }),
  play: async ({ canvas, canvasElement, globals }) => {
    await sendEntries(canvasElement, somebody)
    await expect(canvas.getByRole('status')).toHaveTextContent(wordsOf(globals)['reset.pending'])
  },
})

export const EmptyField = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await send(canvasElement)
    await expect(canvas.getByLabelText(words['field.email'])).toHaveAccessibleDescription(
      words['field.emailMissing'],
    )
  },
})

export const NoAddress = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendEntries(canvasElement, { email: 'ada' })
    await expect(canvas.getByLabelText(words['field.email'])).toHaveAccessibleDescription(
      words['field.emailInvalid'],
    )
  },
})

/** The application has it switched off. */
export const Unavailable = meta.story({
  parameters: { scenario: { emulator: { resetByEmail: false } } },
  play: refused('rejected'),
})

export const Offline = meta.story({ parameters: failing({ kind: 'offline' }), play: refused('unreachable') })

export const RateLimitedWithCountdown = meta.story({
  parameters: failing({ kind: 'status', status: 429, retryAfter: 45 }),
  play: refused('rate-limited'),
})

export const LongTexts = meta.story({
  args: {
    title: 'Zugangskennwortzurücksetzungsverfahren einleiten',
    messages: { 'reset.submit': 'Verweis zum Zurücksetzen an die Dienstadresse senden' },
  },
  parameters: { width: '20rem' },
  play: async ({ canvas, canvasElement, globals }) => {
    await sendEntries(canvasElement, { email: `${'x'.repeat(60)}@${'y'.repeat(60)}.example` })
    await canvas.findByRole('button', { name: wordsOf(globals)['reset.again'] })
    const form = canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

export const ComposedOfParts = meta.story({
  render: (args) => (
    <PasswordResetFormParts.Root onSuccess={args.onSuccess} aria-label="Lost your key?">
      <PasswordResetFormParts.Confirmation>Look into your mails.</PasswordResetFormParts.Confirmation>
      <PasswordResetFormParts.EmailField>
        <PasswordResetFormParts.Label>Where shall we send it?</PasswordResetFormParts.Label>
        <PasswordResetFormParts.EmailInput placeholder="name@example.com" />
        <PasswordResetFormParts.FieldError />
      </PasswordResetFormParts.EmailField>
      <PasswordResetFormParts.ErrorMessage />
      <PasswordResetFormParts.SubmitButton>Send</PasswordResetFormParts.SubmitButton>
    </PasswordResetFormParts.Root>
  ),
  play: async ({ canvas, canvasElement }) => {
    await sendEntries(canvasElement, somebody)
    await waitFor(() => expect(canvas.getByText('Look into your mails.')).toHaveFocus())
  },
})

export const Dark = Sent.extend({ globals: { scheme: 'dark' } })

export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  play: async ({ canvas, canvasElement }) => {
    await sendEntries(canvasElement, somebody)
    await expect(await canvas.findByRole('heading', { name: ar['reset.sentTitle'] })).toBeVisible()
  },
})

export const Narrow320 = Sent.extend({ parameters: { width: '20rem' } })

export const ForcedColours = Sent.extend({ globals: { colours: 'forced' } })

const cells: readonly Cell[] = [
  { name: 'At rest', show: <PasswordResetForm footer={back} /> },
  { name: 'Empty', show: <PasswordResetForm />, play: send },
  {
    name: 'Pending',
    scenario: { faults: [{ kind: 'hang', path: '/users/password/reset' }] },
    show: <PasswordResetForm />,
    play: (cell) => sendEntries(cell, somebody),
  },
  {
    name: 'Sent',
    show: <PasswordResetForm footer={back} />,
    play: async (cell) => sendTo(cell, 'success'),
  },
  {
    name: 'Sent, ready to be sent again',
    show: <PasswordResetForm footer={back} resendAfterMs={0} />,
    play: async (cell) => sendTo(cell, 'success'),
  },
  {
    name: 'Offline',
    scenario: { faults: [{ kind: 'offline' }] },
    show: <PasswordResetForm />,
    play: async (cell) => sendTo(cell, 'error'),
  },
  {
    name: 'Unavailable',
    scenario: { emulator: { resetByEmail: false } },
    show: <PasswordResetForm />,
    play: async (cell) => sendTo(cell, 'error'),
  },
  {
    name: 'Too many attempts, with a time',
    scenario: { faults: [{ kind: 'status', status: 429, retryAfter: 90 }] },
    show: <PasswordResetForm />,
    play: async (cell) => sendTo(cell, 'error'),
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

async function sendTo(cell: HTMLElement, status: string): Promise<void> {
  await sendEntries(cell, somebody)
  await waitFor(() => expect(within(cell).getByRole('form')).toHaveAttribute('data-status', status), {
    timeout: 3_000,
  })
}

function refused(code: string) {
  return async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    await sendEntries(canvasElement, somebody)
    await expect(await within(canvasElement).findByRole('alert')).toHaveAttribute('data-code', code)
    await expect(canvasElement.querySelector('[name=email]')).toHaveValue(somebody.email)
  }
}
