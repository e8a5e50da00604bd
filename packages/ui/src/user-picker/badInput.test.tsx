import { listSource, login, logout } from '@cubekit/core'
import type { Fault } from '@cubekit/emulator'
import { act, screen, waitFor } from '@testing-library/react'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { loadPictures } from '../../test/loadPictures.tsx'
import { colleagues, crowd, pickerPage } from '../../test/pickerPage.ts'
import { renderWithCube, type CubePage } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { UserPicker, type UserPickerProps } from './index.ts'

beforeAll(loadPictures)

const { input, options, findOption, chipNames } = pickerPage

type TeamProps = Partial<Extract<UserPickerProps, { multiple: true }>>

/** A picker of several against the server, with somebody at it who is signed in. */
async function openTeam(
  props: TeamProps = {},
  fault?: Fault,
): Promise<CubePage & { held: () => number[]; type: (text: string) => Promise<void> }> {
  const page = await renderWithCube(
    <form aria-label="Form">
      <UserPicker label="Team" name="who" {...props} multiple />
    </form>,
    {
      emulator: { users: colleagues },
      before: async ({ client, person, emulator }) => {
        await login(client, person)
        if (fault) emulator.faults.add(fault)
      },
    },
  )
  const form = screen.getByRole<HTMLFormElement>('form')
  return {
    ...page,
    held: () => new FormData(form).getAll('who').map(Number),
    async type(text) {
      await page.user.click(input())
      await page.user.keyboard(text)
    },
  }
}

