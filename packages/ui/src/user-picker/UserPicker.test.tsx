import { listSource, login, logout } from '@cubekit/core'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { createRef, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { loadPictures } from '../../test/loadPictures.tsx'
import { colleagues, pickerPage } from '../../test/pickerPage.ts'
import { renderWithCube, type CubePage } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { UserPicker, UserPickerDialog, UserPickerList, UserPickerParts as Parts } from './index.ts'

beforeAll(loadPictures)

const { input, options, option, findOption, chips, chipNames, active } = pickerPage
const local = [listSource(colleagues.map(somebody))]
const listbox = (): HTMLElement => screen.getByRole('listbox')

/** Shows a picker to somebody who is signed in. */
function open(picker: ReactNode): Promise<CubePage> {
  return renderWithCube(picker, {
    emulator: { users: colleagues },
    before: ({ client, person }) => login(client, person),
  })
}

describe('whom it offers', () => {
  test('those who were chosen lately stand there first, the next time', async () => {
    const { user } = await open(<UserPicker label="Owner" />)
    await user.type(input(), 'alexandra')
    await user.click(await findOption('Alexandra Elbakyan'))
    await user.clear(input())
    await user.click(input())
    await waitFor(() => expect(options()[0]).toHaveAccessibleName(/^Alexandra Elbakyan/))
  })

  test('who is excluded is not there; who is a member is, and says so', async () => {
    const { user } = await open(<UserPicker label="Owner" exclude={[101]} members={[102]} sources={local} />)
    await user.click(input())
    expect(screen.queryByRole('option', { name: /^Ada/ })).toBeNull()
    expect(option('Grace Hopper')).toHaveAccessibleName('Grace Hopper Already a member')
    await user.click(option('Grace Hopper'))
    expect(input()).toHaveValue('')
    expect(pickerPage.said()).toBe('Already a member')
  })

  test('how many there are is not told while there may be more', async () => {
    const source = {
      name: 'few of many',
      findNow: () => ({ items: colleagues.map(somebody), needsMoreCharacters: false, mayHaveMore: true }),
    }
    const { user } = await open(<UserPicker label="Owner" sources={[source]} />)
    await user.type(input(), 'a')
    expect(option('Ada Lovelace')).toHaveAttribute('aria-setsize', '-1')
    expect(screen.getByText('More people may match. Type more to find them.')).toBeVisible()
  })

  test('somebody’s picture is what the app says, and is safe', async () => {
    const { user, container } = await open(
      <UserPicker
        label="Owner"
        sources={local}
        avatarUrl={({ id }) => (id === 101 ? 'https://example.com/ada.png' : 'javascript:alert(1)')}
      />,
    )
    await user.click(input())
    const pictures = [...container.querySelectorAll('img')].map(({ src }) => src)
    expect(pictures).toEqual(['https://example.com/ada.png'])
  })

  test('rows are what the app makes of them', async () => {
    const { user } = await open(
      <UserPicker label="Owner" sources={local}>
        <Parts.Input />
        <Parts.Popup>
          <Parts.List>
            {(row) => <Parts.Option row={row}>{`${row.index + 1}. ${row.user.login}`}</Parts.Option>}
          </Parts.List>
        </Parts.Popup>
      </UserPicker>,
    )
    await user.click(input())
    expect(options()[0]).toHaveTextContent('1. ada.lovelace')
    expect(options()[0]?.childElementCount).toBe(0)
    await user.click(option('2. grace.hopper'))
    expect(input()).toHaveValue('Grace Hopper')
  })
})

describe('several', () => {
  test('all who match are added at once, but members, and no more than may be', async () => {
    const onValueChange = vi.fn<(value: readonly number[]) => void>()
    const { user } = await open(
      <UserPicker
        multiple
        label="Team"
        max={2}
        members={[103]}
        sources={local}
        onValueChange={onValueChange}
      />,
    )
    await user.click(input())
    expect(screen.queryByRole('button', { name: /^Select/ })).toBeNull()
    await user.type(input(), 'a')
    await user.click(screen.getByRole('button', { name: 'Select all 2' }))
    expect(onValueChange.mock.lastCall?.[0]).toEqual([101, 104])
    expect(option('Ada Lovelace')).toHaveAttribute('aria-selected', 'true')
    expect(screen.queryByRole('button', { name: /^Select/ })).toBeNull()
    expect(screen.getByText('You can choose 2 people at most.')).toBeVisible()
  })

  test('the app hears of the ids, and of the users as far as they are known', async () => {
    const onValueChange = vi.fn<(value: readonly number[], users: readonly { id: number }[]) => void>()
    const { user } = await open(
      <UserPicker
        multiple
        label="Team"
        sources={local}
        defaultValue={[999_999]}
        onValueChange={onValueChange}
      />,
    )
    await user.click(input())
    await user.click(option('Ada Lovelace'))
    const [ids, users] = onValueChange.mock.lastCall ?? []
    expect(ids).toEqual([999_999, 101])
    expect(users?.map(({ id }) => id)).toEqual([101])
    await user.click(option('Ada Lovelace'))
    expect(onValueChange.mock.lastCall).toEqual([[999_999], []])
  })

  test('while the name is not known there is none, then it is there, or that nobody is', async () => {
    const { client, hold, otherPerson, wrap, rerender } = await open(null)
    const answer = hold('GET /users/v2')
    rerender(wrap(<UserPicker multiple label="Team" defaultValue={[otherPerson.id, 999_999]} />))
    await answer.arrived
    expect(screen.queryByText('Unknown user')).toBeNull()
    expect(chips()).toHaveLength(2)
    answer.release()
    await waitFor(() => expect(chipNames()).toEqual([otherPerson.full_name, 'Unknown user']))
    expect(client.getSession().status).toBe('user')
  })

  test('the text goes when somebody is chosen, so that the next name can be typed', async () => {
    const { user } = await open(<UserPicker multiple label="Team" sources={local} />)
    await user.type(input(), 'grace{ArrowDown}{Enter}')
    expect(input()).toHaveValue('')
    await user.keyboard('kath{ArrowDown}{Enter}')
    expect(chipNames()).toEqual(['Grace Hopper', 'Katherine Johnson'])
    expect(pickerPage.said()).toBe('Katherine Johnson added.')
  })

  test('a click on the cross takes somebody out and leaves the focus where it is', async () => {
    const { user } = await open(
      <UserPicker multiple label="Team" defaultValue={[101, 102]} sources={local} />,
    )
    await waitFor(() => expect(chipNames()).toEqual(['Ada Lovelace', 'Grace Hopper']))
    await user.click(input())
    await user.click(screen.getByRole('button', { name: 'Remove Ada Lovelace' }))
    expect(chipNames()).toEqual(['Grace Hopper'])
    expect(input()).toHaveFocus()
    expect(pickerPage.said()).toBe('Ada Lovelace removed.')
  })
})

describe('whose it is', () => {
  test('another user finds neither the text nor the choice of the one before', async () => {
    const onValueChange = vi.fn<(value: readonly number[]) => void>()
    const { user, client, otherPerson } = await open(
      <UserPicker multiple name="who" label="Team" sources={local} onValueChange={onValueChange} />,
    )
    await user.click(input())
    await user.click(option('Ada Lovelace'))
    await user.type(input(), 'secret plan')
    await act(async () => {
      await logout(client)
    })
    expect(chips()).toEqual([])
    expect(input()).toHaveValue('')
    expect(document.querySelector('[name=who]')).toBeNull()
    expect(onValueChange.mock.calls.map(([ids]) => ids)).toEqual([[101], []])
    await act(() => login(client, otherPerson))
    expect(chips()).toEqual([])
    expect(document.body).not.toHaveTextContent('Ada Lovelace')
  })

  test.each([true, false] as const)(
    'whose session lapses finds it as it was (several: %s)',
    async (multiple) => {
      const { user, client, emulator } = await open(
        <>
          <UserPicker multiple={multiple} label="Team" sources={local} />
          <button type="button">Elsewhere</button>
        </>,
      )
      await user.click(input())
      await user.click(option('Ada Lovelace'))
      await user.clear(input())
      await user.type(input(), 'half a na')
      emulator.expireSessions()
      await act(async () => {
        await client.request({ method: 'GET', path: '/users/101', parse: () => null }).catch(() => {})
      })
      expect(client.getSession().status).toBe('reauth-required')
      // As the dialog does that asks for the password.
      await user.click(screen.getByRole('button', { name: 'Elsewhere' }))
      expect(input()).toHaveValue('half a na')
      expect(chips()).toHaveLength(multiple ? 1 : 0)
    },
  )

  test('who leaves a half-typed name without choosing finds who was chosen', async () => {
    const onBlur = vi.fn<() => void>()
    const { user } = await open(<UserPicker label="Owner" sources={local} onBlur={onBlur} />)
    await user.click(input())
    await user.click(option('Ada Lovelace'))
    await user.type(input(), ' Lo')
    expect(onBlur).not.toHaveBeenCalled()
    await user.click(document.body)
    expect(input()).toHaveValue('Ada Lovelace')
    expect(onBlur).toHaveBeenCalledTimes(1)
  })
})

describe('a list on the page', () => {
  test('letters go to who is called so, and keys choose', async () => {
    const { user } = await open(<UserPickerList multiple label="Team" sources={local} />)
    act(() => listbox().focus())
    const at = (): string | null => listbox().getAttribute('aria-activedescendant')
    expect(at()).toBe(option('Ada Lovelace').id)
    await user.keyboard('al')
    expect(at()).toBe(option('Alexander Bell').id)
    await user.keyboard('exandra')
    expect(at()).toBe(option('Alexandra Elbakyan').id)
    await user.keyboard('{Enter}{End}{Enter}')
    expect(chipNames()).toEqual(['Alexandra Elbakyan', 'Katherine Johnson'])
    await user.keyboard('{Home}{PageDown}{Shift>}{ArrowDown}{/Shift}')
    expect(chipNames()).toHaveLength(3)
    await user.keyboard('{Control>}a{/Control}')
    expect(chipNames()).toHaveLength(colleagues.length)
    expect(listbox()).toHaveFocus()
  })

  test('it stays open, and the text stays for the next of the same name', async () => {
    const { user } = await open(<UserPickerList multiple label="Team" sources={local} />)
    await user.type(input(), 'alexan')
    await user.click(option('Alexander Bell'))
    await user.click(option('Alexandra Elbakyan'))
    expect(input()).toHaveValue('alexan')
    expect(chipNames()).toEqual(['Alexander Bell', 'Alexandra Elbakyan'])
    expect(listbox()).toHaveAttribute('aria-multiselectable', 'true')
  })

  test('disabled, it takes nothing', async () => {
    const onValueChange = vi.fn<(value: readonly number[]) => void>()
    const { user } = await open(
      <fieldset disabled>
        <UserPickerList multiple label="Team" sources={local} onValueChange={onValueChange} />
      </fieldset>,
    )
    await user.click(option('Ada Lovelace'))
    act(() => listbox().focus())
    await user.keyboard('{End}{Enter}')
    expect(onValueChange).not.toHaveBeenCalled()
  })
})

describe('a dialog', () => {
  test('one: who is chosen stands on the button, and choosing closes it', async () => {
    const ref = createRef<HTMLButtonElement>()
    const { user } = await open(<UserPickerDialog ref={ref} label="Owner" sources={local} />)
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Owner Choose a person' }))
    expect(screen.getByRole('dialog', { name: 'Owner' })).toBeVisible()
    await user.type(input(), 'grace{ArrowDown}{Enter}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(ref.current).toHaveAccessibleName('Owner Grace Hopper')
  })

  test('several: it stays until it is done, and they stand before the button', async () => {
    const submitted = vi.fn<() => void>()
    const { user } = await open(
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submitted()
        }}
      >
        <UserPickerDialog multiple name="who" label="Team" sources={local} />
      </form>,
    )
    await user.click(screen.getByRole('button', { name: 'Team Choose people' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(option('Ada Lovelace'))
    await user.type(input(), '{Enter}')
    await user.click(option('Grace Hopper'))
    await user.click(dialog.getByRole('button', { name: 'Done' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(chipNames()).toEqual(['Ada Lovelace', 'Grace Hopper'])
    expect(submitted).not.toHaveBeenCalled()
    expect(document.querySelectorAll('input[name=who]')).toHaveLength(2)
  })

  test('required: the form stops at the button, and says why', async () => {
    const { user } = await open(
      <form aria-label="Form">
        <UserPickerDialog required name="who" label="Owner" sources={local} />
      </form>,
    )
    const form = screen.getByRole<HTMLFormElement>('form')
    const button = screen.getByRole('button', { name: 'Owner Choose a person' })
    act(() => void form.reportValidity())
    expect(button).toHaveAccessibleDescription('Choose somebody.')
    // Where the browser would put the focus.
    act(() => form.querySelector<HTMLElement>(':invalid')?.focus())
    expect(button).toHaveFocus()
    await user.click(button)
    await user.click(option('Ada Lovelace'))
    expect(form.checkValidity()).toBe(true)
    expect(button).toHaveAccessibleDescription('')
  })
})

test.each([
  ['UserPicker', UserPicker],
  ['UserPickerDialog', UserPickerDialog],
  ['UserPickerList', UserPickerList],
] as const)('the server’s HTML of a %s has its label and hidden inputs, and nobody', (_, Picker) => {
  const html = renderToString(
    <CubeProvider client={createStage().client}>
      <Picker multiple name="who" label="Team" defaultValue={[101, 102]} sources={local} />
    </CubeProvider>,
  )
  expect(html).toContain('Team</label>')
  expect(html.match(/type="hidden" name="who"/g)).toHaveLength(2)
  expect(html).not.toContain('role="option"')
})

test('who is active stays so while the list changes around them', async () => {
  const { user, wrap, rerender } = await open(<UserPicker label="Owner" sources={local} />)
  await user.click(input())
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(active()).toHaveAccessibleName(/^Grace Hopper/)
  rerender(wrap(<UserPicker label="Owner" sources={[listSource(colleagues.toReversed().map(somebody))]} />))
  expect(active()).toHaveAccessibleName(/^Grace Hopper/)
  expect(active()).toHaveAttribute('aria-posinset', '5')
  await user.keyboard('{Enter}')
  expect(input()).toHaveValue('Grace Hopper')
})

describe('small things', () => {
  test('to choose who is chosen already changes nothing in a popup, and takes them out elsewhere', async () => {
    const onValueChange = vi.fn<(value: number | null) => void>()
    const shared = { label: 'Owner', sources: local, defaultValue: 101, onValueChange }
    const { user, wrap, rerender } = await open(<UserPicker {...shared} />)
    await user.click(input())
    await user.click(option('Ada Lovelace'))
    expect(onValueChange).not.toHaveBeenCalled()
    expect(input()).toHaveValue('Ada Lovelace')
    rerender(wrap(<UserPickerDialog {...shared} />))
    await user.click(screen.getByRole('button', { name: 'Owner Ada Lovelace' }))
    await user.click(option('Ada Lovelace'))
    expect(onValueChange.mock.calls.map(([id]) => id)).toEqual([null])
  })

  test('one who was chosen in a list stands under it, and can be taken out', async () => {
    const { user } = await open(
      <UserPickerList name="who" label="Owner" sources={local} defaultValue={103} />,
    )
    await waitFor(() => expect(chipNames()).toEqual(['Alexander Bell']))
    await user.click(screen.getByRole('button', { name: 'Remove Alexander Bell' }))
    expect(document.querySelector('[name=who]')).toBeNull()
  })

  test('who could not be asked for is not unknown, and is asked for again when it opens', async () => {
    const { user, client, emulator, wrap, rerender } = await open(null)
    emulator.faults.add({ kind: 'status', status: 422, path: '/users/v2' })
    rerender(wrap(<UserPicker label="Owner" placeholder="Nobody yet" defaultValue={103} />))
    await waitFor(() => expect(emulator.log.filter(({ path }) => path === '/users/v2')).not.toEqual([]))
    await act(() => client.request({ method: 'GET', path: '/users/101', parse: () => null }))
    expect(input()).toHaveValue('')
    expect(input()).not.toHaveAttribute('placeholder')
    emulator.faults.clear()
    await user.click(input())
    await waitFor(() => expect(input()).toHaveValue('Alexander Bell'))
  })

  test('nobody is missing any more once the host has chosen somebody', async () => {
    const { wrap, rerender, container } = await open(<UserPicker required label="Owner" value={null} />)
    fireEvent.invalid(input())
    expect(input()).toHaveAccessibleDescription('Choose somebody.')
    rerender(wrap(<UserPicker required label="Owner" value={103} sources={local} />))
    expect(input()).toBeValid()
    expect(container).not.toHaveTextContent('Choose somebody.')
  })

  test('what is done beside a closed dialog is said', async () => {
    const { user } = await open(
      <UserPickerDialog multiple label="Team" sources={local} defaultValue={[101, 102]} />,
    )
    await waitFor(() => expect(chipNames()).toEqual(['Ada Lovelace', 'Grace Hopper']))
    await user.click(screen.getByRole('button', { name: 'Remove Ada Lovelace' }))
    expect(pickerPage.said()).toBe('Ada Lovelace removed.')
  })

  test('a server that asks for a pause gets it', async () => {
    const { user, emulator } = await open(<UserPicker label="Owner" />)
    emulator.faults.add({ kind: 'status', status: 429, retryAfter: 60, path: '/users/v2' })
    await user.type(input(), 'alexand')
    expect(
      await screen.findByText(/^The server is busy. Try again in (1 minute|60 seconds)\.$/),
    ).toBeVisible()
    emulator.faults.clear()
    const before = emulator.log.length
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(emulator.log.length).toBe(before)
  })

  test('for whom of a pasted list there is no room stays in the input, and it can be seen why', async () => {
    const { user } = await open(<UserPicker multiple max={1} members={[102]} label="Team" />)
    await user.click(input())
    await user.paste('alexander, grace.hopper, ada.lovelace')
    await waitFor(() => expect(chipNames()).toEqual(['Alexander Bell']))
    expect(input()).toHaveValue('ada.lovelace')
    expect(input()).toHaveAccessibleDescription('You can choose 1 person at most.')
  })

  test('a pasted list of nobody to add is not gone without a word', async () => {
    const { user } = await open(<UserPicker multiple members={[101, 102]} label="Team" />)
    await user.click(input())
    await user.paste('grace.hopper, ada.lovelace')
    await waitFor(() => expect(input()).toHaveAccessibleDescription('0 people added.'))
    expect(chips()).toEqual([])
  })

  test('an address as mail programs copy it is looked up', async () => {
    const { user } = await open(<UserPicker multiple label="Team" />)
    await user.click(input())
    await user.paste('Grace Hopper <grace@example.com>')
    await waitFor(() => expect(chipNames()).toEqual(['Grace Hopper']))
    expect(input()).toHaveValue('')
  })

  test('a reset that changes nothing says nothing', async () => {
    const onValueChange = vi.fn<(value: readonly number[]) => void>()
    await open(
      <form aria-label="Form">
        <UserPicker
          multiple
          label="Team"
          sources={local}
          defaultValue={[101]}
          onValueChange={onValueChange}
        />
      </form>,
    )
    act(() => screen.getByRole<HTMLFormElement>('form').reset())
    expect(onValueChange).not.toHaveBeenCalled()
  })

  test('the popup goes when its fieldset is disabled and somebody turns to something else', async () => {
    const { user, wrap, rerender } = await open(
      <fieldset>
        <UserPicker label="Owner" sources={local} />
      </fieldset>,
    )
    await user.click(input())
    expect(listbox()).toBeVisible()
    rerender(
      wrap(
        <fieldset disabled>
          <UserPicker label="Owner" sources={local} />
        </fieldset>,
      ),
    )
    await user.click(document.body)
    expect(screen.queryByRole('listbox')).toBeNull()
  })

  test('in a list of one, a second click on the chosen changes nothing', async () => {
    const onValueChange = vi.fn<(value: number | null) => void>()
    const { user } = await open(
      <UserPickerList label="Owner" sources={local} onValueChange={onValueChange} />,
    )
    await user.dblClick(option('Ada Lovelace'))
    expect(onValueChange.mock.calls.map(([id]) => id)).toEqual([101])
  })

  test('a key that is held down chooses once', async () => {
    const onValueChange = vi.fn<(value: readonly number[]) => void>()
    const { user } = await open(
      <UserPicker multiple label="Team" sources={local} onValueChange={onValueChange} />,
    )
    await user.click(input())
    await user.keyboard('{ArrowDown}{Enter>4/}')
    expect(onValueChange).toHaveBeenCalledTimes(1)
  })

  test('a press on the label of a dialog opens nothing', async () => {
    const { user } = await open(<UserPickerDialog label="Owner" sources={local} />)
    await user.click(screen.getByText('Owner'))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('one that a list left over is looked up again once it is corrected, however short', async () => {
    const { user } = await open(<UserPicker multiple label="Team" />)
    await user.click(input())
    await user.paste('grace.hopper, 10')
    await waitFor(() => expect(input()).toHaveValue('10'))
    await user.keyboard('3{Enter}')
    await waitFor(() => expect(chipNames()).toEqual(['Grace Hopper', 'Alexander Bell']))
    expect(input()).toHaveValue('')
  })

  test('more are asked for when the end is near, and all can be reached', async () => {
    const people = Array.from({ length: 250 }, (_, at) =>
      somebody({ id: 10_000 + at, full_name: `Member ${String(at + 1).padStart(3, '0')}` }),
    )
    const limits: number[] = []
    const source = {
      name: 'pages',
      async find(text: string, { limit }: { readonly limit: number }) {
        if (text === 'member') limits.push(limit)
        const hasNextPage = limit < people.length
        return {
          items: people.slice(0, limit),
          needsMoreCharacters: false,
          mayHaveMore: hasNextPage,
          hasNextPage,
        }
      },
    }
    const sources = [source]
    const { user } = await open(<UserPicker label="Owner" sources={sources} />)
    await user.type(input(), 'member')
    await waitFor(() => expect(option('Member 001')).toHaveAttribute('aria-setsize', '-1'))
    for (const last of ['Member 100', 'Member 200', 'Member 250']) {
      await user.keyboard('{ArrowLeft}{ArrowUp}')
      expect(active()).toHaveAccessibleName(new RegExp(`^${last}`))
      if (last !== 'Member 250') await waitFor(() => expect(limits.at(-1)).toBe(Number(last.slice(-3)) + 100))
      await waitFor(() => expect(listbox()).toHaveAttribute('aria-busy', 'false'))
    }
    expect(active()).toHaveAttribute('aria-setsize', '250')
    expect(limits).toEqual([100, 200, 300])
  })

  test('it takes the focus at once if the host asks for it', async () => {
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- what is held
    await open(<UserPicker autoFocus label="Owner" sources={local} />)
    expect(input()).toHaveFocus()
  })
})
