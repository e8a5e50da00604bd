import { adoptSession, getUser } from '@cubekit/core'
import type { SessionGrant } from '@cubekit/core'
import type { Emulator, ProviderVerdict } from '@cubekit/emulator'
import { SignedIn, SignedOut, useCubeClient } from '@cubekit/react'
import { LoginForm, ReauthDialog, ReauthDialogParts } from '@cubekit/ui'
import type { CubeMessages } from '@cubekit/ui'
import { useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { createScene, sceneOf } from '../.storybook/scenarios.ts'
import type { Scenario, Scene } from '../.storybook/scenarios.ts'
import { send, sendPassword } from './fillIn.ts'
import { hasForcedColours } from './hasForcedColours.ts'
import { wordsOf } from './wordsOf.ts'

const forgot = (
  <a href="#reset" target="_blank" dir="auto">
    Forgot password?
  </a>
)

const meta = preview.meta({
  title: 'Components/ReauthDialog',
  component: ReauthDialog,
  args: { onSuccess: fn(), onError: fn() },
  parameters: {
    layout: 'fullscreen',
    scenario: { signedIn: 'user' } satisfies Scenario,
    // A modal dialog covers the page it is on: each in a frame of its own.
    docs: { story: { inline: false, height: '35rem' } },
  },
  render: (args) => (
    <Notes>
      <ReauthDialog {...args} />
    </Notes>
  ),
})

/** Over the page, with the password in focus. Escape does not close it, and nothing below can be reached. */
export const Expired = meta.story({
  args: { forgotPassword: forgot },
  play: async (context) => {
    const { dialog, words, person } = await lapse(context)
    await expect(dialog).toHaveAccessibleName(words['reauth.title'])
    await expect(dialog.textContent).toContain(person.full_name)
    await expect(dialog).toHaveAccessibleDescription(
      words['reauth.description'].replace('{name}', person.full_name),
    )
    const identifier = within(dialog).getByLabelText(words['field.identifier'])
    await expect(identifier).toHaveValue(person.login)
    await expect(identifier).toHaveAttribute('readonly')
    const password = within(dialog).getByLabelText(words['field.password'])
    await expect(password).toHaveFocus()
    await expect(password).toHaveValue('')
    await expect(password).toHaveAttribute('autocomplete', 'current-password')
    await userEvent.keyboard('{Escape}')
    await expect(dialog).toHaveAttribute('open')
  },
})

/** The same person is back: the page, the text and the focus are as they were. */
export const KeepsThePage = meta.story({
  play: async (context) => {
    const { dialog, note, person } = await lapse(context)
    await sendPassword(dialog, person.password)
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    await expect(note).toBeVisible()
    await expect(note).toHaveFocus()
    await expect(note).toHaveValue('Half a sentence')
    await expect(context.args.onSuccess).toHaveBeenCalledTimes(1)
    await userEvent.keyboard('{Control>}s{/Control}')
    await expect(await within(context.canvasElement).findByText('Saved')).toBeVisible()
  },
})

export const WrongPassword = meta.story({
  args: { forgotPassword: forgot },
  play: async (context) => {
    const { dialog, note, words } = await lapse(context)
    await sendPassword(dialog, 'not it')
    await expect(await within(dialog).findByRole('alert')).toHaveAttribute('data-code', 'invalid-credentials')
    const password = within(dialog).getByLabelText<HTMLInputElement>(words['field.password'])
    await expect(password).toHaveFocus()
    await expect(password.selectionEnd).toBe('not it'.length)
    await expect(note).toHaveValue('Half a sentence')
  },
})

/** Nothing was filled in. */
export const EmptyPassword = meta.story({
  play: async (context) => {
    const { dialog, words } = await lapse(context)
    await send(dialog)
    const password = within(dialog).getByLabelText(words['field.password'])
    await expect(password).toHaveAccessibleDescription(words['field.passwordMissing'])
    await expect(password).toHaveFocus()
  },
})

/** The network is gone as well. What was typed stays, and signing in works once it is back. */
export const Offline = meta.story({
  play: async (context) => {
    const { dialog, emulator, person, words } = await lapse(context)
    emulator.faults.add({ kind: 'offline' })
    await sendPassword(dialog, person.password)
    await expect(await within(dialog).findByRole('alert')).toHaveAttribute('data-code', 'unreachable')
    await expect(within(dialog).getByLabelText(words['field.password'])).toHaveValue(person.password)
    await expect(within(dialog).getByRole('button', { name: words['form.tryAgain'] })).toBeVisible()
  },
})

/** The server wants a pause, which is counted down. */
export const RateLimited = meta.story({
  play: async (context) => {
    const { dialog, emulator, person } = await lapse(context)
    emulator.faults.add({ kind: 'status', status: 429, retryAfter: 45 })
    await sendPassword(dialog, person.password)
    await expect(await within(dialog).findByRole('timer')).toHaveTextContent(/[4٤]\p{Nd}/u)
  },
})

/** On the way. */
export const Pending = meta.story({
  play: async (context) => {
    const { dialog, emulator, person, words } = await lapse(context)
    emulator.faults.add({ kind: 'hang' })
    await sendPassword(dialog, person.password)
    await expect(within(dialog).getByRole('status')).toHaveTextContent(words['login.pending'])
  },
})

/** Somebody else is here: the person is logged out, and the page is gone. */
export const NotYou = meta.story({
  play: async (context) => {
    const { dialog, client, words } = await lapse(context)
    await userEvent.click(within(dialog).getByRole('button', { name: words['login.switchUser'] }))
    await expect(
      await within(context.canvasElement).findByRole('heading', { name: words['login.title'] }),
    ).toBeVisible()
    await expect(dialog).not.toBeInTheDocument()
    await expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'logged-out' })
  },
})

