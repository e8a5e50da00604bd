import type { CubeUser } from '@cubekit/core'
import { SignedIn, SignedOut } from '@cubekit/react'
import { LoginForm } from '@cubekit/ui/login-form'
import { OnlineUsers } from '@cubekit/ui/online-users'
import { UserButton } from '@cubekit/ui/user-button'
import { UserCard } from '@cubekit/ui/user-card'
import { UserList } from '@cubekit/ui/user-list'
import { UserPicker, UserPickerDialog } from '@cubekit/ui/user-picker'
import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import preview from '../../.storybook/preview.tsx'
import { sendLogin } from '../fillIn.ts'
import { comeOnline } from './comeOnline.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { playgroundParameters, startSignedOut } from './meta.ts'
import { Playground } from './Playground.tsx'
import { openWorld } from './world.ts'

const meta = preview.meta({
  title: 'Playground/People',
  parameters: playgroundParameters,
  tags: ['!autodocs'],
  render: () => (
    <Playground>
      <SignedOut>
        <LoginForm />
        <DemoPeople />
      </SignedOut>
      <SignedIn>
        <Directory />
      </SignedIn>
    </Playground>
  ),
})

/** Everybody of one tag or more, by name. */
const colleagues = {
  user_tags: { in: ['designer', 'engineer', 'manager', 'sales', 'support'] },
  sort_asc: 'full_name',
} as const

/** Who is there, who they are, and a group to put them in. */
function Directory(): ReactNode {
  const [shown, setShown] = useState<CubeUser | null>(null)
  useEffect(comeOnline, [])
  return (
    <>
      <div className="playground-bar">
        <UserButton />
      </div>
      <div className="playground-column">
        <NewGroup />
        <section className="playground-frame">
          <OnlineUsers pollMs={5000} />
        </section>
      </div>
      <div className="playground-column">
        <section className="playground-frame">
          <UserList filter={colleagues} onSelect={setShown} />
        </section>
      </div>
      <section className="playground-column" aria-label="Profile">
        {shown && <UserCard user={shown} presence />}
      </section>
    </>
  )
}

/** A form with two pickers. It says what a server would get. */
function NewGroup(): ReactNode {
  const [sent, setSent] = useState<string | null>(null)
  const create = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const ids = (name: string): string => form.getAll(name).filter(isText).join(', ') || 'nobody'
    setSent(`owner: ${ids('owner')}, members: ${ids('members')}`)
  }
  return (
    <form className="playground-frame" onSubmit={create}>
      <UserPicker name="members" label="Members" multiple required max={8} />
      <UserPickerDialog name="owner" label="Owner" />
      <button type="submit" lang="en" className="playground-primary">
        Create group
      </button>
      {sent && (
        <output lang="en" dir="ltr">
          {sent}
        </output>
      )}
    </form>
  )
}

function isText(value: FormDataEntryValue): value is string {
  return typeof value === 'string'
}

export const People = meta.story({ name: 'People' })

/** The server of the playground takes its time, and so may a busy machine. */
const patient = { timeout: 8000 }

export const Journey = meta.story({
  name: 'Sign in, find people, make a group',
  tags: ['!dev'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await startSignedOut()
    const [me, other] = openWorld().emulator.people
    if (!me || !other) throw new Error('The playground needs two people.')
    await sendLogin(await canvas.findByRole('form', { name: /sign in/i }, patient), {
      login: me.login,
      password: me.password,
    })

    const members = await canvas.findByRole('combobox', { name: 'Members' }, patient)
    await userEvent.type(members, other.login.slice(0, 5))
    const name = new RegExp(other.full_name)
    await userEvent.click(await canvas.findByRole('option', { name }, patient))
    await userEvent.keyboard('{Escape}')
    await userEvent.click(canvas.getByRole('button', { name: 'Create group' }))
    await expect(canvas.getByText(`owner: nobody, members: ${other.id}`)).toBeVisible()

    const list = within(await canvas.findByRole('group', { name: 'People' }, patient))
    const [row] = await list.findAllByRole('button', undefined, patient)
    if (!row) throw new Error('The list is empty.')
    await userEvent.click(row)
    await expect(canvas.getByRole('region', { name: 'Profile' })).not.toBeEmptyDOMElement()
  },
})
