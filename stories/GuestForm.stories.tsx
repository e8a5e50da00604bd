import type { Fault } from '@cubekit/emulator'
import { SignedIn, SignedOut, useCurrentUser, useLogout } from '@cubekit/react'
import { GuestForm, GuestFormParts } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'
import type { ReactNode } from 'react'
import { expect, fn, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf } from '../.storybook/scenarios.ts'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells } from './Cells.tsx'
import type { Cell } from './Cells.tsx'
import { send, sendName } from './fillIn.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const footer = (
  <>
    Have an account? <a href="#sign-in">Sign in</a>
  </>
)

const meta = preview.meta({
  title: 'Components/GuestForm',
  component: GuestForm,
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

/** With a way to an account. */
export const WithFooter = meta.story({ args: { footer } })

/** Comes in, shows the name in its own direction, and leaves. */
export const ComesIn = meta.story({
  render: (args) => (
    <>
      <SignedOut>
        <GuestForm {...args} />
      </SignedOut>
      <SignedIn>
        <Who />
      </SignedIn>
    </>
  ),
  play: async ({ args, canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await sendName(canvasElement, 'سارة الأحمد')
    await expect(await canvas.findByText('سارة الأحمد')).toBeVisible()
    await expect(args.onSuccess).toHaveBeenCalledTimes(1)
    await userEvent.click(canvas.getByRole('button', { name: 'Leave' }))
    await expect(await canvas.findByRole('button', { name: words['guest.submit'] })).toBeVisible()
  },
})

/** On the way: sent once, whatever else is pressed. */
export const Pending = meta.story({
  parameters: failing({ kind: 'hang' }),
  play: async ({ canvas, canvasElement, userEvent, loaded, globals }) => {
    const words = wordsOf(globals)
    const { emulator } = sceneOf({ loaded })
    await sendName(canvasElement, 'Ada Lovelace')
    await userEvent.click(canvas.getByRole('button'))
    await expect(canvas.getByRole('status')).toHaveTextContent(words['guest.pending'])
    await waitFor(() => expect(emulator.log).toHaveLength(1))
  },
})

/** Nothing was filled in. */
export const EmptyField = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words['guest.submit'] }))
    await expect(canvas.getByLabelText(words['field.name'])).toHaveFocus()
    await expect(canvas.getByLabelText(words['field.name'])).toHaveAccessibleDescription(
      words['field.nameMissing'],
    )
  },
})

/** The server takes offence at the name. */
export const NameRefused = meta.story({
  parameters: failing({ kind: 'status', status: 422, body: { errors: { full_name: ['is odd'] } } }),
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    await sendName(canvasElement, 'Ada Lovelace')
    await waitFor(() => expect(canvas.getByLabelText(words['field.name'])).toBeInvalid())
    await expect(canvas.getByLabelText(words['field.name'])).toHaveValue('Ada Lovelace')
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
  play: refused('rate-limited'),
})

/** Guests are switched off in the application's settings. */
export const Forbidden = meta.story({
  parameters: failing({ kind: 'status', status: 403 }),
  play: refused('forbidden'),
})

/** A long name stays, and reads in its own direction. */
export const LongName = meta.story({
  parameters: { ...failing({ kind: 'offline' }), width: '20rem' },
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    const name = 'عبد الرحمن '.repeat(12).trim()
    await sendName(canvasElement, name)
    await canvas.findByRole('alert')
    await expect(canvas.getByLabelText(words['field.name'])).toHaveValue(name)
    await expect(canvas.getByRole('form').scrollWidth).toBeLessThanOrEqual(
      canvas.getByRole('form').clientWidth,
    )
  },
})

