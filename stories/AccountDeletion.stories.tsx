import type { Fault } from '@cubekit/emulator'
import { SignedOut } from '@cubekit/react'
import { AccountDeletion, AccountDeletionParts } from '@cubekit/ui'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf } from '../.storybook/scenarios.ts'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells } from './Cells.tsx'
import type { Cell } from './Cells.tsx'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const signedIn = { scenario: { signedIn: 'user' } satisfies Scenario }

const meta = preview.meta({
  title: 'Components/AccountDeletion',
  component: AccountDeletion,
  args: { onSuccess: fn(), onError: fn() },
  parameters: { layout: 'padded', ...signedIn },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** As it is: a section at the end of the settings. */
export const Default = meta.story({})

/** Asks, and waits for the word. */
export const Asks = meta.story({
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    const dialog = await ask(canvas, words)
    await expect(dialog.getByRole('textbox')).toHaveFocus()
    await expect(dialog.getByRole('button', { name: words['deletion.title'] })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  },
})

/** The word is there. */
export const Confirmed = meta.story({
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    const dialog = await ask(canvas, words)
    await userEvent.type(dialog.getByRole('textbox'), words['deletion.word'])
    await expect(dialog.getByRole('button', { name: words['deletion.title'] })).toBeEnabled()
  },
})

/** Deletes the account, and the session is over. */
export const Deletes = meta.story({
  render: (args) => (
    <>
      <AccountDeletion {...args} />
      <SignedOut>
        <p>Goodbye</p>
      </SignedOut>
    </>
  ),
  play: async ({ args, canvas, loaded, globals }) => {
    await send(canvas, globals)
    await expect(await canvas.findByText('Goodbye')).toBeVisible()
    await expect(sceneOf({ loaded }).client.getSession().endReason).toBe('account-deleted')
    await expect(args.onSuccess).toHaveBeenCalledTimes(1)
  },
})

/** The ring of keyboard focus stays in the dialog; Escape leaves it, back to the button. */
export const Keyboard = meta.story({
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    const opener = canvas.getByRole('button', { name: words['deletion.title'] })
    await userEvent.tab()
    await expect(opener).toHaveFocus()
    await expect(getComputedStyle(opener).outlineStyle).toBe('solid')
    await userEvent.keyboard('{Enter}')
    const dialog = within(await canvas.findByRole('alertdialog'))
    await userEvent.type(dialog.getByRole('textbox'), words['deletion.word'])
    for (const name of [words['deletion.title'], words['deletion.cancel']]) {
      await userEvent.tab()
      await expect(dialog.getByRole('button', { name })).toHaveFocus()
      await expect(getComputedStyle(dialog.getByRole('button', { name })).outlineStyle).toBe('solid')
    }
    await userEvent.click(dialog.getByRole('button', { name: words['deletion.cancel'] }))
    await waitFor(() => expect(opener).toHaveFocus())
  },
})

export const Pending = meta.story({
  parameters: failing({ kind: 'hang', method: 'DELETE' }),
  play: async ({ canvas, globals }) => {
    await send(canvas, globals)
    await expect(canvas.getByRole('status')).toHaveTextContent(wordsOf(globals)['deletion.pending'])
  },
})

/** The server refuses: the account stays, and the person knows. */
export const Refused = meta.story({
  parameters: failing({ kind: 'status', status: 403, method: 'DELETE' }),
  play: failed('forbidden'),
})

export const Offline = meta.story({
  parameters: failing({ kind: 'offline' }),
  play: failed('unreachable'),
})

/** The person's own login instead of a word. */
export const ByLogin = meta.story({
  args: { confirmBy: 'login' },
  play: async ({ canvas, loaded, globals }) => {
    const [person] = sceneOf({ loaded }).emulator.people
    const dialog = await ask(canvas, wordsOf(globals))
    await userEvent.type(dialog.getByRole('textbox'), person?.login ?? '')
    await expect(dialog.getByRole('button', { name: wordsOf(globals)['deletion.title'] })).toBeEnabled()
  },
})

