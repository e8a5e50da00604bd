import '@cubekit/ui/styles.css'
import { getUser, login } from '@cubekit/core'
import { CubeProvider, SignedIn, SignedOut } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { act, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ReauthDialog } from './index.ts'

/** A page that is longer than the window, with somebody in the middle of a word, and then the session lapses. */
async function lapse() {
  const stage = createStage()
  const { client, person, emulator } = stage
  await login(client, { login: person.login, password: person.password })
  let saves = 0
  const page = render(
    <StrictMode>
      <CubeProvider client={client}>
        <SignedOut>nobody</SignedOut>
        <SignedIn>
          <main>
            <button type="button" onClick={() => saves++}>
              Save
            </button>
            <textarea aria-label="Note" />
            <input aria-label="Title" />
            <p style={{ height: '300vh' }}>A long page</p>
          </main>
        </SignedIn>
        <ReauthDialog />
      </CubeProvider>
    </StrictMode>,
  )
  onTestFinished(page.unmount)
  const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note' })
  await userEvent.type(note, 'Half a sentence')
  note.setSelectionRange(5, 9)
  emulator.expireSessions()
  await act(() => getUser(client, person.id).catch(() => {}))
  const dialog = await screen.findByRole<HTMLDialogElement>('alertdialog')
  const password = screen.getByLabelText<HTMLInputElement>('Password')
  return { ...stage, dialog, note, password, saves: () => saves }
}

const isOpenAndModal = (dialog: HTMLDialogElement): boolean => dialog.matches(':modal')

test('the focus comes back to the same place, with text and selection (row 95)', async () => {
  const { dialog, note, password, person } = await lapse()
  expect(password).toHaveFocus()
  await userEvent.keyboard(`${person.password}{Enter}`)
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(note).toHaveFocus()
  expect(note).toHaveValue('Half a sentence')
  expect([note.selectionStart, note.selectionEnd]).toEqual([5, 9])
  await userEvent.keyboard('an ')
  expect(note).toHaveValue('Half an ntence')
})

test('the focus comes back into a text that is edited on the page', async () => {
  const { dialog, person, client, emulator } = await lapse()
  await userEvent.keyboard(`${person.password}{Enter}`)
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  const text = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => text.remove())
  text.contentEditable = 'true'
  text.textContent = 'Half a sentence'
  text.focus()
  const words = text.firstChild ?? text
  document.getSelection()?.setBaseAndExtent(words, 5, words, 6)

  emulator.expireSessions()
  await act(() => getUser(client, person.id).catch(() => {}))
  await userEvent.keyboard(`${person.password}{Enter}`)
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(text).toHaveFocus()
  await userEvent.keyboard('the')
  expect(text).toHaveTextContent('Half the sentence')
})

test('Escape closes nothing, however often, and what was typed into the dialog stays', async () => {
  const { dialog, password } = await lapse()
  await userEvent.keyboard('half')
  for (let round = 0; round < 5; round++) await userEvent.keyboard('{Escape}')
  expect(isOpenAndModal(dialog)).toBe(true)
  expect(password).toHaveFocus()
  expect(password).toHaveValue('half')
})

test('a browser that closes it all the same finds it open again', async () => {
  const { dialog, note, password } = await lapse()
  dialog.close()
  await waitFor(() => expect(isOpenAndModal(dialog)).toBe(true))
  expect(password).toHaveFocus()
  expect(note).toHaveValue('Half a sentence')
})

test('the Tab key never reaches the page below', async () => {
  const { dialog } = await lapse()
  const stops = new Set<Element | null>()
  for (let round = 0; round < 14; round++) {
    await userEvent.keyboard(round < 7 ? '{Tab}' : '{Shift>}{Tab}{/Shift}')
    stops.add(document.activeElement)
  }
  const outside = [...stops].filter((stop) => stop !== document.body && !dialog.contains(stop))
  expect(outside).toEqual([])
  for (const name of ['Not you?', 'Show password', 'Sign in again']) {
    expect(stops.has(screen.getByRole('button', { name }))).toBe(true)
  }
})

test('the page below cannot be clicked, scrolled or read out, and is as it was afterwards', async () => {
  const { dialog, person, saves } = await lapse()
  const page = document.documentElement
  const save = screen.getByText('Save', { selector: 'button' })
  const { left, top } = save.getBoundingClientRect()
  expect(document.elementFromPoint(left + 2, top + 2)).toBe(dialog)
  save.focus()
  expect(save).not.toHaveFocus()
  expect(page.scrollHeight).toBeGreaterThan(page.clientHeight)
  await userEvent.keyboard('{PageDown}{End}')
  expect(window.scrollY).toBe(0)
  expect(getComputedStyle(page).overflow).toBe('hidden')

  await userEvent.keyboard(`${person.password}{Enter}`)
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(page.style.overflow).toBe('')
  expect(page.style.scrollbarGutter).toBe('')
  await userEvent.click(save)
  expect(saves()).toBe(1)
})

test('two of them by mistake leave nothing behind either', async () => {
  const { dialog, client, person } = await lapse()
  const second = render(
    <CubeProvider client={client}>
      <ReauthDialog />
    </CubeProvider>,
  )
  onTestFinished(second.unmount)
  expect(screen.getAllByRole('alertdialog')).toHaveLength(2)
  await act(() => login(client, { login: person.login, password: person.password }))
  expect(dialog).not.toBeInTheDocument()
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(document.documentElement.style.overflow).toBe('')
})

test('“Not you?” takes the dialog and the page away, and leaves nothing behind', async () => {
  const { dialog, client } = await lapse()
  await userEvent.click(screen.getByRole('button', { name: 'Not you?' }))
  expect(await screen.findByText('nobody')).toBeVisible()
  expect(dialog).not.toBeInTheDocument()
  expect(document.querySelector('textarea')).toBeNull()
  expect(document.documentElement.style.overflow).toBe('')
  expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'logged-out' })
})