/** Everything that can be read on the page, in words or by a screen reader. */
function everyText(): string {
  const attributes = [...document.body.querySelectorAll('*')].flatMap((element) =>
    ['aria-label', 'title', 'alt', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
  )
  return [document.body.textContent, ...attributes].join('\n')
}

describe('users as no server should answer them', () => {
  test('somebody who is in the answer twice, or in two answers, stands there once', async () => {
    const twice = {
      items: [colleagues[2], colleagues[2], colleagues[3], colleagues[2]],
      limit: 20,
      skip: 0,
      total_entries: 4,
    }
    const { type } = await openTeam(
      {},
      { kind: 'status', status: 200, body: JSON.stringify(twice), method: 'GET', path: '/users/v2' },
    )
    await type('alexand')
    await findOption('Alexandra Elbakyan')
    expect(options()).toHaveLength(2)
  })

  test('somebody who is chosen and no longer there can still be seen, sent and taken out', async () => {
    const { user, held } = await openTeam({ defaultValue: [101, 999_999] })
    await waitFor(() => expect(chipNames()[0]).toBe('Ada Lovelace'))
    expect(chipNames()).toHaveLength(2)
    expect(chipNames()[1]).not.toBe('')
    expect(held()).toEqual([101, 999_999])
    expect(everyText()).not.toMatch(/undefined|null|NaN/)
    await user.click(pickerPage.chips()[1] as HTMLElement)
    expect(held()).toEqual([101])
  })

  test('people of whom nothing is known have words, and can be told apart by nothing but their place', async () => {
    const nobodies = [1, 2, 3].map((id) => somebody({ id, full_name: null }))
    const { user, held } = await openTeam({ sources: [source(nobodies)] })
    await user.click(input())
    await waitFor(() => expect(options()).toHaveLength(3))
    for (const option of options()) expect(option).toHaveAccessibleName()
    expect(everyText()).not.toMatch(/undefined|null|NaN/)
    await user.click(options()[1] as HTMLElement)
    expect(held()).toEqual([2])
    expect(chipNames()[0]).not.toBe('')
  })

  test('names of white space, one letter and 500 are shown, the long one cut', async () => {
    const long = 'Maximilian '.repeat(46)
    const people = [' ', 'X', long].map((full_name, index) => somebody({ id: index + 1, full_name }))
    const { user } = await openTeam({ sources: [source(people)] })
    await user.click(input())
    await waitFor(() => expect(options()).toHaveLength(3))
    for (const option of options()) {
      expect(option).toHaveAccessibleName()
      expect(option.textContent.length).toBeLessThan(200)
    }
    await user.click(options()[2] as HTMLElement)
    expect(chipNames()[0]?.length).toBeLessThan(200)
    await waitFor(() => expect(pickerPage.said().length).toBeLessThan(300))
  })

  test.each([
    ['from right to left', 'سارة الأحمد'],
    ['with a letter in two parts', 'Ame\u0301lie A\u030Angstro\u0308m'],
    ['with a family', '👩‍👩‍👧 Miller'],
    ['with a flag and a tone of skin', '🇺🇦 Дарина 👋🏽'],
    ['of one syllable of many signs', '각\u0301한'],
  ])('a name %s is whole, and turns nothing around it', async (_, full_name) => {
    const { user } = await openTeam({ sources: [source([somebody({ id: 5, full_name })])] })
    await user.click(input())
    const option = await screen.findByRole('option')
    expect(option.textContent).toContain(full_name)
    expect(option.querySelector('[dir=auto]')?.textContent).toContain(full_name)
    await user.click(option)
    expect(chipNames()).toEqual([full_name])
    expect(document.querySelector('.cube-avatar')?.textContent).not.toMatch(
      /^\p{M}|[\uD800-\uDBFF]$|\u200D$/u,
    )
  })

  test('signs that turn what follows, and towers of accents, do not leave their place', async () => {
    const people = [
      somebody({ id: 1, full_name: 'Ada \u202Egnp.exe\u2066' }),
      somebody({ id: 2, full_name: `Z${'\u0310'.repeat(300)}algo` }),
    ]
    const { user } = await openTeam({ sources: [source(people)] })
    await user.click(input())
    await waitFor(() => expect(options()).toHaveLength(2))
    expect(document.body.textContent).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|\p{M}{6}/u)
    await user.click(options()[0] as HTMLElement)
    expect(chipNames()).toEqual(['Ada gnp.exe'])
    expect(pickerPage.said()).toBe('Ada gnp.exe added.')
  })

  test('names that are programs are texts', async () => {
    const text = `<img src=x onerror="globalThis.harmed=true">{name}$&<script>globalThis.harmed=true</script>`
    const person = somebody({
      id: 3,
      full_name: text,
      login: text,
      email: text,
      avatar: 'javascript:alert(1)',
    })
    const { user, container } = await openTeam({
      sources: [source([person])],
      avatarUrl: ({ avatar }) => avatar,
    })
    await user.click(input())
    await user.click(await screen.findByRole('option'))
    expect(chipNames()).toEqual([text])
    expect(container.querySelector('img, script')).toBeNull()
    expect(globalThis).not.toHaveProperty('harmed')
    await waitFor(() => expect(pickerPage.said()).not.toContain('{count}'))
  })

  test('whom the app’s own endpoint finds is shown, though no name tells why', async () => {
    const { type } = await openTeam({ sources: [source([somebody({ id: 5, full_name: 'Ada Lovelace' })])] })
    await type('mathematician')
    expect(await findOption('Ada Lovelace')).toBeVisible()
  })

  test('a source that throws, or answers with nonsense, leaves the others alone', async () => {
    const { type } = await openTeam({
      sources: [
        {
          name: 'broken',
          find: () => Promise.reject(new TypeError('The endpoint of the app is down.')),
        },
        listSource(colleagues.map(somebody)),
      ],
    })
    await type('alexander')
    await findOption('Alexander Bell')
    expect(everyText()).not.toContain('The endpoint of the app')
  })
})