/** Somebody who came through an identity provider has neither login nor email, and so no password here. */
export const WithoutIdentifier = meta.story({
  parameters: { scenario: 'none' },
  loaders: [externalPerson],
  play: async (context) => {
    const { dialog, words, person } = await lapse(context)
    await expect(dialog.textContent).toContain(person.full_name)
    await expect(within(dialog).queryByLabelText(words['field.password'])).toBeNull()
    // Not the button: a Space or an Enter that was meant for the page must not leave it.
    await expect(dialog).toHaveFocus()
    await expect(within(dialog).getByRole('button', { name: words['reauth.submit'] })).toBeVisible()
  },
})

/** They leave the page, and sign in as they did before. */
export const WithoutIdentifierAgain = WithoutIdentifier.extend({
  tags: ['!autodocs'],
  play: async (context) => {
    const { dialog, words, client } = await lapse(context)
    await userEvent.click(within(dialog).getByRole('button', { name: words['reauth.submit'] }))
    await waitFor(() => expect(client.getSession().status).toBe('signed-out'))
    await expect(dialog).not.toBeInTheDocument()
  },
})

/** The app knows how such a person signs in again, without leaving the page. */
export const WithAnotherWayIn = meta.story({
  parameters: { scenario: 'none' },
  loaders: [externalPerson],
  args: {
    description: 'Continue with your Acme account to go on where you left off.',
    withoutPassword: <AcmeButton />,
  },
  play: async (context) => {
    const { dialog } = await lapse(context)
    await expect(within(dialog).getByRole('button', { name: 'Continue with Acme' })).toBeVisible()
  },
})

/** They are back, and so is the page. */
export const BackAnotherWay = WithAnotherWayIn.extend({
  tags: ['!autodocs'],
  play: async (context) => {
    const { dialog, note } = await lapse(context)
    await userEvent.click(within(dialog).getByRole('button', { name: 'Continue with Acme' }))
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    await expect(note).toHaveValue('Half a sentence')
    await expect(note).toHaveFocus()
  },
})

/** The session ends while a dialog of the app's own is open: that one stays, with what was typed into it. */
export const OverAnotherDialog = meta.story({
  render: (args) => (
    <Notes inDialog>
      <ReauthDialog {...args} />
    </Notes>
  ),
  play: async (context) => {
    const { dialog, note, person } = await lapse(context)
    await sendPassword(dialog, person.password)
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    await expect(note.closest('dialog')).toHaveAttribute('open')
    await expect(note).toHaveValue('Half a sentence')
    await expect(note).toHaveFocus()
  },
})

/** Other words, another order: put together from the parts. */
export const ComposedOfParts = meta.story({
  render: (args) => (
    <Notes>
      <ReauthDialogParts.Root aria-labelledby="still-you">
        <ReauthDialogParts.Form onSuccess={args.onSuccess}>
          <ReauthDialogParts.Title id="still-you">Is it still you?</ReauthDialogParts.Title>
          <ReauthDialogParts.PasswordField />
          <ReauthDialogParts.SubmitButton>It’s me</ReauthDialogParts.SubmitButton>
          <ReauthDialogParts.ErrorMessage />
          <ReauthDialogParts.Footer>
            <ReauthDialogParts.SwitchUserButton>It isn’t</ReauthDialogParts.SwitchUserButton>
          </ReauthDialogParts.Footer>
        </ReauthDialogParts.Form>
      </ReauthDialogParts.Root>
    </Notes>
  ),
  play: async (context) => {
    const { dialog } = await lapse(context)
    await expect(dialog).toHaveAccessibleName('Is it still you?')
    await sendPassword(dialog, 'not it')
    await expect(await within(dialog).findByRole('alert')).toHaveAttribute('data-code', 'invalid-credentials')
  },
})

