import type { Fault } from '@cubekit/emulator'
import { ReauthRequired, useCurrentUser } from '@cubekit/react'
import { AvatarUpload, ProfileForm, ProfileFormParts } from '@cubekit/ui'
import type { ReactNode } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf } from '../.storybook/scenarios.ts'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells } from './Cells.tsx'
import type { Cell } from './Cells.tsx'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const ada = {
  login: 'ada',
  email: 'ada@example.com',
  password: 'correct horse',
  full_name: 'Ada Lovelace',
  phone: '+44 20 7946 0018',
  website: 'https://example.com/ada',
  user_tags: 'math,engines',
  custom_data: '{"city":"London"}',
}
const grace = { login: 'grace', email: 'grace@example.com', password: 'battery staple' }

const asAda: Scenario = { signedIn: 'user', emulator: { users: [ada, grace] } }

const meta = preview.meta({
  title: 'Components/ProfileForm',
  component: ProfileForm,
  args: { onSuccess: fn(), onError: fn() },
  parameters: { layout: 'padded', scenario: asAda },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** As it is: what is known of the person, ready to be changed. */
export const Default = meta.story({})

/** Some fields only, under the host's own words, with a place for the picture. */
export const WithSlots = meta.story({
  args: {
    title: 'About you',
    description: 'Your colleagues see this.',
    avatar: <Initials />,
    fields: ['full_name', 'email'],
    footer: <a href="#password">Change your password</a>,
  },
})

/** With the photo, which is changed at once, without sending the form. */
export const WithPhoto = meta.story({
  args: { avatar: <AvatarUpload />, fields: ['full_name', 'email'] },
  parameters: {
    scenario: { signedIn: 'user', emulator: { users: [{ ...ada, avatar: true }] } } satisfies Scenario,
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeVisible())
  },
})

export const WithPhotoRightToLeft = WithPhoto.extend({ globals: { locale: 'ar' } })

/** Sends what was changed, shows it everywhere at once, and says that it is saved. */
export const Saves = meta.story({
  render: (args) => (
    <>
      <ProfileForm {...args} />
      <Hello />
    </>
  ),
  play: async ({ args, canvas, canvasElement, loaded, globals }) => {
    const words = wordsOf(globals)
    const { emulator } = sceneOf({ loaded })
    await retype(canvasElement, 'full_name', 'Ada King{Enter}')
    await expect(await canvas.findByText('Hello, Ada King')).toBeVisible()
    await expect(await canvas.findByText(words['profile.done'])).toBeVisible()
    await expect(args.onSuccess).toHaveBeenCalledTimes(1)
    const update = emulator.log.find(({ method }) => method === 'PUT')
    await expect(update?.requestBody).toEqual({ user: { full_name: 'Ada King' } })
  },
})

/** Fields of the app's own, kept in `custom_data`. */
export const OwnFields = meta.story({
  args: {
    fields: ['full_name'],
    children: (
      <>
        <ProfileFormParts.Field name="city" label="City" />
        <ProfileFormParts.Field name="team" label="Team" />
      </>
    ),
  },
  play: async ({ canvas, canvasElement, loaded, globals }) => {
    await expect(canvas.getByLabelText('City')).toHaveValue('London')
    await retype(canvasElement, 'team', 'Analytical engines{Enter}')
    await expect(await canvas.findByText(wordsOf(globals)['profile.done'])).toBeVisible()
    const [person] = sceneOf({ loaded }).emulator.people
    const stored = person && sceneOf({ loaded }).emulator.db.users.get(person.id)
    await expect(stored?.custom_data).toBe('{"city":"London","team":"Analytical engines"}')
  },
})

/** The ring of keyboard focus goes through everything, in the order of the eye. */
export const Keyboard = meta.story({
  play: async ({ canvas, canvasElement, globals }) => {
    const names = ['full_name', 'login', 'email', 'phone', 'website', 'tags']
    const button = canvas.getByRole('button', { name: wordsOf(globals)['profile.submit'] })
    for (const stop of [...names.map((name) => inputOf(canvasElement, name)), button]) {
      await userEvent.tab()
      await expect(stop).toHaveFocus()
      await expect(getComputedStyle(stop).outlineStyle).toBe('solid')
    }
  },
})

export const Pending = meta.story({
  parameters: failing({ kind: 'hang', method: 'PUT' }),
  play: async ({ canvas, canvasElement, globals }) => {
    await retype(canvasElement, 'full_name', 'Ada King{Enter}')
    await waitFor(() => expect(canvas.getByRole('form')).toHaveAttribute('data-status', 'pending'))
    await expect(canvas.getByText(wordsOf(globals)['profile.pending'])).toBeInTheDocument()
  },
})

/** Somebody else has this login: said at its field, and everything is as it was. */
export const LoginTaken = meta.story({
  play: async ({ canvasElement, globals }) => {
    await retype(canvasElement, 'login', 'grace{Enter}')
    const input = inputOf(canvasElement, 'login')
    await waitFor(() => expect(input).toHaveAccessibleDescription(wordsOf(globals)['field.loginTaken']))
    await expect(input).toHaveFocus()
  },
})

/** Nothing that a browser would run becomes a link (row 92). */
export const ScriptAsWebsite = meta.story({
  play: async ({ canvasElement, loaded, globals }) => {
    await retype(canvasElement, 'website', 'javascript:alert(1){Enter}')
    const input = inputOf(canvasElement, 'website')
    await expect(input).toHaveAccessibleDescription(wordsOf(globals)['field.websiteInvalid'])
    await expect(sceneOf({ loaded }).emulator.log.filter(({ method }) => method === 'PUT')).toHaveLength(0)
  },
})

/** It could not be sent: it is as it was everywhere, and what was typed is still here. */
export const Offline = meta.story({
  parameters: failing({ kind: 'offline' }),
  render: (args) => (
    <>
      <ProfileForm {...args} />
      <Hello />
    </>
  ),
  play: async ({ canvas, canvasElement }) => {
    await retype(canvasElement, 'full_name', 'Ada King{Enter}')
    await expect(await canvas.findByRole('alert')).toHaveAttribute('data-code', 'unreachable')
    await expect(canvas.getByText('Hello, Ada Lovelace')).toBeVisible()
    await expect(inputOf(canvasElement, 'full_name')).toHaveValue('Ada King')
  },
})

export const ServerError = meta.story({
  parameters: failing({ kind: 'status', status: 500, method: 'PUT' }),
  play: async ({ canvas, canvasElement }) => {
    await retype(canvasElement, 'full_name', 'Ada King{Enter}')
    await expect(await canvas.findByRole('alert')).toHaveAttribute('data-code', 'server-error')
  },
})

/** The session ends while somebody types: the text stays. */
export const SessionEnded = meta.story({
  render: (args) => (
    <>
      <ProfileForm {...args} />
      <ReauthRequired>
        <p>Sign in again</p>
      </ReauthRequired>
    </>
  ),
  play: async ({ canvas, canvasElement, loaded }) => {
    sceneOf({ loaded }).emulator.expireSessions()
    await retype(canvasElement, 'full_name', 'Ada King{Enter}')
    await expect(await canvas.findByText('Sign in again')).toBeVisible()
    await expect(inputOf(canvasElement, 'full_name')).toHaveValue('Ada King')
  },
})

/** A guest has a name, and a login that is nobody's to change. */
export const OfGuest = meta.story({
  parameters: { scenario: { signedIn: { guest: 'Olof Shodger' } } satisfies Scenario },
})

/** Names of any length and script, and people of whom nothing is known. */
export const LongTexts = meta.story({
  args: {
    title: 'Persönliche Angaben und Erreichbarkeitseinstellungen',
    messages: { 'profile.submit': 'Änderungen an den persönlichen Angaben speichern' },
  },
  parameters: {
    width: '20rem',
    scenario: {
      signedIn: 'user',
      emulator: {
        users: [
          {
            ...ada,
            full_name: `Maximiliane-Friederike von ${'Hohenfels'.repeat(12)}`,
            website: `https://example.com/${'a'.repeat(200)}`,
          },
        ],
      },
    } satisfies Scenario,
  },
  play: async ({ canvas }) => {
    const form = canvas.getByRole('form')
    await expect(form.scrollWidth).toBeLessThanOrEqual(form.clientWidth)
  },
})

export const MissingName = meta.story({
  parameters: {
    scenario: {
      signedIn: 'user',
      emulator: { users: [{ login: 'nemo', password: 'correct horse' }] },
    } satisfies Scenario,
  },
  play: async ({ canvasElement }) => {
    await expect(inputOf(canvasElement, 'full_name')).toHaveValue('')
    await expect(inputOf(canvasElement, 'login')).toHaveValue('nemo')
  },
})

/** Other words, another order, of the same parts. */
export const ComposedOfParts = meta.story({
  render: (args) => (
    <ProfileFormParts.Root {...args} aria-label="Your badge" fields={['full_name']}>
      <ProfileFormParts.Field name="full_name">
        <ProfileFormParts.Label>Name on the badge</ProfileFormParts.Label>
        <ProfileFormParts.Input maxLength={40} />
        <ProfileFormParts.FieldError />
      </ProfileFormParts.Field>
      <ProfileFormParts.SubmitButton>Print</ProfileFormParts.SubmitButton>
      <ProfileFormParts.DoneMessage>On its way to the printer.</ProfileFormParts.DoneMessage>
      <ProfileFormParts.ErrorMessage />
    </ProfileFormParts.Root>
  ),
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByLabelText('Name on the badge'), ' King')
    await userEvent.click(canvas.getByRole('button', { name: 'Print' }))
    await expect(await canvas.findByText('On its way to the printer.')).toBeVisible()
  },
})

