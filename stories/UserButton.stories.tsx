import { UserButton, UserButtonParts, type UserButtonProps } from '@cubekit/ui'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf, type Scenario, type Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells, type Cell } from './Cells.tsx'
import { drawPicture } from './people.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const signedIn = { signedIn: 'user' } satisfies Scenario
const guest = { signedIn: { guest: 'Olof Shodger' } } satisfies Scenario

/** Somebody with a name of one’s choice. */
const called = (full_name: string, id = 7): Scenario => ({
  signedIn: 'user',
  emulator: {
    users: [{ id, login: 'member-7', email: 'member@example.com', password: 'long enough', full_name }],
  },
})

const everything: UserButtonProps = {
  onProfile: () => {},
  onPasswordChange: () => {},
  onKeepAccount: () => {},
  children: (
    <>
      <UserButtonParts.LinkItem href="#billing">Billing</UserButtonParts.LinkItem>
      <UserButtonParts.Separator />
    </>
  ),
}

const meta = preview.meta({
  title: 'Components/UserButton',
  component: UserButton,
  args: { onProfile: fn(), onPasswordChange: fn(), onKeepAccount: fn() },
  parameters: { layout: 'padded', scenario: signedIn },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        {/* At the end of a bar, where it mostly is, with room for the menu. */}
        <div style={{ display: 'flex', justifyContent: 'end', inlineSize: '100%', minBlockSize: '24rem' }}>
          <Story />
        </div>
      </Room>
    ),
  ],
})

/** The avatar of who is signed in. */
export const Default = meta.story({})

/** The menu: who it is, and what they can do. */
export const Open = meta.story({ args: { children: everything.children }, play: open })

/** A picture, once it has come. */
export const WithPicture = meta.story({
  loaders: [async () => ({ picture: await drawPicture() })],
  render: (args, { loaded }) => <UserButton {...args} avatarUrl={loaded['picture'] as string} />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeVisible())
  },
})

/** Pictures are taken from `https:` and `blob:` alone: nothing else is even asked for. */
export const UnsafePicture = meta.story({
  args: { avatarUrl: 'javascript:alert(document.domain)' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('img')).toBeNull()
    await expect(canvasElement.innerHTML).not.toContain('alert')
  },
})

/** A picture that does not come: initials. */
export const BrokenPicture = meta.story({
  args: { avatarUrl: 'blob:nowhere' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('img')).not.toBeVisible()
    await expect(canvasElement.querySelector('.cube-avatar')).toHaveTextContent(/\p{L}/u)
  },
})

/** A guest sees how long the account will be there, and how to keep it. */
export const Guest = meta.story({
  parameters: { scenario: guest },
  play: async (context) => {
    await open(context)
    await expect(
      within(context.canvasElement).getByText(wordsOf(context.globals)['user.guest']),
    ).toBeVisible()
  },
})

/** The other devices: asked for in its own place. */
export const OtherDevices = meta.story({
  play: askForOthers,
})

export const OtherDevicesDone = meta.story({
  play: async (context) => {
    await askForOthers(context)
    await userEvent.keyboard('{Enter}')
    const { globals, canvasElement } = context
    const done = wordsOf(globals)['user.othersDone']
    await expect(await within(canvasElement).findByRole('menuitem', { name: done })).toBeVisible()
  },
})

export const OtherDevicesFailed = meta.story({
  parameters: { scenario: { ...signedIn, faults: [{ kind: 'offline' }] } satisfies Scenario },
  play: async (context) => {
    await askForOthers(context)
    await userEvent.keyboard('{Enter}')
    await expect(await within(context.canvasElement).findByRole('alert')).toBeInTheDocument()
  },
})

/** By keys alone, with the ring of the focus. */
export const Keyboard = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.tab()
    const button = canvas.getByRole('button')
    await expect(button).toHaveFocus()
    await expect(getComputedStyle(button).outlineStyle).toBe('solid')
    await userEvent.keyboard('{ArrowDown}')
    await expect(canvas.getByRole('menuitem', { name: words['user.profile'] })).toHaveFocus()
    await userEvent.keyboard('{End}')
    const last = canvas.getByRole('menuitem', { name: words['user.logout'] })
    await expect(last).toHaveFocus()
    await expect(getComputedStyle(last).outlineStyle).toBe('solid')
    await userEvent.keyboard('{Escape}')
    await expect(button).toHaveFocus()
    await userEvent.keyboard('{Enter}{ArrowDown}')
  },
})

/** Logs out. */
export const LogsOut = meta.story({
  play: async (context) => {
    await open(context)
    const { canvasElement, globals, loaded } = context
    const words = wordsOf(globals)
    await userEvent.click(within(canvasElement).getByRole('menuitem', { name: words['user.logout'] }))
    await expect(sceneOf({ loaded }).client.getSession().status).toBe('signed-out')
  },
})

/** A name without end wraps, and is all there. */
export const LongName = meta.story({
  parameters: {
    scenario: called('Wolfeschlegelsteinhausenbergerdorff Señora Doña María del Pilar Teresa de la Cruz'),
    width: '20rem',
  },
  play: async (context) => {
    await open(context)
    const menu = context.canvasElement.querySelector('.cube-menu')
    await expect(menu?.scrollWidth).toBe(menu?.clientWidth)
  },
})

/** Another button and another order: put together from the parts. */
export const ComposedOfParts = meta.story({
  render: () => (
    <UserButtonParts.Root>
      <UserButtonParts.Trigger aria-label="Me, myself and I">Me ▾</UserButtonParts.Trigger>
      <UserButtonParts.Menu header={null}>
        <UserButtonParts.Item>Dark theme</UserButtonParts.Item>
        <UserButtonParts.LogoutItem>Leave</UserButtonParts.LogoutItem>
      </UserButtonParts.Menu>
    </UserButtonParts.Root>
  ),
  play: open,
})

export const Dark = meta.story({ globals: { scheme: 'dark' }, play: open })

export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  parameters: { scenario: called('سارة الأحمد') },
  play: async (context) => {
    await open(context)
    const menu = context.canvasElement.querySelector('.cube-menu')?.getBoundingClientRect()
    const button = within(context.canvasElement).getByRole('button').getBoundingClientRect()
    await expect(menu?.left).toBeCloseTo(Math.max(button.left, 8), 0)
  },
})

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = meta.story({ globals: { colours: 'forced' }, play: open })

const names = ['Ada Lovelace', 'grace', 'سارة الأحمد', '김 민준', '👩‍👩‍👧 Family', 'Østergård Ægir', '李小龙', ' ']

const cells: readonly Cell[] = [
  ...names.map((name, at) => ({
    name: `Called “${name}”`,
    scenario: called(name, at * 17 + 3),
    show: <UserButton />,
  })),
  {
    name: 'Guest',
    scenario: guest,
    show: <UserButton />,
  },
]

/** People of all sorts side by side. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: { scenario: 'none', width: '80rem' },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvasElement, loaded }) => playCells(canvasElement, cells, loaded['scenes'] as Scene[]),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })

async function open({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  const canvas = within(canvasElement)
  await userEvent.click(canvas.getByRole('button'))
  await waitFor(() => expect(canvas.getByRole('menu')).toBeVisible())
}

async function askForOthers(context: {
  canvasElement: HTMLElement
  globals: Record<string, unknown>
}): Promise<void> {
  const words = wordsOf(context.globals)
  await open(context)
  const canvas = within(context.canvasElement)
  await userEvent.click(canvas.getByRole('menuitem', { name: words['user.others'] }))
  await expect(canvas.getByRole('menuitem', { name: words['user.othersSure'] })).toHaveFocus()
}