/** Long words wrap, and a long name stays whole. */
export const LongTexts = meta.story({
  globals: { viewport: { value: 'phone' } },
  args: {
    forgotPassword: <a href="#reset">Zugangsdaten vergessen oder gesperrt?</a>,
    messages: {
      'reauth.title': 'Ihre Sitzung im Donaudampfschifffahrtsgesellschaftskapitänsportal ist abgelaufen',
      'reauth.submit': 'Mit bestehendem Benutzerkonto erneut anmelden und fortfahren',
    },
  },
  parameters: {
    scenario: {
      signedIn: 'user',
      emulator: {
        users: [
          {
            login: 'hubertusblaineswolfeschlegelsteinhausenbergerdorff',
            email: 'hubert@example.com',
            full_name: 'Hubertus Blaine Wolfeschlegelsteinhausenbergerdorff senior',
            password: 'correct horse',
          },
        ],
      },
    } satisfies Scenario,
  },
  play: fitsIn,
})

export const Narrow360 = meta.story({
  globals: { viewport: { value: 'phone' } },
  args: { forgotPassword: forgot },
  play: fitsIn,
})

export const Narrow320 = meta.story({
  globals: { viewport: { value: 'small' } },
  args: { forgotPassword: forgot },
  play: fitsIn,
})

export const Dark = meta.story({
  globals: { scheme: 'dark' },
  args: { forgotPassword: forgot },
  play: async (context) => {
    const { dialog } = await lapse(context)
    await sendPassword(dialog, 'not it')
    await within(dialog).findByRole('alert')
  },
})

/** Arabic, from right to left. */
export const RightToLeft = meta.story({
  globals: { locale: 'ar' },
  play: async (context) => {
    const { dialog, words } = await lapse(context)
    await expect(dialog).toHaveAccessibleName(words['reauth.title'])
  },
})

export const RightToLeftDark = RightToLeft.extend({ globals: { locale: 'ar', scheme: 'dark' } })

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = meta.story({
  globals: { colours: 'forced' },
  args: { forgotPassword: forgot },
  play: async (context) => {
    await lapse(context)
  },
})

/** In the host's colours, and with nothing of the page to be seen by who comes by. */
export const Themed = meta.story({
  render: (args) => (
    <div className="host">
      <style>{`
        .host { color-scheme: light; --cube-accent: #ffd24a; --cube-accent-text: #7a4b00; --cube-raised: #fffaf0;
          --cube-background: #fffdf8; --cube-border: #e6d6b8; --cube-border-strong: #9a8055; --cube-text: #2c2008;
          --cube-text-muted: #6a5836; --cube-radius: 1.25rem; --cube-radius-card: 1.75rem; --cube-shadow: none;
          --cube-backdrop: #f4ead7; font-family: Georgia, serif; }
      `}</style>
      <Notes>
        <ReauthDialog {...args} />
      </Notes>
    </div>
  ),
  play: async (context) => {
    const { dialog, words } = await lapse(context)
    if (hasForcedColours()) return
    const button = within(dialog).getByRole('button', { name: words['reauth.submit'] })
    await expect(getComputedStyle(button).color).toBe('lch(0 0 0)')
    await expect(getComputedStyle(dialog, '::backdrop').backgroundColor).toBe('rgb(244, 234, 215)')
  },
})

/** Our stylesheet absent: the browser's own look, and everything works. */
export const WithoutCss = meta.story({
  render: (args) => (
    <div className="bare">
      <style>{'.bare dialog, .bare dialog :not(svg, svg *) { all: revert }'}</style>
      <Notes>
        <ReauthDialog {...args} />
      </Notes>
    </div>
  ),
  play: async (context) => {
    const { dialog } = await lapse(context)
    await sendPassword(dialog, 'not it')
    await expect(await within(dialog).findByRole('alert')).toHaveAttribute('data-code', 'invalid-credentials')
  },
})

/** An app with something to lose: a text that is not saved yet. */
function Notes({ inDialog = false, children }: { inDialog?: boolean; children: ReactNode }): ReactNode {
  return (
    <>
      <SignedOut>
        <LoginForm />
      </SignedOut>
      <SignedIn>{inDialog ? <DialogOfTheApp /> : <Note />}</SignedIn>
      {children}
    </>
  )
}

function DialogOfTheApp(): ReactNode {
  return (
    <dialog aria-label="A note" ref={(dialog) => (dialog?.open === false ? dialog.showModal() : undefined)}>
      <Note />
    </dialog>
  )
}

