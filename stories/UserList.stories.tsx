import type { CubeUser } from '@cubekit/core'
import { UserList, type UserListProps } from '@cubekit/ui'
import { expect, fn, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells, type Cell } from './Cells.tsx'
import { allSorts, crowd, person } from './people.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

/** A server with many people who have a tag. */
const team = (count: number): Scenario => ({
  signedIn: 'user',
  emulator: {
    users: crowd(count).map(({ id, full_name }) => ({
      id,
      login: `person-${id}`,
      password: 'long enough',
      ...(full_name !== null && { full_name }),
      user_tags: 'team',
    })),
  },
})
const filter = { user_tags: 'team', sort_asc: 'id', limit: 50 } as const

const meta = preview.meta({
  title: 'Components/UserList',
  component: UserList,
  args: { filter },
  parameters: { scenario: team(400) },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** Those who match a filter, page by page as somebody scrolls. */
export const Default = meta.story({
  play: async ({ canvas }) => {
    const first = (await canvas.findAllByRole('listitem'))[0]
    await expect(first).toHaveAttribute('aria-setsize', '400')
  },
})

const chosen = fn<(user: CubeUser) => void>()

/** Rows that can be chosen: by keys too. */
export const Selectable = meta.story({
  render: () => <UserList users={crowd(1000)} onSelect={chosen} />,
  play: async ({ canvas, userEvent }) => {
    chosen.mockClear()
    await userEvent.tab()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await waitFor(() => expect(canvas.getAllByRole('button')[2]).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await expect(chosen).toHaveBeenCalledTimes(1)
  },
})

/** Ten thousand, of whom those are in the page that can be seen. */
export const TenThousand = meta.story({
  render: () => <UserList users={crowd(10_000)} />,
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('listitem').length).toBeLessThan(12)
  },
})

/** Rows of one’s own. */
export const OwnRows = meta.story({
  render: () => (
    <UserList
      users={crowd(50)}
      rowHeight={2.5}
      renderUser={({ full_name, email }) => (
        <>
          <b style={{ flex: 1 }}>{full_name}</b> <span>{email}</span>
        </>
      )}
    />
  ),
})

const people: UserListProps = { users: allSorts }
const held = { emulator: { users: 2 }, faults: [{ kind: 'hang' }] } satisfies Scenario

const cells: readonly Cell[] = [
  { name: 'All sorts', show: <UserList {...people} /> },
  { name: 'Buttons', show: <UserList {...people} onSelect={() => {}} /> },
  {
    name: 'On the way',
    scenario: { signedIn: 'user', ...held },
    show: <UserList filter={filter} />,
    play: async (cell) => {
      await waitFor(() => expect(cell.querySelector('.cube-row-skeleton')).toBeVisible())
    },
  },
  { name: 'Nobody', show: <UserList users={[]} /> },
  {
    name: 'Failed',
    scenario: { signedIn: 'user', faults: [{ kind: 'status', status: 403 }] },
    show: <UserList filter={filter} />,
    play: async (cell) => {
      await waitFor(() => expect(cell.querySelector('[role=alert]')).toBeVisible())
    },
  },
  {
    name: 'The server wants a pause',
    scenario: { signedIn: 'user', faults: [{ kind: 'status', status: 429, retryAfter: 90 }] },
    show: <UserList filter={filter} />,
    play: async (cell) => {
      await waitFor(() => expect(cell.querySelector('[role=alert]')).toBeVisible())
    },
  },
  { name: 'One', show: <UserList users={[person({ login: 'ada' })]} /> },
]

/** All states side by side. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: { layout: 'padded', scenario: 'none', width: '80rem' },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvasElement, loaded }) => playCells(canvasElement, cells, loaded['scenes'] as Scene[]),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })
export const MatrixRightToLeft = Matrix.extend({ globals: { locale: 'ar' } })
/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = Matrix.extend({ globals: { colours: 'forced' } })

/** In 320 pixels, the width of the smallest phone. */
export const Narrow = meta.story({
  render: () => <UserList {...people} />,
  parameters: { width: '18rem' },
})

/** The device has gone offline while somebody scrolls: the list says so, and goes on by itself once it is back. */
export const Offline = meta.story({
  beforeEach: () => () => window.dispatchEvent(new Event('online')),
  play: async ({ canvas, globals }) => {
    await canvas.findAllByRole('listitem')
    window.dispatchEvent(new Event('offline'))
    canvas.getByRole('group').scrollTo({ top: 10_000 })
    await expect(await canvas.findByText(wordsOf(globals)['people.disconnected'])).toBeInTheDocument()
  },
})
