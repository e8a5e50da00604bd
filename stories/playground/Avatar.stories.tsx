import type { UsersFilter } from '@cubekit/core'
import { SignedIn, SignedOut, useCurrentUser } from '@cubekit/react'
import { AvatarUpload } from '@cubekit/ui/avatar-upload'
import { LoginForm } from '@cubekit/ui/login-form'
import { OnlineUsers } from '@cubekit/ui/online-users'
import { UserButton } from '@cubekit/ui/user-button'
import { UserCard } from '@cubekit/ui/user-card'
import { UserList } from '@cubekit/ui/user-list'
import { UserPicker } from '@cubekit/ui/user-picker'
import { useEffect, useMemo, type ReactNode } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import preview from '../../.storybook/preview.tsx'
import { sendLogin } from '../fillIn.ts'
import { drawPhoto } from '../photos.ts'
import { comeOnline } from './comeOnline.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { playgroundParameters, startSignedOut } from './meta.ts'
import { MyFiles } from './MyFiles.tsx'
import { Playground } from './Playground.tsx'
import { openWorld } from './world.ts'

const meta = preview.meta({
  title: 'Playground/Avatar',
  parameters: playgroundParameters,
  tags: ['!autodocs'],
  render: () => (
    <Playground>
      <SignedOut>
        <LoginForm />
        <DemoPeople />
      </SignedOut>
      <SignedIn>
        <Mine />
      </SignedIn>
    </Playground>
  ),
})

/** A few of the people, and whoever looks at it among them. */
function somePeople(ownId: number): UsersFilter {
  const ids = openWorld()
    .emulator.people.slice(1, 7)
    .map(({ id }) => id)
  return { id: { in: [ownId, ...ids] }, sort_asc: 'created_at' }
}

/** A picture to choose, and all the places where it then is. */
function Mine(): ReactNode {
  const user = useCurrentUser()
  const ownId = user?.id ?? 0
  const filter = useMemo(() => somePeople(ownId), [ownId])
  useEffect(comeOnline, [])
  if (!user) return null
  return (
    <>
      <div className="playground-bar">
        <UserButton />
      </div>
      <div className="playground-column">
        <section className="playground-frame" aria-label="Your picture">
          <AvatarUpload />
        </section>
        <MyFiles />
      </div>
      <div className="playground-column">
        <section className="playground-column" aria-label="Your card">
          <UserCard user={user} presence="online" />
        </section>
        <section className="playground-frame">
          <OnlineUsers pollMs={5000} />
          <UserPicker label="Members" multiple defaultValue={[user.id]} />
        </section>
      </div>
      <div className="playground-column">
        <section className="playground-frame">
          <UserList filter={filter} />
        </section>
      </div>
    </>
  )
}

export const Avatar = meta.story({ name: 'Avatar' })

/** The server of the playground takes its time, and so may a busy machine. */
const patient = { timeout: 8000 }

export const Journey = meta.story({
  name: 'Choose a picture, see it everywhere, remove it',
  tags: ['!dev'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await startSignedOut()
    const { emulator } = openWorld()
    const [me] = emulator.people
    if (!me) throw new Error('The playground needs somebody.')
    await sendLogin(await canvas.findByRole('form', { name: /sign in/i }, patient), {
      login: me.login,
      password: me.password,
    })
    const mine = await canvas.findByRole('region', { name: 'Your card' }, patient)
    const button = canvas.getByRole('button', { name: /^Account of/ })
    const list = canvas.getByRole('group', { name: 'People' })
    await waitFor(() => expect(within(list).getByText(me.full_name)).toBeVisible(), patient)
    const row = within(list).getByText(me.full_name).closest('li')
    const chip = canvas.getByRole('list', { name: /chosen/i })
    /** The addresses under which the person's picture can be seen: in card, button, row and chip. */
    const seen = (): string[] =>
      [mine, button, row, chip].flatMap((place) =>
        [...(place?.querySelectorAll('img') ?? [])].flatMap((image) => (image.hidden ? [] : [image.src])),
      )
    // From an earlier run there may be one.
    const removal = canvas.queryByRole('button', { name: 'Remove' })
    if (removal) await userEvent.click(removal)
    await waitFor(() => expect(seen()).toEqual([]), patient)
    // Others have one, and some have none.
    await waitFor(() => expect(list.querySelector('img:not([hidden])')).toBeVisible(), patient)

    const input = canvasElement.querySelector<HTMLInputElement>('input[type=file]')
    if (!input) throw new Error('No file can be chosen.')
    await userEvent.upload(input, await drawPhoto())
    const use = await canvas.findByRole('button', { name: 'Use photo' }, patient)
    await waitFor(() => expect(use).not.toHaveAttribute('aria-disabled'), patient)
    await userEvent.click(use)
    await canvas.findByText('Photo updated.', undefined, patient)
    await waitFor(() => expect(seen()).toHaveLength(4), patient)
    await expect(new Set(seen()).size).toBe(1)
    const files = within(canvas.getByRole('region', { name: 'Your files' }))
    await waitFor(() => expect(files.getByRole('listitem')).toHaveTextContent(/avatar.*image/), patient)
    const { avatar } = emulator.db.users.get(me.id) ?? {}
    await expect(emulator.db.blobs.findByUid(avatar ?? '')?.userId).toBe(me.id)

    await userEvent.click(canvas.getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(seen()).toEqual([]), patient)
    await waitFor(() => expect(emulator.db.users.get(me.id)?.avatar).toBeNull(), patient)
  },
})
