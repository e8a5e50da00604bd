import { SignedIn, SignedOut, useSession } from '@cubekit/react'
import { AccountDeletion } from '@cubekit/ui/account-deletion'
import { AuthPanel } from '@cubekit/ui/auth-panel'
import { GuestUpgradeForm } from '@cubekit/ui/guest-upgrade-form'
import { PasswordChangeForm } from '@cubekit/ui/password-change-form'
import { ProfileForm } from '@cubekit/ui/profile-form'
import { UserButton } from '@cubekit/ui/user-button'
import type { ReactNode } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import preview from '../../.storybook/preview.tsx'
import { sendEntries } from '../fillIn.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { Inbox } from './Inbox.tsx'
import { Me } from './Me.tsx'
import { playgroundParameters, startSignedOut } from './meta.ts'
import { Playground } from './Playground.tsx'
import { openWorld } from './world.ts'

const meta = preview.meta({
  title: 'Playground/Account',
  parameters: playgroundParameters,
  tags: ['!autodocs'],
  render: () => (
    <Playground>
      <SignedOut>
        <div className="playground-column">
          <AuthPanel
            ways={['login', 'signUp', 'guest', 'reset']}
            signUp={{ identify: 'both', fields: { full_name: 'optional' } }}
          />
        </div>
        <div className="playground-column">
          <Inbox />
          <DemoPeople />
        </div>
      </SignedOut>
      <SignedIn>
        <Mine />
      </SignedIn>
    </Playground>
  ),
})

/** What people can do about their account: guests keep it, users change it, both may leave for good. */
function Mine(): ReactNode {
  const isGuest = useSession().status === 'guest'
  return (
    <>
      <div className="playground-bar">
        <UserButton
          onProfile={() => goTo('full_name')}
          onPasswordChange={() => goTo('old_password')}
          onKeepAccount={() => goTo('email')}
        />
      </div>
      <div className="playground-column">
        <Me />
        {isGuest ? <GuestUpgradeForm /> : <PasswordChangeForm />}
      </div>
      <div className="playground-column">
        <ProfileForm fields={['full_name', 'phone', 'website', 'tags']} />
        <AccountDeletion />
      </div>
    </>
  )
}

/** Where a choice of the menu leads: the form is on the same page. */
function goTo(field: string): void {
  document.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus()
}

export const Account = meta.story({ name: 'Account' })

/** The server of the playground takes its time, and so may a busy machine. */
const patient = { timeout: 8000 }

export const Journey = meta.story({
  name: 'Sign up, be somebody, leave',
  tags: ['!dev'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const form = (name: RegExp): Promise<HTMLElement> => canvas.findByRole('form', { name }, patient)
    await startSignedOut()
    const { emulator } = openWorld()
    const login = `visitor${emulator.db.users.size}${emulator.clock.now()}`

    await userEvent.click(await canvas.findByRole('button', { name: /create an account/i }, patient))
    await sendEntries(await form(/create/i), {
      login,
      email: `${login}@example.com`,
      full_name: 'Ada Visitor',
      password: 'correct horse battery',
    })
    await expect(await canvas.findByRole('heading', { name: 'Hello, Ada Visitor' }, patient)).toBeVisible()

    const profile = await form(/profile/i)
    const name = profile.querySelector<HTMLInputElement>('[name=full_name]')
    if (!name) throw new Error('The profile has no name.')
    await userEvent.clear(name)
    await userEvent.type(name, 'Ada King{Enter}')
    await expect(await canvas.findByRole('heading', { name: 'Hello, Ada King' }, patient)).toBeVisible()

    await userEvent.click(canvas.getByRole('button', { name: /delete/i }))
    const dialog = within(await canvas.findByRole('alertdialog', undefined, patient))
    await userEvent.type(dialog.getByRole('textbox'), 'delete')
    await userEvent.click(dialog.getByRole('button', { name: /delete/i }))
    await expect(await form(/sign in/i)).toBeVisible()
    await expect(emulator.db.users.findByLogin(login)).toBeUndefined()
  },
})
