import { login } from '@cubekit/core'
import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { colleagues, pickerPage } from '../../test/pickerPage.ts'
import { renderWithCube, type CubePage } from '../../test/renderWithCube.tsx'
import { UserPicker, type UserPickerProps } from './index.ts'

const { input, chipNames } = pickerPage

/** A picker of several, with somebody at it, and what it holds. */
async function openTeam(
  props: Partial<Extract<UserPickerProps, { multiple: true }>> = {},
  emulator: { users: readonly { login: string }[] } = { users: colleagues },
): Promise<CubePage & { held: () => number[]; paste: (text: string) => Promise<void> }> {
  const page = await renderWithCube(
    <form aria-label="Form">
      <UserPicker label="Team" name="who" {...props} multiple />
    </form>,
    { emulator, before: ({ client, person }) => login(client, person) },
  )
  const form = screen.getByRole<HTMLFormElement>('form')
  return {
    ...page,
    held: () => new FormData(form).getAll('who').map(Number),
    async paste(text) {
      await page.user.click(input())
      await page.user.paste(text)
    },
  }
}

test.each([
  ['commas', 'grace.hopper,ada.lovelace,charles'],
  ['lines', 'grace.hopper\nada.lovelace\ncharles'],
  ['lines of Windows', 'grace.hopper\r\nada.lovelace\r\ncharles\r\n'],
  ['cells of a table', 'grace.hopper\tada.lovelace\tcharles'],
  ['semicolons, as mail programs do', 'grace.hopper; ada.lovelace; charles;'],
  ['a mixture, with empty places', ' ,grace.hopper ,\n\n\tada.lovelace;; charles , '],
])('takes a list of logins between %s, in its order', async (_, text) => {
  const { paste, held } = await openTeam()
  await paste(text)
  await waitFor(() => expect(held()).toEqual([102, 101, 105]))
  expect(chipNames()).toEqual(['Grace Hopper', 'Ada Lovelace', 'Charles Babbage'])
  expect(input()).toHaveValue('')
  expect(input()).toHaveFocus()
})

test('takes logins, e-mails, phones and ids in one list', async () => {
  const { paste, held, requests } = await openTeam()
  const before = lookups(requests())
  await paste('grace.hopper, ada@example.com, +442079460018, 106')
  await waitFor(() => expect(held()).toEqual([102, 101, 105, 106]))
  expect(lookups(requests()) - before).toBeLessThanOrEqual(4)
})

test.each([
  'Grace Hopper <grace@example.com>, Ada Lovelace <ada@example.com>;',
  '"Hopper, Grace" <grace@example.com>; "Ada" <ada@example.com>',
  'mailto:grace@example.com\n<ada@example.com>',
])('takes the addresses out of what mail programs copy: %s', async (text) => {
  const { paste, held } = await openTeam()
  await paste(text)
  await waitFor(() => expect(held()).toEqual([102, 101]))
  expect(input()).toHaveValue('')
})

test('takes a copied mail address alone for whose it is', async () => {
  const { paste, held } = await openTeam()
  await paste('Grace Hopper <grace@example.com>')
  await waitFor(() => expect(held()).toEqual([102]))
})

test('nobody is there twice, by whatever they were called', async () => {
  const { paste, held } = await openTeam({ defaultValue: [101] })
  await paste('ada.lovelace, grace.hopper, GRACE@example.com, grace.hopper, 102')
  await waitFor(() => expect(held()).toEqual([101, 102]))
})

test('who is not found is said, and stays to be corrected', async () => {
  const { paste, held } = await openTeam()
  await paste('ada.lovelace, nobody.at.all, eve@example.com')
  await waitFor(() => expect(held()).toEqual([101]))
  await waitFor(() => expect(input()).toHaveValue('nobody.at.all, eve@example.com'))
  const words = 'Not found: nobody.at.all, eve@example.com.'
  expect(screen.getByText(words)).toBeVisible()
  expect(pickerPage.said()).toBe(`1 person added. ${words}`)
})

test('one word is a search like any other', async () => {
  const { paste, held } = await openTeam()
  await paste('alexan')
  expect(input()).toHaveValue('alexan')
  await pickerPage.findOption('Alexander Bell')
  expect(held()).toEqual([])
})

test('a text with spaces alone is a name, not a list', async () => {
  const { paste, held } = await openTeam()
  await paste('Grace Hopper')
  expect(input()).toHaveValue('Grace Hopper')
  await pickerPage.findOption('Grace Hopper')
  expect(held()).toEqual([])
})

test('takes no more than may be chosen, and leaves the rest', async () => {
  const { paste, held } = await openTeam({ max: 2 })
  await paste('grace.hopper, ada.lovelace, charles')
  await waitFor(() => expect(held()).toEqual([102, 101]))
})

test('takes none who is excluded or a member already', async () => {
  const { paste, held } = await openTeam({ exclude: [102], members: [105] })
  await paste('grace.hopper, ada.lovelace, charles')
  await waitFor(() => expect(held()).toEqual([101]))
})

test('tells the app once', async () => {
  const onValueChange = vi.fn<(value: readonly number[]) => void>()
  const { paste } = await openTeam({ onValueChange })
  await paste('grace.hopper, ada.lovelace, charles')
  await waitFor(() => expect(onValueChange).toHaveBeenCalledTimes(1))
  expect(onValueChange.mock.calls[0]?.[0]).toEqual([102, 101, 105])
})

test('without a network the list stays, and can be tried again', async () => {
  const { paste, held, emulator, user } = await openTeam()
  emulator.faults.add({ kind: 'offline' })
  await paste('grace.hopper, ada.lovelace')
  expect(await screen.findByRole('alert')).toBeVisible()
  expect(held()).toEqual([])
  expect(input()).toHaveValue('grace.hopper, ada.lovelace')
  emulator.faults.clear()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(held()).toEqual([102, 101]))
})

test('what somebody goes on to type while the list is looked up stays', async () => {
  const { paste, held, hold, user } = await openTeam()
  const answer = hold('/users/v2')
  await paste('grace.hopper, ada.lovelace')
  await answer.arrived
  await user.clear(input())
  await user.type(input(), 'char')
  answer.release()
  await waitFor(() => expect(held()).toEqual([102, 101]))
  expect(input()).toHaveValue('char')
})

test('a thousand at once, in as few requests as there are lists of a hundred', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({
    id: 5000 + index,
    login: `person.${index}`,
    full_name: `Person ${index}`,
  }))
  const { paste, held, requests } = await openTeam({}, { users: many })
  const before = lookups(requests())
  await paste(many.map(({ login }) => login).join('\n'))
  await waitFor(() => expect(held()).toHaveLength(1000), { timeout: 5000 })
  expect(held()).toEqual(many.map(({ id }) => id))
  expect(lookups(requests()) - before).toBe(10)
}, 20_000)

function lookups(requests: readonly string[]): number {
  return requests.filter((request) => request === 'GET /users/v2').length
}
