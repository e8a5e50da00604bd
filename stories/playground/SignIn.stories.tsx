import { SignedIn, SignedOut } from '@cubekit/react'
import { en } from '@cubekit/ui'
import { LoginForm } from '@cubekit/ui/login-form'
import { expect, userEvent, within } from 'storybook/test'
import preview from '../../.storybook/preview.tsx'
import { sendLogin } from '../fillIn.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { Me } from './Me.tsx'
import { playgroundParameters, startSignedOut } from './meta.ts'
import { Playground } from './Playground.tsx'
import { openWorld } from './world.ts'

const meta = preview.meta({
  title: 'Playground/Sign in',
  parameters: playgroundParameters,
  tags: ['!autodocs'],
  render: () => (
    <Playground>
      <SignedOut>
        <LoginForm />
        <DemoPeople />
      </SignedOut>
      <SignedIn>
        <Me />
      </SignedIn>
    </Playground>
  ),
})

export const SignIn = meta.story({ name: 'Sign in' })

export const Journey = meta.story({
  name: 'Sign in, and log out',
  tags: ['!dev'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const [person] = openWorld().emulator.people
    if (!person) throw new Error('The playground has nobody to sign in.')
    await startSignedOut()
    await sendLogin(await canvas.findByRole('form'), { ...person, password: 'a wrong one' })
    await canvas.findByText(en['error.invalid-credentials'])
    await sendLogin(canvas.getByRole('form'), person)
    await expect(await canvas.findByRole('heading', { name: `Hello, ${person.full_name}` })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Log out' }))
    await expect(await canvas.findByRole('form')).toBeVisible()
  },
})