export const LongTexts = meta.story({
  args: {
    title: 'Benutzerkonto der Donaudampfschifffahrtsgesellschaft unwiderruflich löschen',
    messages: {
      'deletion.title': 'Mein Benutzerkonto und alle Fahrtenaufzeichnungen löschen',
      'deletion.confirm': 'Geben Sie zur Bestätigung {word} ein',
      'deletion.word': 'Unwiderruflichkeitsbestätigungskennwort',
    },
  },
  parameters: {
    width: '20rem',
    scenario: {
      signedIn: 'user',
      emulator: {
        users: [
          {
            login: 'x'.repeat(60),
            password: 'correct horse',
            full_name: 'Dr. Maximiliane-Friederike von Hohenfels-Schwarzenberg zu Niederösterreich'.repeat(2),
          },
        ],
      },
    } satisfies Scenario,
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button'))
    const dialog = await canvas.findByRole('alertdialog')
    await expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth)
  },
})

/** Another dialog, of the same parts. */
export const ComposedOfParts = meta.story({
  render: () => (
    <AccountDeletionParts.Root aria-label="Leave Acme" messages={{ 'deletion.word': 'goodbye' }}>
      <p style={{ margin: 0 }}>You have been with us for three years.</p>
      <AccountDeletionParts.OpenButton>Leave Acme</AccountDeletionParts.OpenButton>
      <AccountDeletionParts.Dialog aria-label="Leave Acme">
        <AccountDeletionParts.Form>
          <AccountDeletionParts.ConfirmationField />
          <AccountDeletionParts.ErrorMessage />
          <AccountDeletionParts.CancelButton>Stay</AccountDeletionParts.CancelButton>
          <AccountDeletionParts.SubmitButton>Leave</AccountDeletionParts.SubmitButton>
        </AccountDeletionParts.Form>
      </AccountDeletionParts.Dialog>
    </AccountDeletionParts.Root>
  ),
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Leave Acme' }))
    await expect(await canvas.findByRole('textbox')).toHaveFocus()
  },
})

export const Dark = Confirmed.extend({ globals: { scheme: 'dark' } })

export const RightToLeft = Confirmed.extend({ globals: { locale: 'ar' } })

export const Narrow320 = meta.story({ parameters: { width: '20rem' } })

export const ForcedColours = Confirmed.extend({ globals: { colours: 'forced' } })

const cells: readonly Cell[] = [
  { name: 'At rest', scenario: { signedIn: 'user' }, show: <AccountDeletion /> },
  { name: 'Of a guest', scenario: { signedIn: { guest: 'Olof' } }, show: <AccountDeletion /> },
  {
    name: 'In other words',
    scenario: { signedIn: 'user' },
    show: <AccountDeletion title="Leave Acme" description={null} messages={{ 'deletion.title': 'Leave' }} />,
  },
]

/** What may stand in the page; the dialog stands above it, one at a time. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: {
    scenario: 'none',
    width: '80rem',
    a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
  },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvasElement, loaded }) => playCells(canvasElement, cells, loaded['scenes'] as Scene[]),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })

type Canvas = ReturnType<typeof within>

async function ask(canvas: Canvas, words: ReturnType<typeof wordsOf>): Promise<Canvas> {
  await userEvent.click(canvas.getByRole('button', { name: words['deletion.title'] }))
  return within(await canvas.findByRole('alertdialog'))
}

/** Asks, types the word, and presses Enter. */
async function send(canvas: Canvas, globals: Record<string, unknown>): Promise<void> {
  const words = wordsOf(globals)
  const dialog = await ask(canvas, words)
  await userEvent.type(dialog.getByRole('textbox'), `${words['deletion.word']}{Enter}`)
}

function failed(code: string) {
  return async ({ canvas, globals }: { canvas: Canvas; globals: Record<string, unknown> }): Promise<void> => {
    await send(canvas, globals)
    await expect(await canvas.findByRole('alert')).toHaveAttribute('data-code', code)
  }
}

function failing(...faults: Fault[]): { scenario: Scenario } {
  return { scenario: { signedIn: 'user', faults } }
}
