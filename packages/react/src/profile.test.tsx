import { deleteUser, getUser, login, logout, memoryStorage, updateUser } from '@cubekit/core'
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createStage, credentialsOf, renderWithClient } from '../test/renderWithClient.tsx'
import {
  useCurrentUser,
  useCustomData,
  useOtherSessionsEnd,
  usePasswordChange,
  useProfileUpdate,
  useSession,
  useSessionInfo,
  useSessions,
  useUser,
} from './index.ts'

function Names({ id }: { id: number }) {
  const read = useUser(id)
  return (
    <>
      <p>session {useSession().user?.full_name}</p>
      <p>current {useCurrentUser()?.full_name}</p>
      <p>by id {read.data?.full_name}</p>
      <p>theme {String(useCustomData()?.['theme'])}</p>
    </>
  )
}

function Rename() {
  const { mutate, status, error } = useProfileUpdate()
  return (
    <button type="button" onClick={() => mutate({ full_name: 'Ada King', custom_data: { theme: 'dark' } })}>
      {status} {error?.code}
    </button>
  )
}

async function showNames() {
  const stage = createStage()
  await login(stage.client, credentialsOf(stage.person))
  const page = renderWithClient(
    <>
      <Names id={stage.person.id} />
      <Rename />
    </>,
    stage,
  )
  const { full_name } = stage.person
  await screen.findByText(`by id ${full_name}`)
  const shown = (name: string): string[] =>
    ['session', 'current', 'by id'].map((place) => screen.getByText(`${place} ${name}`).textContent ?? '')
  return { ...page, shown }
}

test('an update shows everywhere at once, and stays', async () => {
  const { hold, shown, emulator, person } = await showNames()
  const held = hold('PUT /users')
  act(() => screen.getByRole('button').click())
  await waitFor(() => expect(shown('Ada King')).toHaveLength(3))
  expect(screen.getByText('theme dark')).toBeVisible()
  expect(screen.getByRole('button')).toHaveTextContent('pending')
  await act(() => held.arrived)
  await act(async () => held.release())
  await waitFor(() => expect(screen.getByRole('button')).toHaveTextContent('success'))
  expect(shown('Ada King')).toHaveLength(3)
  expect(emulator.db.users.get(person.id)?.custom_data).toBe('{"theme":"dark"}')
})

test('one that fails is taken back everywhere', async () => {
  const { emulator, shown, person } = await showNames()
  emulator.faults.add({ kind: 'status', status: 500, path: '/users' })
  act(() => screen.getByRole('button').click())
  await waitFor(() => expect(screen.getByRole('button')).toHaveTextContent('error server-error'))
  expect(shown(person.full_name)).toHaveLength(3)
})

test('an answer about oneself from before an update does not bring back what was', async () => {
  const { client, hold, person } = createStage()
  await login(client, credentialsOf(person))
  const held = hold('GET /users/v2')
  const { queryClient } = renderWithClient(<Names id={person.id} />, { ...createStage(), client })
  await act(async () => void queryClient.invalidateQueries())
  await act(() => held.arrived)
  await act(() => updateUser(client, { full_name: 'Ada King' }))
  await act(async () => held.release())
  expect(await screen.findByText('by id Ada King')).toBeVisible()
})

test('what others have changed about oneself shows when it is read', async () => {
  const { client, open, person, emulator } = createStage()
  await login(client, credentialsOf(person))
  const phone = open({ storage: memoryStorage() })
  await login(phone, credentialsOf(person))
  emulator.clock.advance(5000)
  await updateUser(phone, { full_name: 'Changed elsewhere' })
  expect((await getUser(client, person.id)).full_name).toBe('Changed elsewhere')
  renderWithClient(<Names id={person.id} />, { ...createStage(), client })
  expect(await screen.findByText('by id Changed elsewhere')).toBeVisible()
})

test('nothing of it is left once the account is deleted', async () => {
  const { client, hold, person } = await showNames()
  const held = hold('PUT /users')
  act(() => screen.getByRole('button').click())
  await act(() => held.arrived)
  await act(() => deleteUser(client))
  await act(async () => held.release())
  expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'account-deleted' })
  expect(document.body).not.toHaveTextContent('Ada King')
  expect(document.body).not.toHaveTextContent(person.full_name)
  expect(screen.getByText('theme undefined')).toBeVisible()
})

function PasswordChange() {
  const { mutate, status, error } = usePasswordChange()
  return (
    <button
      type="button"
      onClick={() => mutate({ old_password: 'not it at all', password: 'brand new one' })}
    >
      {status} {error && Object.keys(error.fields).join()}
    </button>
  )
}

test('a password is changed, or the reason told by field', async () => {
  const stage = createStage()
  await login(stage.client, credentialsOf(stage.person))
  const { queryClient } = renderWithClient(<PasswordChange />, stage)
  act(() => screen.getByRole('button').click())
  await waitFor(() => expect(screen.getByRole('button')).toHaveTextContent('error old_password'))
  expect(
    JSON.stringify(
      queryClient
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
    ),
  ).not.toContain('brand new one')
})

function Devices() {
  const info = useSessionInfo()
  const sessions = useSessions()
  const others = useOtherSessionsEnd()
  const here = sessions.data?.some(({ id }) => id === info.data?.id)
  return (
    <button type="button" onClick={() => others.mutate()}>
      {sessions.data?.length} {here ? 'with this one' : ''} {others.status}
    </button>
  )
}

test('the sessions of the user, of which the others are ended', async () => {
  const stage = createStage()
  const { client, open, person } = stage
  await login(client, credentialsOf(person))
  await login(open({ storage: memoryStorage() }), credentialsOf(person))
  await login(open({ storage: memoryStorage() }), credentialsOf(person))
  renderWithClient(<Devices />, stage)
  await waitFor(() => expect(screen.getByRole('button')).toHaveTextContent('3 with this one'))
  act(() => screen.getByRole('button').click())
  await waitFor(() => expect(screen.getByRole('button')).toHaveTextContent('1 with this one success'))
  expect(client.getSession().status).toBe('user')
  await act(() => logout(client))
})
