import {
  getUser,
  login,
  loginAsGuest,
  logout,
  updateUser,
  type CubeError,
  type CubeUser,
} from '@cubekit/core'
import { SignedIn, useCurrentUser } from '@cubekit/react'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { count, renderWithCube, type CubePage, type CubePageOptions } from '../../test/renderWithCube.tsx'
import { tinyPicture, uploadPage } from '../../test/uploadPage.ts'
import { AvatarUpload } from '../avatar-upload/index.ts'
import { ProfileForm, ProfileFormParts, type ProfileFormProps } from './index.ts'

const ada = {
  id: 51943,
  login: 'ada',
  email: 'ada@example.com',
  password: 'correct horse',
  full_name: 'Ada Lovelace',
  phone: '+442079460018',
  website: 'https://example.com/ada',
  user_tags: 'math,engines',
  custom_data: '{"city":"London","age":36,"private":{"note":1}}',
}
const grace = { id: 51946, login: 'grace', email: 'grace@example.com', password: 'battery staple' }

const asAda: CubePageOptions = {
  emulator: { users: [ada, grace] },
  before: ({ client }) => login(client, ada),
}

const input = (name: string): HTMLInputElement => screen.getByRole<HTMLInputElement>('textbox', { name })
const save = (name: RegExp | string = /^(Save|Try again)$/): HTMLElement =>
  screen.getByRole('button', { name })

async function renderProfile(
  props: ProfileFormProps = {},
  options: CubePageOptions = {},
): Promise<CubePage & { updates: () => unknown[] }> {
  const page = await renderWithCube(
    <>
      <ProfileForm {...props} />
      <Who />
    </>,
    { ...asAda, ...options },
  )
  await screen.findByRole('form')
  const updates = (): unknown[] =>
    page.emulator.log.filter(({ method }) => method === 'PUT').map(({ requestBody }) => requestBody)
  return { ...page, updates }
}

function Who(): ReactNode {
  return <p>Hello, {useCurrentUser()?.full_name}</p>
}

async function retype({ user }: CubePage, name: string, text: string): Promise<void> {
  await user.clear(input(name))
  if (text) await user.type(input(name), text)
}

test('shows the profile, and tells browsers what each input is for', async () => {
  await renderProfile()
  expect(screen.getByRole('form', { name: 'Your profile' })).toHaveAttribute('method', 'post')
  const shown = ['Full name', 'Login', 'Email', 'Phone', 'Website', 'Tags'].map((name) => [
    input(name).value,
    input(name).autocomplete,
  ])
  expect(shown).toEqual([
    ['Ada Lovelace', 'name'],
    ['ada', 'username'],
    ['ada@example.com', 'email'],
    ['+442079460018', 'tel'],
    ['https://example.com/ada', 'url'],
    ['math, engines', 'off'],
  ])
  expect(input('Tags')).toHaveAccessibleDescription('Put commas between them.')
})

test('sends what has changed alone, says so, and says it no longer once something changes again', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const page = await renderProfile({ onSuccess })
  await retype(page, 'Full name', '  Ada King ')
  await retype(page, 'Phone', '')
  await page.user.click(save())
  await waitFor(() => expect(screen.getByText('Saved.').closest('[role=status]')).toBeVisible())
  expect(page.updates()).toEqual([{ user: { full_name: 'Ada King', phone: null } }])
  expect(onSuccess).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ full_name: 'Ada King' }))
  expect(screen.getByRole('form')).toHaveAttribute('data-status', 'success')
  expect(page.emulator.db.users.get(ada.id)).toMatchObject({ full_name: 'Ada King', phone: null })
  await page.user.type(input('Full name'), '!')
  expect(screen.queryByText('Saved.')).toBeNull()
})

test('where nothing has changed nothing is sent, and all is saved', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const page = await renderProfile({ onSuccess })
  await page.user.type(input('Login'), 'x{Backspace}{Enter}')
  expect(await screen.findByText('Saved.')).toBeVisible()
  expect(page.updates()).toEqual([])
  expect(onSuccess).toHaveBeenCalledTimes(1)
})

