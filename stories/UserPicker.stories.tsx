import { listSource, type UserSource } from '@cubekit/core'
import type { Fault } from '@cubekit/emulator'
import {
  UserPicker,
  UserPickerDialog,
  UserPickerList,
  UserPickerParts,
  type UserPickerProps,
} from '@cubekit/ui'
import type { ReactNode } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf, type Scenario, type Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells, type Cell } from './Cells.tsx'
import { Room } from './Room.tsx'
import { person } from './people.ts'

const names = [
  'Ada Lovelace',
  'Grace Hopper',
  'Alexander Bell',
  'Alexandra Elbakyan',
  'Alexandre Grothendieck',
  'Charles Babbage',
  'Katherine Johnson',
  'سارة الأحمد',
  '김 민준',
  'Østergård Ægir',
  '李小龙',
]

const logins = ['ada', 'grace', 'alexander', 'alexandra', 'alexandre', 'charles', 'katherine', 'sara']

/** Colleagues of whom this is known. */
const known = names.map((full_name, index) => ({
  id: 101 + index,
  login: logins[index] ?? `member-${index}`,
  email: `person${index}@example.com`,
  full_name,
}))

/** The server knows their passwords too: Ada signs in. */
const users = known.map((each) => ({ ...each, password: 'correct horse' }))

const asAda = { signedIn: 'user', emulator: { users } } satisfies Scenario
const failing = (...faults: Fault[]): { scenario: Scenario } => ({ scenario: { ...asAda, faults } })

/** The same, in memory. */
const people = known.map((user) => person(user))
const local = [listSource(people)]

const tenThousand = [
  listSource(
    Array.from({ length: 10_000 }, (_, index) =>
      person({
        id: 20_000 + index,
        login: `person.${index}`,
        full_name: `Person ${index.toLocaleString('en')}`,
      }),
    ),
  ),
]

const oddNames = [
  listSource(
    [
      'Wolfeschlegelsteinhausenbergerdorff Señora Doña María del Pilar Teresa de la Cruz',
      'Alex',
      null,
      '👩‍👩‍👧 Alexander family',
      'أليكسندر الأحمد',
      `Alex${'\u0310'.repeat(40)}andra`,
      `Alex ${'A'.repeat(200)}`,
    ].map((full_name, index) => person({ id: 300 + index, login: `alexander.${index}`, full_name })),
  ),
]

/** Searches wait for typing to pause, and failed ones are tried again. */
const patience = { timeout: 8000 }

const meta = preview.meta({
  title: 'Components/UserPicker',
  component: UserPicker,
  args: { label: 'Assignees', placeholder: 'Find people', multiple: true, onValueChange: fn() },
  parameters: { layout: 'padded', scenario: asAda },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        {/* With room for the list. */}
        <div style={{ inlineSize: '100%', minBlockSize: '28rem' }}>
          <Story />
        </div>
      </Room>
    ),
  ],
})

/** Closed, with nobody chosen. */
export const Default = meta.story({})

/** What the arrow keys are at is told by more than its colour. */
export const Found = meta.story({
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'alex', 3)
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  },
})

/** One person: the name stands in the input. */
export const Single = meta.story({
  render: () => <UserPicker label="Owner" placeholder="Nobody yet" defaultValue={103} />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(inputOf(canvasElement)).toHaveValue('Alexander Bell'))
  },
})

export const Chips = meta.story({
  args: { defaultValue: [101, 103, 108, 109, 105] },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText('سارة الأحمد')).toBeVisible())
  },
})

/** Chips can be taken out by keys alone. */
export const ChipsByKeyboard = meta.story({
  args: { defaultValue: [101, 102, 103] },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await canvas.findByText('Alexander Bell')
    await userEvent.click(inputOf(canvasElement))
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    await expect(canvasElement.ownerDocument.activeElement).toHaveAccessibleName(/Grace Hopper/)
    await expect(getComputedStyle(document.activeElement ?? canvasElement).outlineStyle).toBe('solid')
    await userEvent.keyboard('{Delete}')
    await expect(canvas.queryByText('Grace Hopper')).toBeNull()
  },
})