test('row 94: a thousand can be chosen, and one taken out again', async () => {
  const people = crowd(1000)
  const onValueChange = vi.fn<(value: readonly number[]) => void>()
  const { user, held } = await openTeam({
    sources: [listSource(people)],
    defaultValue: people.map(({ id }) => id),
    onValueChange,
  })
  expect(held()).toHaveLength(1000)
  await user.click(input())
  await user.keyboard('{Backspace}{Backspace}')
  expect(held()).toEqual(people.slice(0, -1).map(({ id }) => id))
  expect(onValueChange).toHaveBeenCalledTimes(1)
  await user.keyboard('{Backspace}{Backspace}')
  expect(held()).toEqual(people.slice(0, -2).map(({ id }) => id))

  expect(pickerPage.chips().length).toBeLessThan(40)
  await user.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(screen.getByRole('button', { name: /^and \d+ more$/ })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(pickerPage.chips()).toHaveLength(998)
  expect(pickerPage.chips()).toContain(document.activeElement)
}, 20_000)

describe('while somebody types', () => {
  test('too many requests: the text stays, and after the pause that the server asks for it goes on', async () => {
    const { type, emulator, requests } = await openTeam(
      {},
      { kind: 'status', status: 429, retryAfter: 1, path: '/users/v2' },
    )
    await type('alexand')
    await waitFor(() => expect(searches(requests())).toBeGreaterThan(0))
    emulator.faults.clear()
    expect(input()).toHaveValue('alexand')
    expect(input()).toHaveFocus()
    expect(options()).toEqual([])
    await screen.findByRole('option', { name: /^Alexandra Elbakyan/ }, { timeout: 4000 })
  })

  test('too many requests, again and again: it is said, and a button asks once more', async () => {
    const { type, emulator, user } = await openTeam({}, { kind: 'status', status: 429, path: '/users/v2' })
    await type('alexand')
    await screen.findByRole('alert', {}, { timeout: 8000 })
    expect(input()).toHaveValue('alexand')
    emulator.faults.clear()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await findOption('Alexandra Elbakyan')
  }, 12_000)

  test('no network: the text stays, and so does whoever is known; a button asks again', async () => {
    const { type, emulator, user } = await openTeam({ defaultValue: [104] })
    await waitFor(() => expect(chipNames()).toEqual(['Alexandra Elbakyan']))
    emulator.faults.add({ kind: 'offline' })
    await type('alexand')
    await screen.findByRole('alert', {}, { timeout: 4000 })
    // She is known from the chip.
    expect(pickerPage.option('Alexandra Elbakyan')).toBeInTheDocument()
    expect(input()).toHaveValue('alexand')
    emulator.faults.clear()
    await user.click(screen.getByRole('button', { name: /try again/i }))
    await findOption('Alexander Bell')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(input()).toHaveFocus()
  })

  test('the session ends: the text stays, and after a new sign-in the answer comes', async () => {
    const { type, emulator, client, person } = await openTeam()
    await type('gra')
    emulator.expireSessions()
    await type('ce')
    await waitFor(() => expect(client.getSession().status).toBe('reauth-required'))
    expect(input()).toHaveValue('grace')
    await act(() => login(client, person))
    expect(input()).toHaveValue('grace')
    await findOption('Grace Hopper')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('somebody else signs in: of the search before nothing is shown, late or soon', async () => {
    const { type, hold, client, person, otherPerson } = await openTeam()
    const answer = hold('GET /users/v2')
    await type('alexand')
    await answer.arrived
    await act(async () => {
      await logout(client)
      await login(client, otherPerson)
    })
    expect(client.getSession().user?.id).not.toBe(person.id)
    expect(options()).toEqual([])
    expect(everyText()).not.toContain('Alexand')
    await act(async () => answer.release())
    // What is asked anew, for the new person, may be shown.
    expect(input()).toBeInTheDocument()
  })

  test('late answers to what was typed before are not shown', async () => {
    const { type, hold, user } = await openTeam()
    const answer = hold('GET /users/v2')
    await type('alex')
    await answer.arrived
    await user.clear(input())
    await type('kath')
    answer.release()
    await findOption('Katherine Johnson')
    expect(screen.queryByRole('option', { name: /^Alex/ })).toBeNull()
  })

  test('row 93: fewer letters than the server takes are not sent, and it is said what helps', async () => {
    const { type, requests } = await openTeam()
    await type('zzz')
    await waitFor(() => expect(pickerPage.said()).toBe('Type 4 letters or more.'))
    expect(searches(requests())).toBe(0)
    await type('z')
    await waitFor(() => expect(searches(requests())).toBeGreaterThan(0))
  })

  test('what cannot be sent as it is typed is sent as it is', async () => {
    const { type, requests, emulator } = await openTeam()
    const before = requests().length
    await type('100% & "Ø" +? ')
    await waitFor(() => expect(requests().length).toBeGreaterThan(before))
    expect(emulator.log.slice(before).map(({ status }) => status)).toEqual(expect.arrayContaining([200]))
    await waitFor(() => expect(pickerPage.said()).not.toBe(''))
  })
})

function searches(requests: readonly string[]): number {
  return requests.filter((request) => request === 'GET /users/v2').length
}

/** Finds these, whatever is typed: as an endpoint of an app might. */
function source(items: Parameters<typeof listSource>[0]) {
  return {
    name: 'fixed',
    find: async () => ({ items, needsMoreCharacters: false, mayHaveMore: false }),
  }
}
