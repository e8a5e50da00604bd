import { login, type LogoutResult } from '@cubekit/core'
import { SignedIn, SignedOut } from '@cubekit/react'
import type { Stage } from '@cubekit/testing'
import { act, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { count, renderWithCube, type CubePage } from '../../test/renderWithCube.tsx'
import { CubeLocaleProvider } from '../messages/CubeLocaleProvider.tsx'
import { AccountDeletion, AccountDeletionParts, type AccountDeletionProps } from './index.ts'

const signIn = ({ client, person }: Stage): Promise<unknown> => login(client, person)

async function renderSection(
  props: AccountDeletionProps = {},
  around: (section: ReactNode) => ReactNode = (section) => section,
  before: (stage: Stage) => unknown = signIn,
): Promise<CubePage> {
  return renderWithCube(around(<AccountDeletion {...props} />), { before })
}

const opener = (): HTMLElement => screen.getByRole('button', { name: 'Delete account' })
const dialog = (): HTMLElement => screen.getByRole('alertdialog', { name: 'Delete your account?' })
const input = (): HTMLElement => within(dialog()).getByRole('textbox')
const button = (name: RegExp | string = /^(Delete account|Try again)$/): HTMLElement =>
  within(dialog()).getByRole('button', { name })

async function ask(page: CubePage): Promise<void> {
  await page.user.click(opener())
  expect(dialog()).toBeVisible()
}

test('deletes the account once the word was typed, and then nobody is signed in', async () => {
  const onSuccess = vi.fn<(result: LogoutResult) => void>()
  const page = await renderSection({ onSuccess }, (section) => (
    <>
      <SignedIn>{section}</SignedIn>
      <SignedOut>Goodbye</SignedOut>
    </>
  ))
  await ask(page)
  expect(dialog()).toHaveAccessibleDescription(
    `The account of ${page.person.full_name} and everything in it will be gone. This can't be undone.`,
  )
  expect(input()).toHaveAccessibleName('Type delete to confirm')
  expect(input()).toHaveFocus()
  await page.user.keyboard('delete{Enter}')
  expect(await screen.findByText('Goodbye')).toBeVisible()
  expect(page.client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'account-deleted' })
  expect(page.emulator.db.users.get(page.person.id)).toBeUndefined()
  await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
})

test.each(['delete', '  Delete ', 'DELETE', 'ｄｅｌｅｔｅ'])(
  'the word counts however it is written: “%s”',
  async (typed) => {
    const page = await renderSection()
    await ask(page)
    expect(button()).toHaveAttribute('aria-disabled', 'true')
    await page.user.type(input(), typed)
    expect(button()).not.toHaveAttribute('aria-disabled')
  },
)

test.each(['', 'delet', 'deletee', 'de lete', 'löschen'])(
  'nothing else does: nothing is sent, and the input says why: “%s”',
  async (typed) => {
    const page = await renderSection()
    await ask(page)
    await page.user.type(input(), `${typed}{Enter}`)
    expect(button()).toHaveAttribute('aria-disabled', 'true')
    expect(input()).toHaveAccessibleDescription('Type delete to confirm')
    await page.user.click(button())
    expect(input()).toHaveFocus()
    expect(count(page.requests, `DELETE /users/${page.person.id}`)).toBe(0)
  },
)

test('the word is the one of the language, with its capitals', async () => {
  const page = await renderSection({}, (section) => (
    <CubeLocaleProvider locale="tr" messages={{ 'deletion.word': 'sil' }}>
      {section}
    </CubeLocaleProvider>
  ))
  await ask(page)
  await page.user.type(input(), 'SİL')
  expect(button()).not.toHaveAttribute('aria-disabled')
  await page.user.clear(input())
  await page.user.type(input(), 'SIL')
  expect(button()).toHaveAttribute('aria-disabled', 'true')
})

test('it may be the login of the person', async () => {
  const page = await renderSection({ confirmBy: 'login' })
  await ask(page)
  expect(input()).toHaveAccessibleName(`Type ${page.person.login} to confirm`)
  await page.user.type(input(), 'delete')
  expect(button()).toHaveAttribute('aria-disabled', 'true')
  await page.user.clear(input())
  await page.user.type(input(), page.person.login)
  expect(button()).not.toHaveAttribute('aria-disabled')
})

