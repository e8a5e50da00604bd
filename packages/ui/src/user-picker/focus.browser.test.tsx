import '@cubekit/ui/styles.css'
import { listSource, login } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage, type Stage } from '@cubekit/testing'
import { act, render, screen, waitFor } from '@testing-library/react'
import { StrictMode, useState, type ReactNode } from 'react'
import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { colleagues, pickerPage } from '../../test/pickerPage.ts'
import { somebody } from '../../test/somebody.ts'
import { ReauthDialog } from '../reauth-dialog/index.ts'
import { UserPicker, UserPickerDialog, UserPickerList } from './index.ts'

const { input, findOption, chipNames } = pickerPage
const local = [listSource(colleagues.map(somebody))]

/** Shows a picker to somebody who is signed in, and who is asked to sign in again when the session ends. */
async function open(picker: ReactNode): Promise<Stage> {
  const stage = createStage({ emulator: { users: colleagues } })
  await login(stage.client, stage.person)
  const page = render(
    <StrictMode>
      <CubeProvider client={stage.client}>
        {picker}
        <ReauthDialog />
      </CubeProvider>
    </StrictMode>,
  )
  onTestFinished(page.unmount)
  return stage
}

const press = (keys: string): Promise<void> => userEvent.keyboard(keys)

test.each([
  ['popup', 'combobox', <UserPicker key="" multiple label="Team" />],
  ['list', 'listbox', <UserPickerList key="" multiple label="Team" />],
])('%s: what failed is tried again by keys alone, which go on in the %s', async (_, role, picker) => {
  const { emulator } = await open(picker)
  emulator.faults.add({ kind: 'status', status: 422, path: '/users/v2' })
  await userEvent.click(input())
  await press('alexand')
  const again = await screen.findByRole('button', { name: 'Try again' }, { timeout: 4000 })
  emulator.faults.clear()
  for (let step = 0; step < 3 && document.activeElement !== again; step++) await press('{Tab}')
  expect(again).toHaveFocus()
  await press('{Enter}')
  await findOption('Alexandra Elbakyan')
  expect(screen.getByRole(role)).toHaveFocus()
  expect(input()).toHaveValue('alexand')
})

test.each([
  ['popup', 'combobox', <UserPicker key="" multiple label="Team" sources={local} />],
  ['list', 'listbox', <UserPickerList key="" multiple label="Team" sources={local} />],
])('%s: all who match are added by keys alone, which go on in the %s', async (_, role, picker) => {
  await open(picker)
  await userEvent.click(input())
  await press('alexand')
  await findOption('Alexandra Elbakyan')
  await press('{Tab}')
  expect(screen.getByRole('button', { name: 'Select all 2' })).toHaveFocus()
  await press('{Enter}')
  expect(chipNames()).toEqual(['Alexander Bell', 'Alexandra Elbakyan'])
  expect(screen.getByRole(role)).toHaveFocus()
})

test('before a dialog, the chosen are reached and taken out by keys, and the focus ends at its button', async () => {
  await open(<UserPickerDialog multiple label="Team" defaultValue={[101, 102, 103]} sources={local} />)
  await waitFor(() => expect(chipNames()).toEqual(['Ada Lovelace', 'Grace Hopper', 'Alexander Bell']))
  await press('{Tab}')
  expect(screen.getByRole('button', { name: 'Remove Ada Lovelace' })).toHaveFocus()
  await press('{ArrowRight}{Delete}')
  expect(chipNames()).toEqual(['Ada Lovelace', 'Alexander Bell'])
  expect(screen.getByRole('button', { name: 'Remove Alexander Bell' })).toHaveFocus()
  await press('{Backspace}{Backspace}')
  expect(chipNames()).toEqual([])
  expect(screen.getByRole('button', { name: /Team/ })).toHaveFocus()
})

test('who is taken out by a click, with the focus on their button, does not take it along', async () => {
  await open(<UserPicker multiple label="Team" defaultValue={[101, 102]} sources={local} />)
  await waitFor(() => expect(chipNames()).toHaveLength(2))
  await userEvent.click(input())
  await press('{ArrowLeft}')
  await userEvent.click(screen.getByRole('button', { name: 'Remove Grace Hopper' }))
  expect(chipNames()).toEqual(['Ada Lovelace'])
  expect(screen.getByRole('button', { name: 'Remove Ada Lovelace' })).toHaveFocus()
})

test('whom the app takes out does not take the focus along, be they the last', async () => {
  let takeOut = (): void => {}
  function Host(): ReactNode {
    const [ids, setIds] = useState<readonly number[]>([101, 102])
    takeOut = () => setIds((before) => before.slice(0, -1))
    return <UserPicker multiple label="Team" value={ids} onValueChange={setIds} sources={local} />
  }
  await open(<Host />)
  await waitFor(() => expect(chipNames()).toHaveLength(2))
  for (const left of [1, 0]) {
    await userEvent.click(input())
    await press('{ArrowLeft}')
    expect(input()).not.toHaveFocus()
    act(takeOut)
    expect(chipNames()).toHaveLength(left)
    expect(input()).toHaveFocus()
  }
})

test('row 95: the session ends while somebody types: after a new sign-in the text and the focus are there', async () => {
  const { emulator, person } = await open(<UserPicker multiple label="Team" defaultValue={[102]} />)
  await waitFor(() => expect(chipNames()).toEqual(['Grace Hopper']))
  await userEvent.click(input())
  await press('alex')
  await findOption('Alexander Bell')
  emulator.expireSessions()
  await press('{Backspace>4/}kath')
  await screen.findByRole('alertdialog')
  expect(input()).toHaveValue('kath')
  await press(`${person.password}{Enter}`)
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull(), { timeout: 4000 })
  expect(input()).toHaveFocus()
  expect(input()).toHaveValue('kath')
  expect(chipNames()).toEqual(['Grace Hopper'])
  await press('erine')
  await findOption('Katherine Johnson')
})

test('row 95: the session ends while a dialog is open: it is there again after a new sign-in, with everything in it', async () => {
  const { emulator, person } = await open(<UserPickerDialog multiple label="Team" />)
  await userEvent.click(screen.getByRole('button', { name: /Team/ }))
  await press('alexander')
  await findOption('Alexander Bell')
  await press('{ArrowDown}{Enter}')
  emulator.expireSessions()
  await press('{Home}{Shift>}{End}{/Shift}kath')
  await screen.findByRole('alertdialog')
  await press(`${person.password}{Enter}`)
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull(), { timeout: 4000 })
  expect(screen.getByRole('dialog')).toBeVisible()
  expect(input()).toHaveFocus()
  expect(input()).toHaveValue('kath')
  await findOption('Katherine Johnson')
  expect(chipNames()).toContain('Alexander Bell')
})
