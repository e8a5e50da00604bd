import { SignedIn, SignedOut } from '@cubekit/react'
import { LoginForm } from '@cubekit/ui/login-form'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import preview from '../../.storybook/preview.tsx'
import { sendLogin, sendPassword } from '../fillIn.ts'
import { Controls } from './Controls.tsx'
import { DemoPeople } from './DemoPeople.tsx'
import { Me } from './Me.tsx'
import { playgroundParameters, startSignedOut } from './meta.ts'
import { Playground } from './Playground.tsx'
import { RequestLog } from './RequestLog.tsx'
import { SessionFacts } from './SessionFacts.tsx'
import { openWorld } from './world.ts'

const meta = preview.meta({
  title: 'Playground/Session',
  parameters: playgroundParameters,
  tags: ['!autodocs'],
  render: () => (
    <Playground>
      <div className="playground-column">
        <SessionFacts />
        <Controls />
        <RequestLog />
      </div>
      <div className="playground-column">
        <SignedOut>
          <LoginForm />
          <DemoPeople />
        </SignedOut>
        <SignedIn>
          <Me />
        </SignedIn>
      </div>
    </Playground>
  ),
})

export const Session = meta.story({ name: 'Session' })

/** The server of the playground takes its time, and so may a busy machine. */
const patient = { timeout: 5000 }

export const Journey = meta.story({
  name: 'A session in bad weather',
  tags: ['!dev'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const [person] = openWorld().emulator.people
    if (!person) throw new Error('The playground has nobody to sign in.')
    const press = (name: string): Promise<void> => userEvent.click(canvas.getByRole('button', { name }))
    const answers = (text: RegExp): Promise<HTMLElement> =>
      canvas.findByText(text, { selector: 'output' }, patient)

    await startSignedOut()
    await sendLogin(await canvas.findByRole('form'), person)
    await expect(await canvas.findByText('in 120 min, unless used', undefined, patient)).toBeVisible()

    await press('Offline')
    await press('Ask the server')
    await expect(await answers(/^Error: unreachable$/)).toBeVisible()
    await expect(canvas.getByText('yes: the last request failed')).toBeVisible()
    await press('Answer 429')
    await press('Ask the server')
    await expect(await answers(/^Error: rate-limited, try again in 5 s$/)).toBeVisible()
    await press('Answer 429')
    await press('Ask the server')
    await expect(await answers(/^Session \d+, of user \d+$/)).toBeVisible()

    await press('Clock + 1 h')
    await expect(await canvas.findByText('in 60 min, unless used', undefined, patient)).toBeVisible()
    await press('Ask the server')
    await expect(await canvas.findByText('in 120 min, unless used', undefined, patient)).toBeVisible()

    await press('Expire the session')
    await press('Ask the server')
    await expect(await answers(/^Error: session-expired$/)).toBeVisible()
    await expect(canvas.getByText('reauth-required')).toBeVisible()
    // Over the page, which stays.
    await expect(canvas.getByRole('heading', { name: `Hello, ${person.full_name}` })).toBeVisible()
    await sendPassword(canvas.getByRole('alertdialog'), person.password)
    await waitFor(() => expect(canvas.queryByRole('alertdialog')).toBeNull(), patient)
    await expect(canvas.getByRole('button', { name: 'Ask the server' })).toHaveFocus()
    await press('Ask the server')
    await expect(await answers(/^Session \d+, of user \d+$/)).toBeVisible()
  },
})