test('impatience sends one request, and what is under way cannot be cancelled', async () => {
  const page = await renderSection({}, undefined, async (stage) => {
    await signIn(stage)
    stage.emulator.faults.add({ kind: 'hang', method: 'DELETE' })
  })
  await ask(page)
  await page.user.type(input(), 'delete{Enter}{Enter}')
  await page.user.dblClick(button())
  expect(within(dialog()).getByRole('status')).toHaveTextContent('Deleting…')
  await page.user.click(button('Keep my account'))
  expect(dialog()).toBeVisible()
  expect(count(page.requests, `DELETE /users/${page.person.id}`)).toBe(1)
})

test.each([
  ['forbidden', { kind: 'status', status: 403 }, /^Your account hasn't been deleted\./],
  ['refused', { kind: 'status', status: 422, body: { errors: ['RAW'] } }, /^Your account hasn't/],
  ['offline', { kind: 'offline' }, /^We couldn't reach the server/],
  ['500', { kind: 'status', status: 500 }, /^The server has a problem/],
] as const)('%s: the account stays, the person is told, and may try again', async (_, fault, words) => {
  const onError = vi.fn<() => void>()
  const page = await renderSection({ onError }, undefined, async (stage) => {
    await signIn(stage)
    stage.emulator.faults.add({ ...fault, method: 'DELETE', times: 1 })
  })
  await ask(page)
  await page.user.type(input(), 'delete{Enter}')
  expect((await within(dialog()).findByRole('alert')).textContent).toMatch(words)
  expect(page.client.getSession()).toMatchObject({ status: 'user', user: { id: page.person.id } })
  expect(input()).toHaveValue('delete')
  expect(onError).toHaveBeenCalledTimes(1)
  await page.user.click(button('Try again'))
  await waitFor(() => expect(page.client.getSession().endReason).toBe('account-deleted'))
})

test('a cancelled deletion begins anew', async () => {
  const page = await renderSection()
  await ask(page)
  await page.user.type(input(), 'delete')
  await page.user.click(button('Keep my account'))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  await ask(page)
  expect(input()).toHaveValue('')
  expect(button()).toHaveAttribute('aria-disabled', 'true')
})

test('there is nothing to see while nobody is signed in', async () => {
  const { container } = await renderSection({}, undefined, () => {})
  expect(container).toBeEmptyDOMElement()
})

describe('AccountDeletionParts', () => {
  test('make a section and a dialog of any shape, in words of their own', async () => {
    const page = await renderWithCube(
      <AccountDeletionParts.Root aria-label="Leave" messages={{ 'deletion.word': 'goodbye' }}>
        <AccountDeletionParts.OpenButton>Leave Acme</AccountDeletionParts.OpenButton>
        <AccountDeletionParts.Dialog aria-label="Leave Acme?">
          <AccountDeletionParts.Form>
            <AccountDeletionParts.ConfirmationField>
              <AccountDeletionParts.Label>Say goodbye</AccountDeletionParts.Label>
              <AccountDeletionParts.ConfirmationInput />
              <AccountDeletionParts.FieldError />
            </AccountDeletionParts.ConfirmationField>
            <AccountDeletionParts.ErrorMessage />
            <AccountDeletionParts.SubmitButton>Leave</AccountDeletionParts.SubmitButton>
            <AccountDeletionParts.CancelButton>Stay</AccountDeletionParts.CancelButton>
          </AccountDeletionParts.Form>
        </AccountDeletionParts.Dialog>
      </AccountDeletionParts.Root>,
      { before: signIn },
    )
    await page.user.click(
      within(screen.getByRole('region', { name: 'Leave' })).getByRole('button', { name: 'Leave Acme' }),
    )
    const leaving = within(screen.getByRole('alertdialog', { name: 'Leave Acme?' }))
    await page.user.type(leaving.getByLabelText('Say goodbye'), 'goodbye')
    await page.user.click(leaving.getByRole('button', { name: 'Leave' }))
    await waitFor(() => expect(page.client.getSession().endReason).toBe('account-deleted'))
  })
})

test('what one person has confirmed deletes nobody else', async () => {
  const page = await renderSection()
  await ask(page)
  await page.user.type(input(), 'delete')
  await act(() => login(page.client, page.otherPerson))
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  await page.user.keyboard('{Enter}')
  await ask(page)
  expect(input()).toHaveValue('')
  expect(page.emulator.db.users.get(page.otherPerson.id)).toBeDefined()
  expect(page.client.getSession()).toMatchObject({ status: 'user', user: { id: page.otherPerson.id } })
})