test('a photo is changed in it without sending it, and what was typed stays', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const page = await renderProfile({ avatar: <AvatarUpload />, onSuccess })
  await retype(page, 'Full name', 'Ada King')
  fireEvent.change(uploadPage.input(), { target: { files: [tinyPicture()] } })
  const use = await uploadPage.findButton('Use photo')
  await waitFor(() => expect(use).not.toHaveAttribute('aria-disabled'))
  await page.user.click(use)
  await screen.findByText('Photo updated.')
  expect(page.updates().at(-1)).toEqual({ user: { avatar: expect.any(String) } })
  expect(input('Full name')).toHaveValue('Ada King')
  expect(onSuccess).not.toHaveBeenCalled()
  expect(screen.getByRole('form')).toHaveAttribute('data-status', 'idle')

  await page.user.click(save('Save'))
  await screen.findByText('Saved.')
  expect(page.updates().at(-1)).toEqual({ user: { full_name: 'Ada King' } })
})

test('is shown everywhere at once', async () => {
  const page = await renderProfile(
    {},
    {
      before: async (stage) => {
        await login(stage.client, ada)
        stage.emulator.faults.add({ kind: 'hang', method: 'PUT' })
      },
    },
  )
  await retype(page, 'Full name', 'Ada King')
  await page.user.keyboard('{Enter}{Enter}')
  await page.user.dblClick(save())
  expect(await screen.findByText('Hello, Ada King')).toBeVisible()
  expect(screen.getByText('Saving…')).toBeInTheDocument()
  await waitFor(() => expect(count(page.requests, `PUT /users/${ada.id}`)).toBe(1))
})

