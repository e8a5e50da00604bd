import type { CubeUser } from '@cubekit/core'
import { OnlineUsers } from '@cubekit/ui'
import { expect, fn, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells, type Cell } from './Cells.tsx'
import { crowd } from './people.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

/** A server at which so many people are online. */
const online = (count: number): Scenario => ({
  signedIn: 'user',
  online: count,
  emulator: {
    users: crowd(Math.max(count, 2)).map(({ id, full_name }) => ({
      id,
      login: `person-${id}`,
      password: 'long enough',
      ...(full_name !== null && { full_name }),
    })),
  },
})

const meta = preview.meta({
  title: 'Components/OnlineUsers',
  component: OnlineUsers,
  args: { onSelect: fn<(user: CubeUser) => void>() },
  parameters: { scenario: online(12) },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** Pictures in a row, and how many there are in all. */
export const Default = meta.story({
  play: async ({ canvas, args }) => {
    const pictures = await canvas.findAllByRole('button')
    await expect(pictures).toHaveLength(6)
    pictures[1]?.click()
    await expect(args.onSelect).toHaveBeenCalledTimes(1)
  },
})

/** A list with names. */
export const List = meta.story({
  args: { layout: 'list' },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole('button').length).toBeGreaterThan(5))
  },
})

const cells: readonly Cell[] = [
  { name: 'Two', scenario: online(2), show: <OnlineUsers /> },
  { name: 'Twelve', scenario: online(12), show: <OnlineUsers /> },
  { name: 'Three of twelve', scenario: online(12), show: <OnlineUsers max={3} onSelect={() => {}} /> },
  { name: 'A list', scenario: online(12), show: <OnlineUsers layout="list" /> },
  {
    name: 'Nobody',
    scenario: {
      ...online(0),
      faults: [{ kind: 'status', status: 200, path: '/users/online', body: '{"users":[]}' }],
    },
    show: <OnlineUsers />,
  },
  {
    name: 'Failed',
    scenario: { ...online(2), faults: [{ kind: 'status', status: 403, path: '/users/online' }] },
    show: <OnlineUsers />,
    play: async (cell) => {
      await expect(await within(cell).findByRole('alert')).toBeVisible()
    },
  },
]

/** All states side by side. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: { layout: 'padded', scenario: 'none', width: '80rem' },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvas, canvasElement, globals, loaded }) => {
    await playCells(canvasElement, cells, loaded['scenes'] as Scene[])
    await expect(await canvas.findByText(wordsOf(globals)['people.nobodyOnline'])).toBeVisible()
  },
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })
export const MatrixRightToLeft = Matrix.extend({ globals: { locale: 'ar' } })
/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = Matrix.extend({ globals: { colours: 'forced' } })
