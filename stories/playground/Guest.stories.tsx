import { SignedIn, SignedOut } from '@cubekit/react'
import { GuestForm } from '@cubekit/ui/guest-form'
import { expect, userEvent, within } from 'storybook/test'
import preview from '../../.storybook/preview.tsx'
import { sendName } from '../fillIn.ts'
import { Me } from './Me.tsx'
import { playgroundParameters, startSignedOut } from './meta.ts'
import { Playground } from './Playground.tsx'

const meta = preview.meta({
  title: 'Playground/Guest',
  parameters: playgroundParameters,
  tags: ['!autodocs'],
  render: () => (
    <Playground>
      <SignedOut>
        <GuestForm />
      </SignedOut>
      <SignedIn>
        <Me />
      </SignedIn>
    </Playground>
  ),
})

export const Guest = meta.story({ name: 'Guest' })

export const Journey = meta.story({
  name: 'Come in as a guest, and leave',
  tags: ['!dev'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await startSignedOut()
    await sendName(await canvas.findByRole('form'), 'Olof Shodger')
    await expect(await canvas.findByRole('heading', { name: 'Hello, Olof Shodger' })).toBeVisible()
    await expect(canvas.getByText('Guest, for one day')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Log out' }))
    await expect(await canvas.findByRole('form')).toBeVisible()
  },
})