export const Dark = Saves.extend({ globals: { scheme: 'dark' } })

/** Arabic, from right to left; what is written from left to right still reads so. */
export const RightToLeft = LoginTaken.extend({ globals: { locale: 'ar' } })

export const Narrow360 = LoginTaken.extend({ parameters: { width: '22.5rem' } })

export const ForcedColours = ScriptAsWebsite.extend({ globals: { colours: 'forced' } })

const cells: readonly Cell[] = [
  { name: 'At rest', scenario: asAda, show: <ProfileForm /> },
  {
    name: 'Saved',
    scenario: asAda,
    show: <ProfileForm />,
    play: (cell) => retype(cell, 'full_name', 'Ada King{Enter}'),
  },
  {
    name: 'Pending',
    scenario: { ...asAda, faults: [{ kind: 'hang', method: 'PUT' }] },
    show: <ProfileForm />,
    play: (cell) => retype(cell, 'full_name', 'Ada King{Enter}'),
  },
  {
    name: 'Login taken',
    scenario: asAda,
    show: <ProfileForm />,
    play: async (cell) => {
      await retype(cell, 'login', 'grace{Enter}')
      await waitFor(() => expect(inputOf(cell, 'login')).toBeInvalid())
    },
  },
  {
    name: 'Several fields are wrong',
    scenario: asAda,
    show: <ProfileForm />,
    play: async (cell) => {
      await retype(cell, 'email', 'nobody')
      await retype(cell, 'phone', 'none')
      await retype(cell, 'tags', 'a, b, c, d, e, f{Enter}')
    },
  },
  {
    name: 'Offline',
    scenario: { ...asAda, faults: [{ kind: 'offline' }] },
    show: <ProfileForm />,
    play: async (cell) => {
      await retype(cell, 'full_name', 'Ada King{Enter}')
      await waitFor(() => expect(within(cell).getByRole('alert')).toBeVisible())
    },
  },
  { name: 'Of a guest', scenario: { signedIn: { guest: 'Olof' } }, show: <ProfileForm /> },
  {
    name: 'With a place for the picture',
    scenario: asAda,
    show: <ProfileForm avatar={<Initials />} fields={['full_name']} />,
  },
]

/** All states side by side, each on a server of its own. */
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

function Hello(): ReactNode {
  return <p>Hello, {useCurrentUser()?.full_name}</p>
}

/** What a host may put into the place for a picture. */
function Initials(): ReactNode {
  return (
    <span
      role="img"
      aria-label="Ada Lovelace"
      style={{
        display: 'grid',
        placeItems: 'center',
        inlineSize: '4rem',
        blockSize: '4rem',
        marginBlockStart: '1rem',
        borderRadius: '50%',
        background: '#1f6f54',
        color: '#fff',
        fontSize: '1.25rem',
      }}
    >
      AL
    </span>
  )
}

// By name, because labels are in the language that the toolbar says.
function inputOf(form: HTMLElement, name: string): HTMLInputElement {
  const input = form.querySelector<HTMLInputElement>(`[name=${name}]`)
  if (input === null) throw new Error(`The form has no input named ${name}.`)
  return input
}

async function retype(form: HTMLElement, name: string, keys: string): Promise<void> {
  await userEvent.clear(inputOf(form, name))
  await userEvent.type(inputOf(form, name), keys)
}

function failing(...faults: Fault[]): { scenario: Scenario } {
  return { scenario: { ...asAda, faults } }
}