/** A name and a button in one line, put together from the parts. */
export const ComposedOfParts = meta.story({
  render: (args) => (
    <GuestFormParts.Root {...args} aria-label="Join the call">
      <div style={{ display: 'flex', gap: '0.75rem', alignItems: 'end' }}>
        <GuestFormParts.NameField style={{ flex: 1, marginBlockStart: 0 }}>
          <GuestFormParts.Label>What shall we call you?</GuestFormParts.Label>
          <GuestFormParts.NameInput />
        </GuestFormParts.NameField>
        <GuestFormParts.SubmitButton style={{ paddingInline: '1.25rem' }}>Join</GuestFormParts.SubmitButton>
      </div>
      <GuestFormParts.ErrorMessage />
    </GuestFormParts.Root>
  ),
})

/** Our stylesheet absent: the browser's own look, nothing broken, nothing shown twice. */
export const WithoutCss = meta.story({
  args: { footer },
  parameters: failing({ kind: 'offline' }),
  render: (args) => (
    <div className="bare">
      <style>{'.bare form, .bare form :not(svg, svg *) { all: revert }'}</style>
      <GuestForm {...args} />
    </div>
  ),
  play: refused('unreachable'),
})

export const Dark = meta.story({
  globals: { scheme: 'dark' },
  args: { footer },
  parameters: failing({ kind: 'offline' }),
  play: refused('unreachable'),
})

/** Arabic, from right to left. */
export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  parameters: failing({ kind: 'status', status: 429, retryAfter: 45 }),
  play: async ({ canvas, canvasElement }) => {
    await sendName(canvasElement, 'سارة الأحمد')
    await waitFor(() => expect(canvas.getByRole('timer')).toBeVisible())
    await expect(canvas.getByLabelText(ar['field.name'])).toHaveValue('سارة الأحمد')
  },
})

export const Narrow320 = meta.story({ args: { footer }, parameters: { width: '20rem' } })

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = meta.story({ globals: { colours: 'forced' }, args: { footer } })

const sent = async (cell: HTMLElement): Promise<void> => {
  await sendName(cell, 'Ada Lovelace')
  await waitFor(() => expect(within(cell).getByRole('form')).toHaveAttribute('data-status', 'error'))
}

const cells: readonly Cell[] = [
  { name: 'At rest', show: <GuestForm footer={footer} /> },
  {
    name: 'Pending',
    scenario: { faults: [{ kind: 'hang' }] },
    show: <GuestForm />,
    play: (cell) => sendName(cell, 'Ada Lovelace'),
  },
  {
    name: 'Empty',
    show: <GuestForm />,
    play: send,
  },
  {
    name: 'Name refused',
    scenario: { faults: [{ kind: 'status', status: 422, body: { errors: { full_name: ['is odd'] } } }] },
    show: <GuestForm />,
    play: sent,
  },
  { name: 'Offline', scenario: { faults: [{ kind: 'offline' }] }, show: <GuestForm />, play: sent },
  {
    name: 'HTML instead of JSON',
    scenario: { faults: [{ kind: 'html200' }] },
    show: <GuestForm />,
    play: sent,
  },
  {
    name: 'Server error',
    scenario: { faults: [{ kind: 'status', status: 500 }] },
    show: <GuestForm />,
    play: sent,
  },
  {
    name: 'Too many attempts',
    scenario: { faults: [{ kind: 'status', status: 429, retryAfter: 90 }] },
    show: <GuestForm />,
    play: sent,
  },
  {
    name: 'Forbidden',
    scenario: { faults: [{ kind: 'status', status: 403 }] },
    show: <GuestForm />,
    play: sent,
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
      Here as <bdi>{user?.full_name}</bdi>{' '}
      <button type="button" onClick={() => mutate()}>
        Leave
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

/** Comes in where the server will not have it, and finds the name still there. */
function refused(code: string) {
  return async ({ canvasElement, globals }: Stage): Promise<void> => {
    const canvas = within(canvasElement)
    const words = wordsOf(globals)
    await sendName(canvasElement, 'Ada Lovelace')
    await expect(await canvas.findByRole('alert')).toHaveAttribute('data-code', code)
    await expect(canvas.getByLabelText(words['field.name'])).toHaveValue('Ada Lovelace')
  }
}