/** Nothing has come yet: rows of the size of what comes. */
export const Loading = meta.story({
  parameters: failing({ kind: 'hang', path: '/users/v2' }),
  play: async ({ canvasElement }) => {
    await userEvent.type(inputOf(canvasElement), 'alexander')
    await waitFor(() => expect(inputOf(canvasElement)).toHaveAttribute('aria-expanded', 'true'))
    await waitFor(() => expect(document.querySelector('[aria-busy=true]')).not.toBeNull())
  },
})

/** Nobody matches. */
export const Empty = meta.story({
  play: async ({ canvasElement, loaded }) => {
    await userEvent.type(inputOf(canvasElement), 'zzzzzz')
    await waitFor(() => expect(searches(sceneOf({ loaded }))).toBeGreaterThan(0))
    await waitFor(() => expect(canvasElement.querySelector('[aria-busy=true]')).toBeNull())
  },
})

/** The server takes four letters or more. */
export const TooShort = meta.story({
  play: async ({ canvasElement, loaded }) => {
    await userEvent.type(inputOf(canvasElement), 'zz')
    await expect(searches(sceneOf({ loaded }))).toBe(0)
  },
})

/** It went wrong: who is known is there all the same, and a button asks again. */
export const ErrorWithRetry = meta.story({
  args: { defaultValue: [104] },
  play: async ({ canvasElement, loaded }) => {
    const canvas = within(canvasElement)
    await canvas.findByText('Alexandra Elbakyan')
    sceneOf({ loaded }).emulator.faults.add({ kind: 'status', status: 500, path: '/users/v2' })
    await userEvent.type(inputOf(canvasElement), 'alexand')
    await expect(await canvas.findByRole('alert', {}, patience)).toBeVisible()
    await expect(canvas.getByRole('option', { name: /^Alexandra Elbakyan/ })).toBeVisible()
  },
})

export const Offline = meta.story({
  parameters: failing({ kind: 'offline' }),
  play: async ({ canvasElement }) => {
    await userEvent.type(inputOf(canvasElement), 'alexand')
    await expect(await within(canvasElement).findByRole('alert', {}, patience)).toBeVisible()
    await expect(inputOf(canvasElement)).toHaveValue('alexand')
  },
})

/** No more than two: the others cannot be chosen. */
export const MaxReached = meta.story({
  args: { max: 2, defaultValue: [101, 103] },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'alex', 3)
  },
})

/** Who is there already can be seen, and not be chosen. */
export const Members = meta.story({
  args: { members: [103, 105] },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'alex', 3)
    const [member] = within(canvasElement).getAllByRole('option', { name: /Alexander Bell/ })
    await expect(member).toHaveAttribute('aria-disabled', 'true')
  },
})

/** Who is excluded is not offered. */
export const Excluded = meta.story({
  args: { exclude: [103] },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'alex', 2)
    await expect(within(canvasElement).queryByText('Alexander Bell')).toBeNull()
  },
})

export const Disabled = meta.story({
  args: { disabled: true, defaultValue: [101, 103], description: 'Ask an owner to change this.' },
})

/** A required picker in a form, submitted with nobody chosen. */
export const RequiredError = meta.story({
  args: { required: true, error: 'Choose at least one person.' },
  play: async ({ canvasElement }) => {
    await expect(inputOf(canvasElement)).toBeInvalid()
    await expect(inputOf(canvasElement)).toHaveAccessibleDescription(/Choose at least one person\./)
  },
})

/** Names without end, without letters, and none. */
export const OddNames = meta.story({
  args: { sources: oddNames },
  parameters: { width: '20rem' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    for (const name of [/^Wolfeschlegel/, /^Alex AAA/]) {
      await type(canvasElement, 'alex', 4)
      await userEvent.click(canvas.getByRole('option', { name }))
    }
    await type(canvasElement, 'alex', 4)
    for (const box of [canvas.getByRole('listbox'), canvas.getByRole('list'), canvasElement])
      await expect(box.scrollWidth).toBeLessThanOrEqual(box.clientWidth)
  },
})

/** As many as an app may have in memory: the page holds a few of them. */
export const TenThousand = meta.story({
  args: { sources: tenThousand },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'person', 5)
    await userEvent.keyboard('{ArrowDown>12/}')
    await expect(within(canvasElement).getAllByRole('option').length).toBeLessThan(40)
  },
})