function Note(): ReactNode {
  const client = useCubeClient()
  const status = useRef<HTMLOutputElement>(null)
  const id = useId()
  const save = async (): Promise<void> => {
    const { user } = client.getSession()
    if (!user || !status.current) return
    status.current.textContent = 'Saving…'
    const saved = await getUser(client, user.id).then(
      () => 'Saved',
      () => 'Not saved yet',
    )
    if (status.current) status.current.textContent = saved
  }
  return (
    <main lang="en" dir="ltr" className="note">
      <style>{`
        .note { box-sizing: border-box; display: grid; gap: .5rem; max-inline-size: 34rem; margin-inline: auto; padding: 1.5rem; }
        .note textarea { box-sizing: border-box; inline-size: 100%; font: inherit; padding: .5rem; }
      `}</style>
      <h1 style={{ fontSize: '1.25rem', margin: 0 }}>Minutes of the meeting</h1>
      <label htmlFor={id}>Your note, saved with Ctrl+S</label>
      <textarea
        id={id}
        name="note"
        rows={6}
        onKeyDown={(event) => {
          if (event.key !== 's' || !event.ctrlKey) return
          event.preventDefault()
          void save()
        }}
      />
      <output ref={status} />
    </main>
  )
}

/** Signs in again by the app's own identity provider. */
function AcmeButton(): ReactNode {
  const client = useCubeClient()
  const again = async (): Promise<void> => void (await adoptSession(client, await grantOfAcme()))
  return (
    <button type="button" className="cube-button" onClick={() => void again()}>
      Continue with Acme
    </button>
  )
}

let acme: Emulator | undefined

async function grantOfAcme(): Promise<SessionGrant> {
  if (!acme) throw new Error('Nobody came through Acme.')
  const { clientOptions, keys } = acme
  const answer = await acme.fetch(`${clientOptions.apiUrl}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      application_id: clientOptions.appId,
      auth_key: keys.authKey,
      provider: 'facebook',
      keys: { token: 'acme' },
    }),
  })
  const { session } = (await answer.json()) as { session: SessionGrant['session'] & { user: object } }
  return { session: { ...session, user: { ...session.user, login: null, email: null } } }
}

const acmePerson: ProviderVerdict = {
  outcome: 'accepted',
  uid: 'acme-7',
  profile: { full_name: 'Noor van der Berg' },
}

/** A scene with somebody who came through an identity provider. */
async function externalPerson(): Promise<{ scene: Scene }> {
  const scene = await createScene({
    emulator: { providers: { facebook: () => acmePerson } },
  })
  if (scene === null) throw new Error('No scene was made.')
  acme = scene.emulator
  await adoptSession(scene.client, await grantOfAcme())
  return { scene }
}

/** The part of a story's context that the play functions need. */
interface Stage {
  canvasElement: HTMLElement
  loaded: Record<string, unknown>
  globals: Record<string, unknown>
}

/** What is on the page once the session has lapsed in the middle of a sentence. */
interface Lapsed extends Scene {
  dialog: HTMLElement
  note: HTMLTextAreaElement
  person: { id: number; login: string; full_name: string; password: string }
  words: CubeMessages
}

/** Lets somebody type, and the session lapse under their hands. */
async function lapse({ canvasElement, loaded, globals }: Stage): Promise<Lapsed> {
  const scene = sceneOf({ loaded })
  const canvas = within(canvasElement)
  const note = await canvas.findByLabelText<HTMLTextAreaElement>(/^Your note/)
  await userEvent.type(note, 'Half a sentence')
  scene.emulator.expireSessions()
  await userEvent.keyboard('{Control>}s{/Control}')
  const dialog = await canvas.findByRole('alertdialog')
  await Promise.all(dialog.getAnimations().map(({ finished }) => finished))
  const { user } = scene.client.getSession()
  const known = scene.emulator.people.find(({ id }) => id === user?.id)
  const person = { id: 0, login: '', full_name: user?.full_name ?? '', password: '', ...known }
  return { ...scene, dialog, note, person, words: wordsOf(globals) }
}

/** However narrow the window, everything fits in and nothing is cut off. */
async function fitsIn(stage: Stage): Promise<void> {
  const { dialog } = await lapse(stage)
  const form = dialog.querySelector('form')
  await expect(form?.scrollWidth).toBeLessThanOrEqual(form?.clientWidth ?? 0)
  const { left, right } = dialog.getBoundingClientRect()
  await expect(left).toBeGreaterThanOrEqual(0)
  await expect(right).toBeLessThanOrEqual(window.innerWidth)
}