test.each([
  ['offline', { kind: 'offline' }, /^We couldn't reach the server/],
  ['500', { kind: 'status', status: 500, body: 'RAW' }, /^The server has a problem/],
  ['HTML', { kind: 'html200' }, /^We couldn't read the server's answer/],
  ['refused', { kind: 'status', status: 422, body: { errors: ['RAW'] } }, /^That didn't work/],
] as const)(
  '%s: everything is as it was, what was typed stays, and can be sent again',
  async (_, fault, words) => {
    const onError = vi.fn<(error: CubeError) => void>()
    const page = await renderProfile(
      { onError },
      {
        before: async (stage) => {
          await login(stage.client, ada)
          stage.emulator.faults.add({ ...fault, method: 'PUT', times: 1 })
        },
      },
    )
    await retype(page, 'Full name', 'Ada King')
    await retype(page, 'Tags', 'math')
    await page.user.click(save())
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    expect(screen.getByText('Hello, Ada Lovelace')).toBeVisible()
    expect(input('Full name')).toHaveValue('Ada King')
    expect(input('Tags')).toHaveValue('math')
    expect(page.container).not.toHaveTextContent('RAW')
    expect(onError).toHaveBeenCalledTimes(1)
    await page.user.click(save('Try again'))
    expect(await screen.findByText('Saved.')).toBeVisible()
    expect(page.updates().at(-1)).toEqual({ user: { full_name: 'Ada King', tag_list: ['math'] } })
    expect(screen.getByText('Hello, Ada King')).toBeVisible()
  },
)

test.each([
  ['Login', 'grace', 'This login is taken.'],
  ['Email', 'Grace@example.com', 'This email already has an account.'],
])('a taken %s is said at its field', async (name, text, words) => {
  const page = await renderProfile()
  await retype(page, 'Full name', 'Ada King')
  await retype(page, name, text)
  await page.user.keyboard('{Enter}')
  await waitFor(() => expect(input(name)).toHaveAccessibleDescription(words))
  expect(input(name)).toHaveFocus()
  expect(input(name)).toHaveValue(text)
  expect(input('Full name')).toHaveValue('Ada King')
  expect(page.client.getSession().user).toMatchObject({ login: 'ada', full_name: 'Ada Lovelace' })
})

test.each([
  ['Website', 'javascript:alert(1)', '^Enter an address like'],
  ['Website', 'java\tscript:alert(1)//.com', '^Enter an address like'],
  ['Website', 'JavaScript://example.com/%0aalert(1)', '^Enter an address like'],
  ['Website', 'data:text/html,a.b', '^Enter an address like'],
  ['Email', 'nobody', '^Enter an email like'],
  ['Email', 'a b@example.com', '^Enter an email like'],
  ['Login', '', 'Choose a login.'],
  ['Login', 'ad', 'at least 3 characters'],
  ['Tags', 'a,b,c,d,e,f', '5 tags at most'],
])('%s: “%s” is not sent, and the field says what is wrong (row 92)', async (name, text, words) => {
  const page = await renderProfile()
  await page.user.clear(input(name))
  await page.user.click(input(name))
  await page.user.paste(text)
  await page.user.keyboard('{Enter}')
  expect(input(name)).toBeInvalid()
  expect(input(name)).toHaveAccessibleDescription(expect.stringMatching(new RegExp(words)))
  expect(input(name)).toHaveFocus()
  expect(page.updates()).toEqual([])
})

test('what somebody has from long ago is no reason to refuse the rest', async () => {
  const page = await renderProfile(
    {},
    {
      emulator: { users: [{ ...ada, phone: 'n/a', website: 'http://intranet' }, grace] },
    },
  )
  await retype(page, 'Full name', 'Ada King')
  await page.user.click(save())
  expect(await screen.findByText('Saved.')).toBeVisible()
  expect(page.updates()).toEqual([{ user: { full_name: 'Ada King' } }])
})

test('shows what the server made of a value', async () => {
  const page = await renderProfile()
  await page.user.clear(input('Website'))
  await page.user.type(input('Website'), 'example.org')
  await retype(page, 'Tags', 'chess,  math ,chess')
  await page.user.click(save())
  expect(await screen.findByText('Saved.')).toBeVisible()
  await waitFor(() => expect(input('Website')).toHaveValue('https://example.org'))
  expect(input('Tags')).toHaveValue('chess, math')
  expect(screen.getByText('Saved.')).toBeVisible()
})

test('what is typed while it is being saved stays, and is saved the next time', async () => {
  const page = await renderProfile()
  const answer = page.hold(`/users/${ada.id}`)
  await retype(page, 'Full name', 'Ada King')
  await page.user.keyboard('{Enter}')
  await page.user.type(input('Full name'), '-Noel')
  answer.release()
  await waitFor(() => expect(page.client.getSession().user?.full_name).toBe('Ada King'))
  await waitFor(() => expect(screen.getByRole('form')).not.toHaveAttribute('data-status', 'pending'))
  expect(input('Full name')).toHaveValue('Ada King-Noel')
  await page.user.click(save())
  await waitFor(() => expect(page.updates()).toHaveLength(2))
  expect(page.updates().at(-1)).toEqual({ user: { full_name: 'Ada King-Noel' } })
})

test('what changes elsewhere is shown where nothing was typed, and nowhere else', async () => {
  const page = await renderProfile()
  await page.user.type(input('Full name'), ' of Ockham')
  const otherTab = page.open()
  await act(() => updateUser(otherTab, { full_name: 'Ada King', phone: '+15550100' }))
  await waitFor(() => expect(input('Phone')).toHaveValue('+15550100'))
  expect(input('Full name')).toHaveValue('Ada Lovelace of Ockham')
  await page.user.click(save())
  expect(await screen.findByText('Saved.')).toBeVisible()
  expect(page.updates().at(-1)).toEqual({ user: { full_name: 'Ada Lovelace of Ockham' } })
})

test('a session that lapses while somebody types takes nothing away', async () => {
  const page = await renderWithCube(
    <SignedIn>
      <ProfileForm />
    </SignedIn>,
    asAda,
  )
  await screen.findByRole('form')
  await page.user.type(input('Full name'), ' King')
  page.emulator.expireSessions()
  await page.user.click(save())
  expect((await screen.findByRole('alert')).textContent).toMatch(/^Your session has ended/)
  expect(page.client.getSession().status).toBe('reauth-required')
  expect(input('Full name')).toHaveValue('Ada Lovelace King')
  await act(() => login(page.client, ada, { as: ada.id }))
  expect(input('Full name')).toHaveValue('Ada Lovelace King')
  await page.user.click(save())
  expect(await screen.findByText('Saved.')).toBeVisible()
})

test('somebody else starts with their own, and nobody with nothing', async () => {
  const page = await renderProfile()
  await page.user.type(input('Full name'), ' King')
  await act(() => logout(page.client))
  expect(screen.queryByRole('form')).toBeNull()
  await act(() => login(page.client, grace))
  expect(input('Login')).toHaveValue('grace')
  expect(input('Full name')).toHaveValue('')
  expect(page.container.innerHTML).not.toContain('Lovelace')
})

test('the login that the server makes up for a guest is not theirs to change', async () => {
  await renderWithCube(<ProfileForm />, {
    before: ({ client }) => loginAsGuest(client, { full_name: 'Olof' }),
  })
  await screen.findByRole('form')
  expect(input('Full name')).toHaveValue('Olof')
  expect(screen.queryByRole('textbox', { name: 'Login' })).toBeNull()
})

describe('fields of the app’s own', () => {
  const own = (
    <>
      <ProfileFormParts.Field name="city" label="City" />
      <ProfileFormParts.Field name="age" label="Age" />
      <ProfileFormParts.Field name="pet" label="Pet" />
    </>
  )

  test('are kept in custom_data, beside what else is there', async () => {
    const page = await renderProfile({ children: own })
    expect(input('City')).toHaveValue('London')
    expect(input('Age')).toHaveValue('36')
    expect(input('Pet')).toHaveValue('')
    await retype(page, 'City', 'Paris')
    await retype(page, 'Age', '37')
    await page.user.click(save())
    expect(await screen.findByText('Saved.')).toBeVisible()
    const stored = await getUser(page.client, ada.id)
    expect(JSON.parse(stored.custom_data ?? '')).toEqual({ city: 'Paris', age: 37, private: { note: 1 } })
    expect(Object.keys(Object(page.updates()[0]).user)).toEqual(['custom_data'])
  })

  test('are checked by the schema of the app, and nothing is sent that it refuses', async () => {
    const issues = [{ message: 'RAW: no such city' }]
    const page = await renderProfile(
      { children: own },
      {
        client: () => ({
          customData: {
            '~standard': {
              version: 1,
              vendor: 'test',
              validate: (value) =>
                JSON.stringify(value).includes('Atlantis') ? { issues } : { value: Object(value) },
            },
          },
        }),
      },
    )
    await retype(page, 'City', 'Atlantis')
    await page.user.click(save())
    expect((await screen.findByRole('alert')).textContent).toMatch(/^That didn't work/)
    expect(page.container).not.toHaveTextContent('RAW')
    expect(input('City')).toHaveValue('Atlantis')
    expect(page.updates()).toEqual([])
  })

  test('are taken out when they are emptied', async () => {
    const page = await renderProfile({ children: own })
    await retype(page, 'City', '')
    await page.user.click(save())
    expect(await screen.findByText('Saved.')).toBeVisible()
    const stored = await getUser(page.client, ada.id)
    expect(JSON.parse(stored.custom_data ?? '')).toEqual({ age: 36, private: { note: 1 } })
  })

  test.each([null, 'free text', '[1]', '"text"'])(
    'begin empty where there is no object: %s',
    async (data) => {
      const page = await renderProfile(
        { children: own },
        { emulator: { users: [{ ...ada, ...(data !== null && { custom_data: data }) }, grace] } },
      )
      if (data === null) await act(() => updateUser(page.client, { custom_data: null }))
      await waitFor(() => expect(input('City')).toHaveValue(''))
      await page.user.click(save())
      expect(await screen.findByText('Saved.')).toBeVisible()
      expect(page.emulator.db.users.get(ada.id)?.custom_data ?? null).toBe(data)
      await page.user.type(input('City'), '  Paris{Enter}')
      await waitFor(() => expect(page.emulator.db.users.get(ada.id)?.custom_data).toBe('{"city":"Paris"}'))
    },
  )
})

test('the parts make a form of any shape, of the fields it names', async () => {
  const page = await renderWithCube(
    <ProfileFormParts.Root aria-label="You" fields={['full_name']}>
      <ProfileFormParts.Field name="full_name">
        <ProfileFormParts.Label>What shall we call you?</ProfileFormParts.Label>
        <ProfileFormParts.Input maxLength={20} />
        <ProfileFormParts.FieldError />
      </ProfileFormParts.Field>
      <ProfileFormParts.Field name="bio" label="About you">
        <ProfileFormParts.Label />
        <ProfileFormParts.Input placeholder="In a line" />
      </ProfileFormParts.Field>
      <ProfileFormParts.ErrorMessage />
      <ProfileFormParts.SubmitButton>Keep</ProfileFormParts.SubmitButton>
      <ProfileFormParts.DoneMessage>Kept!</ProfileFormParts.DoneMessage>
    </ProfileFormParts.Root>,
    asAda,
  )
  const form = within(await screen.findByRole('form', { name: 'You' }))
  expect(form.getAllByRole('textbox')).toHaveLength(2)
  await page.user.type(form.getByLabelText('About you'), 'Poetical science')
  await page.user.click(form.getByRole('button', { name: 'Keep' }))
  expect(await form.findByText('Kept!')).toBeVisible()
  expect(page.client.getSession().user?.login).toBe('ada')
})

test('a field that is not there is not emptied', async () => {
  const page = await renderWithCube(
    <ProfileFormParts.Root aria-label="You" fields={['full_name', 'phone', 'tags']}>
      <ProfileFormParts.Field name="full_name" />
      <label>
        Send me news <input type="checkbox" name="news" />
      </label>
      <ProfileFormParts.SubmitButton />
    </ProfileFormParts.Root>,
    asAda,
  )
  await screen.findByRole('form')
  await page.user.type(input('Full name'), ' King')
  await page.user.click(screen.getByRole('checkbox'))
  await page.user.click(save())
  await waitFor(() => expect(page.client.getSession().user?.full_name).toBe('Ada Lovelace King'))
  expect(page.emulator.db.users.get(ada.id)).toMatchObject({ phone: ada.phone, user_tags: ada.user_tags })
})

test('its places are filled by the host, or left out', async () => {
  await renderProfile({
    title: null,
    'aria-label': 'Me',
    avatar: <img alt="Ada Lovelace" src="data:," />,
    footer: 'Questions?',
    fields: ['phone'],
  })
  expect(screen.getByRole('form', { name: 'Me' }).textContent).toBe('PhoneSaveQuestions?')
  expect(screen.getByRole('img', { name: 'Ada Lovelace' })).toBeInTheDocument()
})

test('what is typed while it is being saved is not called saved', async () => {
  const page = await renderProfile()
  const held = page.hold('PUT /users')
  await retype(page, 'Full name', 'Ada King')
  await page.user.click(save())
  await act(() => held.arrived)
  await page.user.type(input('Full name'), ' of Lovelace')
  await act(async () => held.release())
  await waitFor(() => expect(screen.getByRole('form')).toHaveAttribute('data-status', 'idle'))
  expect(screen.queryByText('Saved.')).toBeNull()
  expect(input('Full name')).toHaveValue('Ada King of Lovelace')
  await page.user.click(save())
  expect(await screen.findByText('Saved.')).toBeVisible()
  expect(page.client.getSession().user?.full_name).toBe('Ada King of Lovelace')
})