/** The same in a dialog. */
export const Dialog = meta.story({
  render: (args) => <UserPickerDialog {...(args as UserPickerProps)} />,
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getAllByRole('button')[0] as HTMLElement)
    await waitFor(() => expect(document.querySelector('dialog')).toHaveAttribute('open'))
    await userEvent.keyboard('alex')
    await waitFor(() => expect(document.querySelectorAll('dialog [role=option]')).toHaveLength(3), patience)
    await userEvent.keyboard('{ArrowDown}{Enter}')
  },
})

/** The same as a part of the page, open from the start. */
export const PlainList = meta.story({
  render: (args) => <UserPickerList {...(args as UserPickerProps)} sources={local} />,
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'a', 3)
  },
})

/** What the app's own endpoint finds, before what ConnectyCube does. */
export const OwnSource = meta.story({
  args: { sources: [appSource()], placeholder: 'Find people of your team' },
  play: async ({ canvasElement }) => {
    await userEvent.type(inputOf(canvasElement), 'engineer')
    await expect(await within(canvasElement).findByRole('option', { name: /Ada Lovelace/ })).toBeVisible()
  },
})

/** Another order and other rows, of the same parts. */
export const ComposedOfParts = meta.story({
  render: () => (
    <UserPickerParts.Root multiple label="Reviewers" sources={local}>
      <UserPickerParts.Label>Who reviews it?</UserPickerParts.Label>
      <UserPickerParts.Field>
        <UserPickerParts.Input placeholder="Name" />
      </UserPickerParts.Field>
      <UserPickerParts.Popup>
        <UserPickerParts.List>
          {(row) => (
            <UserPickerParts.Option row={row}>
              {row.user.full_name} {row.isChosen && '✓'}
            </UserPickerParts.Option>
          )}
        </UserPickerParts.List>
        <UserPickerParts.Hint />
      </UserPickerParts.Popup>
      <UserPickerParts.Chips />
      <UserPickerParts.Status />
    </UserPickerParts.Root>
  ),
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'alex', 3)
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect(within(canvasElement).getByRole('list')).toHaveTextContent('Alex')
  },
})

