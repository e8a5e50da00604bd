import { login, logout, memoryStorage, updateUser } from '@cubekit/core'
import { useCurrentUser } from '@cubekit/react'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { renderWithCube, type CubePage, type CubePageOptions } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { OnlineUsers } from '../online-users/index.ts'
import { UserButton } from '../user-button/index.ts'
import { UserCard } from '../user-card/index.ts'
import { UserList } from '../user-list/index.ts'
import { UserPicker } from '../user-picker/index.ts'
import { UserAvatar } from './index.ts'

const ada = {
  id: 7,
  login: 'ada',
  password: 'long enough',
  full_name: 'Ada Lovelace',
  avatar: true,
} as const
const grace = { id: 8, login: 'grace', password: 'long enough', full_name: 'Grace Hopper' }
const asAda: CubePageOptions = {
  emulator: { users: [ada, grace] },
  before: ({ client }) => login(client, ada),
}

const pictures = (): HTMLImageElement[] => [...document.querySelectorAll('img')]
/** The uids of pictures that can be seen. */
const shown = (): string[] =>
  pictures().flatMap(({ hidden, src }) => (hidden ? [] : [new URL(src).pathname.split('/').at(-1) ?? '']))
/** What jsdom does not do: the pictures arrive. */
async function loadAll(count: number): Promise<void> {
  await waitFor(() => expect(pictures().filter(({ hidden }) => hidden)).toHaveLength(count))
  for (const image of pictures()) fireEvent.load(image)
}
const asked = ({ requests }: CubePage): string[] => requests().filter((request) => /\/blobs\//.test(request))
const avatarOf = ({ emulator }: CubePage, id: number): string => emulator.db.users.get(id)?.avatar ?? ''

function Me(): ReactNode {
  const user = useCurrentUser()
  return user && <UserAvatar user={user} label />
}

/** Everything that shows Ada. */
function Everywhere(): ReactNode {
  const user = useCurrentUser()
  return (
    user && (
      <>
        <UserAvatar user={user} />
        <UserButton />
        <UserCard user={user} />
        <UserList filter={{ id: { in: [7, 8] } }} />
        <OnlineUsers />
        <OnlineUsers layout="list" />
        <UserPicker label="One" defaultValue={7} />
        <UserPicker label="Many" multiple defaultValue={[7]} />
      </>
    )
  )
}

test('wherever somebody shows, their picture is asked for once', async () => {
  const page = await renderWithCube(<Everywhere />, asAda)
  const uid = avatarOf(page, 7)
  await waitFor(() => expect(pictures()).toHaveLength(8))
  await loadAll(8)
  expect(shown()).toEqual(Array.from({ length: 8 }, () => uid))
  expect(asked(page)).toEqual([`GET /blobs/${uid}/object`])
})

test('a new picture shows everywhere once it is there, and a removed one goes at once', async () => {
  const page = await renderWithCube(<Everywhere />, asAda)
  const before = avatarOf(page, 7)
  await waitFor(() => expect(pictures()).toHaveLength(8))
  await loadAll(8)
  const [next] = await makeFile(page)
  await act(() => updateUser(page.client, { avatar: next }))
  // The one before stays meanwhile.
  await waitFor(() => expect(pictures()).toHaveLength(16))
  expect(shown()).toEqual(Array.from({ length: 8 }, () => before))
  await loadAll(8)
  expect(shown()).toEqual(Array.from({ length: 8 }, () => next))
  await act(() => updateUser(page.client, { avatar: null }))
  expect(pictures()).toEqual([])
})

test('an address that is renewed leaves the picture alone until it is there, and when it is not', async () => {
  const page = await renderWithCube(<Me />, asAda)
  await loadAll(1)
  const [{ src: before } = new Image()] = pictures()
  page.emulator.clock.advance(60_000)
  await act(() => page.queryClient.invalidateQueries())
  await waitFor(() => expect(pictures()).toHaveLength(2))
  const [, broken = new Image()] = pictures()
  expect(broken.src).not.toBe(before)
  expect(broken.src.split('?')[0]).toBe(before.split('?')[0])
  expect(pictures().map(({ src, hidden }) => [src === before, hidden])).toEqual([
    [true, false],
    [false, true],
  ])
  fireEvent.error(broken)
  expect(shown()).toEqual([avatarOf(page, 7)])
  fireEvent.load(broken)
  expect(pictures()).toEqual([broken])
})

test('a preview stays until the picture that came of it is there', async () => {
  const user = somebody({ id: 9, avatar: 'd'.repeat(34) })
  const page = await renderWithCube(<UserAvatar user={user} src="blob:https://example.com/preview" />, asAda)
  await loadAll(1)
  page.emulator.faults.add({ kind: 'hang', path: '/blobs' })
  page.rerender(page.wrap(<UserAvatar user={user} />))
  await waitFor(() => expect(asked(page)).toHaveLength(1))
  expect(pictures().map(({ hidden, src }) => [hidden, src])).toEqual([
    [false, 'blob:https://example.com/preview'],
  ])
})

test('what is changed in another tab shows in this one', async () => {
  const page = await renderWithCube(<Me />, asAda)
  await loadAll(1)
  const other = page.open()
  await other.ready()
  const [next] = await makeFile(page)
  await act(() => updateUser(other, { avatar: next }))
  await waitFor(() => expect(pictures()).toHaveLength(2))
  await loadAll(1)
  expect(shown()).toEqual([next])
})

test.each([
  ['with null', { id: 7, avatar: 'a00', full_name: 'Ada' }, null],
  ['without an avatar', { id: 7, full_name: 'Ada' }, undefined],
  ['with data of another kind', { id: 7, full_name: 'Ada', custom_data: '{"city":"London"}' }, undefined],
] as const)('%s nobody is asked, and there are initials', async (_, known, src) => {
  const page = await renderWithCube(<UserAvatar user={somebody(known)} src={src} />, asAda)
  expect(screen.getByText('A')).toBeVisible()
  await act(async () => {})
  expect([asked(page), pictures()]).toEqual([[], []])
})

test('a picture of somebody that is gone leaves their initials', async () => {
  const page = await renderWithCube(<UserAvatar user={somebody({ id: 9, avatar: 'a'.repeat(34) })} />, asAda)
  await waitFor(() => expect(page.emulator.log.at(-1)?.status).toBe(404))
  expect(pictures()).toEqual([])
  expect(screen.getByText('A\u200cL')).toBeVisible()
})

test('custom_data names the picture where the app says so', async () => {
  const page = await renderWithCube(
    <UserAvatar user={somebody({ id: 9, custom_data: JSON.stringify({ avatar_uid: 'b'.repeat(34) }) })} />,
    { ...asAda, client: () => ({ avatars: { in: 'custom_data' } }) },
  )
  await waitFor(() => expect(asked(page)).toEqual([`GET /blobs/${'b'.repeat(34)}/object`]))
})

test('of somebody else’s picture, too, nothing is left on the page for who comes next', async () => {
  const page = await renderWithCube(<UserAvatar user={somebody({ id: 9, avatar: 'c'.repeat(34) })} />, {
    ...asAda,
    before: async ({ client, emulator }) => {
      await login(client, ada)
      const [blob] = emulator.db.blobs.list()
      const object = {
        blob: { ...blob, uid: 'c'.repeat(34), blob_object_access: { download_url: 'https://x.test/c' } },
      }
      emulator.faults.add({
        kind: 'status',
        status: 200,
        body: JSON.stringify(object),
        path: '/blobs',
        times: 1,
      })
    },
  })
  await loadAll(1)
  expect(pictures()).toHaveLength(1)
  await act(() => logout(page.client))
  expect(pictures()).toEqual([])
})

test('somebody else on the device sees nothing of a picture that was shown', async () => {
  const page = await renderWithCube(<Me />, asAda)
  await loadAll(1)
  await act(() => logout(page.client))
  await act(() => login(page.client, grace))
  expect(pictures()).toEqual([])
})

test('in server HTML there are initials, and nothing is asked', () => {
  const html = renderToString(<UserAvatar user={somebody()} />)
  expect(html).toContain('A\u200cL')
})

/** A file of Ada's with a picture in it. */
async function makeFile({ emulator, open }: CubePage): Promise<string[]> {
  const { createAndUpload } = await import('@cubekit/core')
  const client = open({ storage: memoryStorage() })
  await login(client, ada)
  const { uid } = await createAndUpload(client, new Blob(['picture'], { type: 'image/png' }))
  expect(emulator.db.blobs.findByUid(uid)?.completedAt).not.toBeNull()
  return [uid]
}