/** React Hook Form: `Controller` hands value, blur and focus on; what is wrong stands at the picker. */
export const WithReactHookForm = meta.story({
  args: { onValueChange: fn() },
  render: ({ onValueChange }) => <Ticket onSave={(values) => onValueChange?.(values.team as never, [])} />,
  play: async ({ args, canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Create' }))
    const owner = canvas.getByRole('combobox', { name: 'Owner' })
    await waitFor(() => expect(owner).toHaveFocus())
    await expect(owner).toHaveAccessibleDescription('Choose who looks after it.')
    await userEvent.keyboard('grace')
    await userEvent.click(await canvas.findByRole('option', { name: /^Grace Hopper/ }))
    await waitFor(() => expect(owner).not.toBeInvalid())
    await userEvent.click(canvas.getByRole('button', { name: 'Create' }))
    await waitFor(() => expect(args.onValueChange).toHaveBeenCalled())
  },
})

export const Dark = Found.extend({ globals: { scheme: 'dark' } })
export const RightToLeft = Chips.extend({ globals: { locale: 'ar' } })
export const Narrow320 = Chips.extend({ parameters: { width: '18rem' } })
export const ForcedColours = Found.extend({ globals: { colours: 'forced' } })

const cells: readonly Cell[] = [
  { name: 'Closed', scenario: asAda, show: <UserPicker label="Owner" description="Who looks after it." /> },
  { name: 'One is chosen', scenario: asAda, show: <UserPicker label="Owner" defaultValue={103} /> },
  {
    name: 'Several are chosen',
    scenario: asAda,
    show: <UserPicker multiple label="Team" defaultValue={[101, 103, 108, 109]} />,
  },
  {
    name: 'Disabled',
    scenario: asAda,
    show: <UserPicker multiple label="Team" disabled defaultValue={[101]} />,
  },
  {
    name: 'Something is wrong',
    scenario: asAda,
    show: <UserPicker multiple label="Team" required error="Choose at least one person." />,
  },
  { name: 'A button for a dialog', scenario: asAda, show: <UserPickerDialog multiple label="Team" /> },
  {
    name: 'Found',
    scenario: asAda,
    show: <UserPickerList multiple label="Team" defaultValue={[103]} members={[104]} />,
    play: (cell) => type(cell, 'alex', 3),
  },
  {
    name: 'Loading',
    scenario: { ...asAda, faults: [{ kind: 'hang', path: '/users/v2' }] },
    show: <UserPickerList label="Owner" />,
    play: async (cell) => {
      await userEvent.type(inputOf(cell), 'alexander')
      await waitFor(() => expect(cell.querySelector('[aria-busy=true]')).not.toBeNull())
    },
  },
  {
    name: 'Nobody matches',
    scenario: asAda,
    show: <UserPickerList label="Owner" />,
    play: (cell) => userEvent.type(inputOf(cell), 'zzzzzz'),
  },
  {
    name: 'Too short',
    scenario: asAda,
    show: <UserPickerList label="Owner" />,
    play: (cell) => userEvent.type(inputOf(cell), 'zz'),
  },
  {
    name: 'It failed',
    scenario: { ...asAda, faults: [{ kind: 'status', status: 500, path: '/users/v2' }] },
    show: <UserPickerList label="Owner" />,
    play: async (cell) => {
      await userEvent.type(inputOf(cell), 'alexander')
      await within(cell).findByRole('alert', {}, patience)
    },
  },
  {
    name: 'At the limit',
    scenario: asAda,
    show: <UserPickerList multiple max={2} label="Team" defaultValue={[101, 103]} />,
    play: (cell) => type(cell, 'alex', 3),
  },
]

/** All states side by side, each on a server of its own. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: { scenario: 'none', width: '80rem' },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvasElement, loaded }) => playCells(canvasElement, cells, loaded['scenes'] as Scene[]),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })

interface Values {
  owner: number | null
  team: readonly number[]
}

function Ticket({ onSave }: { onSave: (values: Values) => void }): ReactNode {
  const { control, handleSubmit } = useForm<Values>({ defaultValues: { owner: null, team: [101] } })
  return (
    <form
      noValidate
      className="cube-themed"
      style={{ display: 'grid', gap: '1rem', justifyItems: 'start' }}
      onSubmit={(event) => void handleSubmit(onSave)(event)}
    >
      <Controller
        control={control}
        name="owner"
        rules={{ validate: (id) => id !== null || 'Choose who looks after it.' }}
        render={({ field: { onChange, ...field }, fieldState: { error } }) => (
          <UserPicker {...field} onValueChange={onChange} label="Owner" error={error?.message} />
        )}
      />
      <Controller
        control={control}
        name="team"
        render={({ field: { onChange, ...field } }) => (
          <UserPicker {...field} multiple onValueChange={onChange} label="Team" />
        )}
      />
      <button type="submit" className="cube-button" style={{ paddingInline: '1rem' }}>
        Create
      </button>
    </form>
  )
}

/** What an app might have behind an endpoint of its own: people by what they do. */
function appSource(): UserSource {
  const jobs = new Map([
    [101, 'engineer'],
    [102, 'engineer'],
    [106, 'designer'],
  ])
  return {
    name: 'jobs',
    find: async (text) => ({
      items: people.filter(({ id }) => jobs.get(id)?.startsWith(text.toLowerCase())),
      needsMoreCharacters: false,
      mayHaveMore: false,
    }),
  }
}

function inputOf(canvas: HTMLElement): HTMLInputElement {
  return within(canvas).getByRole<HTMLInputElement>('combobox')
}

/** Types, and waits until at least so many people are offered. */
async function type(canvas: HTMLElement, text: string, count: number): Promise<void> {
  await userEvent.type(inputOf(canvas), text)
  const found = (): Promise<void> =>
    expect(within(canvas).getAllByRole('option').length).toBeGreaterThanOrEqual(count)
  await waitFor(found, patience)
}

function searches({ emulator }: Scene): number {
  return emulator.log.filter(({ path }) => path === '/users/v2').length
}
