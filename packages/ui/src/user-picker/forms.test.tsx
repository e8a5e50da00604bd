import { listSource, login } from '@cubekit/core'
import { screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { describe, expect, test, vi } from 'vitest'
import { colleagues, pickerPage } from '../../test/pickerPage.ts'
import { renderWithCube, type CubePage } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { UserPicker } from './index.ts'

const sources = [listSource(colleagues.map(somebody))]
const { input, findOption, chipNames, options } = pickerPage

/** A form around pickers, of somebody who is signed in, and what it holds. */
async function openForm(
  children: ReactNode,
): Promise<CubePage & { form: HTMLFormElement; held: () => string[] }> {
  const page = await renderWithCube(
    <form aria-label="Form">
      {children}
      <button type="submit">Save</button>
      <button type="reset">Back</button>
    </form>,
    {
      emulator: { users: colleagues },
      before: ({ client, person }) => login(client, person),
    },
  )
  const form = screen.getByRole<HTMLFormElement>('form')
  return { ...page, form, held: () => [...new FormData(form).getAll('who')].map(String) }
}

describe('one person', () => {
  test('the form holds the id of who was chosen, and nothing while nobody is', async () => {
    const { user, held } = await openForm(<UserPicker label="Owner" name="who" sources={sources} />)
    expect(held()).toEqual([])
    await user.type(input('Owner'), 'grace')
    await user.click(await findOption('Grace Hopper'))
    expect(held()).toEqual(['102'])
    await user.clear(input('Owner'))
    expect(held()).toEqual([])
  })

  test('a default is held at once, and shown by name as soon as the name is known', async () => {
    const { held } = await openForm(
      <UserPicker label="Owner" name="who" defaultValue={103} sources={sources} />,
    )
    expect(held()).toEqual(['103'])
    await waitFor(() => expect(input('Owner')).toHaveDisplayValue('Alexander Bell'))
  })

  test('a reset goes back to the default, in what is held and in what is shown', async () => {
    const onValueChange = vi.fn<(value: number | null) => void>()
    const { user, held, getByRole } = await openForm(
      <UserPicker
        label="Owner"
        name="who"
        defaultValue={103}
        sources={sources}
        onValueChange={onValueChange}
      />,
    )
    await waitFor(() => expect(input()).toHaveDisplayValue('Alexander Bell'))
    await user.clear(input())
    expect(onValueChange).toHaveBeenLastCalledWith(null, [])
    await user.type(input(), 'grace')
    await user.click(await findOption('Grace Hopper'))
    expect(held()).toEqual(['102'])
    await user.click(getByRole('button', { name: 'Back' }))
    expect(held()).toEqual(['103'])
    await waitFor(() => expect(input()).toHaveDisplayValue('Alexander Bell'))
  })

  test('text that chose nobody is not held', async () => {
    const { user, held } = await openForm(<UserPicker label="Owner" name="who" sources={sources} />)
    await user.type(input(), 'gra')
    await findOption('Grace Hopper')
    await user.tab()
    expect(held()).toEqual([])
  })
})

describe('several people', () => {
  test('the form holds each id once, in the order of the choice', async () => {
    const { user, held } = await openForm(<UserPicker multiple label="Team" name="who" sources={sources} />)
    for (const name of ['Grace Hopper', 'Ada Lovelace']) {
      await user.type(input(), name.slice(0, 4))
      await user.click(await findOption(name))
    }
    expect(held()).toEqual(['102', '101'])
    expect(chipNames()).toEqual(['Grace Hopper', 'Ada Lovelace'])
  })

  test('a reset goes back to the defaults', async () => {
    const { user, held, getByRole } = await openForm(
      <UserPicker multiple label="Team" name="who" defaultValue={[101, 103]} sources={sources} />,
    )
    await waitFor(() => expect(chipNames()).toEqual(['Ada Lovelace', 'Alexander Bell']))
    await user.click(getByRole('button', { name: 'Remove Ada Lovelace' }))
    await user.type(input(), 'grace')
    await user.click(await findOption('Grace Hopper'))
    expect(held()).toEqual(['103', '102'])
    await user.click(getByRole('button', { name: 'Back' }))
    expect(held()).toEqual(['101', '103'])
    expect(input()).toHaveValue('')
  })

  test('when the app decides on the value, the picker shows and holds what the app says', async () => {
    const onValueChange = vi.fn<(value: readonly number[]) => void>()
    const picker = (value: readonly number[]): ReactNode => (
      <form aria-label="Form">
        <UserPicker
          multiple
          label="Team"
          name="who"
          value={value}
          onValueChange={onValueChange}
          sources={sources}
        />
      </form>
    )
    const page = await renderWithCube(picker([101]), {
      emulator: { users: colleagues },
      before: ({ client, person }) => login(client, person),
    })
    await waitFor(() => expect(chipNames()).toEqual(['Ada Lovelace']))
    await page.user.click(page.getByRole('button', { name: 'Remove Ada Lovelace' }))
    expect(onValueChange).toHaveBeenLastCalledWith([], [])
    expect(chipNames()).toEqual(['Ada Lovelace'])
    page.rerender(page.wrap(picker([102, 105])))
    await waitFor(() => expect(chipNames()).toEqual(['Grace Hopper', 'Charles Babbage']))
  })
})

describe.each([false, true])('constraints of the form, several: %s', (multiple) => {
  const picker = (props: { required?: boolean; disabled?: boolean } = {}): ReactNode =>
    multiple ? (
      <UserPicker multiple label="Who" name="who" sources={sources} {...props} />
    ) : (
      <UserPicker label="Who" name="who" sources={sources} {...props} />
    )

  test('required: the browser stops the form at the visible input until somebody is chosen', async () => {
    const { user, form, getByRole } = await openForm(picker({ required: true }))
    const submitted = vi.fn<(event: Event) => void>((event) => event.preventDefault())
    form.addEventListener('submit', submitted)
    expect(input()).toBeRequired()
    expect(input().validationMessage).not.toBe('')
    await user.click(getByRole('button', { name: 'Save' }))
    expect(submitted).not.toHaveBeenCalled()

    // Text that chose nobody is not enough.
    await user.type(input(), 'gra')
    expect(form.checkValidity()).toBe(false)
    await user.click(await findOption('Grace Hopper'))
    expect(form.checkValidity()).toBe(true)
    await user.click(getByRole('button', { name: 'Save' }))
    expect(submitted).toHaveBeenCalledTimes(1)
  })

  test('disabled: it opens nothing and holds nothing', async () => {
    const { user, held } = await openForm(
      multiple ? (
        <UserPicker multiple label="Who" name="who" sources={sources} defaultValue={[101]} disabled />
      ) : (
        <UserPicker label="Who" name="who" sources={sources} defaultValue={101} disabled />
      ),
    )
    expect(input()).toBeDisabled()
    await user.click(input())
    expect(options()).toEqual([])
    expect(held()).toEqual([])
    for (const chip of pickerPage.chips()) expect(chip).toBeDisabled()
  })

  test('a disabled fieldset disables it, and what it holds', async () => {
    const { user, held } = await openForm(
      <fieldset disabled>
        {multiple ? (
          <UserPicker multiple label="Who" name="who" sources={sources} defaultValue={[101]} />
        ) : (
          <UserPicker label="Who" name="who" sources={sources} defaultValue={101} />
        )}
      </fieldset>,
    )
    expect(input()).toBeDisabled()
    await user.click(input())
    expect(options()).toEqual([])
    expect(held()).toEqual([])
  })

  test('Enter chooses while somebody is active, and submits while nobody is', async () => {
    const { user, form } = await openForm(picker())
    const submitted = vi.fn<(event: Event) => void>((event) => event.preventDefault())
    form.addEventListener('submit', submitted)
    await user.type(input(), 'grace')
    await findOption('Grace Hopper')
    await user.keyboard('{ArrowDown}{Enter}')
    expect(submitted).not.toHaveBeenCalled()
    await user.keyboard('{Escape}{Enter}')
    expect(submitted).toHaveBeenCalledTimes(1)
  })
})

test('two pickers of one form have nothing to do with each other', async () => {
  const { user, form } = await openForm(
    <>
      <UserPicker label="Owner" name="owner" sources={sources} />
      <UserPicker multiple label="Team" name="who" sources={sources} />
    </>,
  )
  await user.type(input('Owner'), 'grace')
  await user.click(await findOption('Grace Hopper'))
  await user.type(input('Team'), 'ada')
  await user.click(await findOption('Ada Lovelace'))
  expect([...new FormData(form)]).toEqual([
    ['owner', '102'],
    ['who', '101'],
  ])
})

describe('with React Hook Form', () => {
  interface Values {
    readonly owner: number | null
    readonly team: readonly number[]
  }

  function Ticket({ onSave }: { onSave: (values: Values) => void }): ReactNode {
    const { control, handleSubmit, reset, formState } = useForm<Values>({
      defaultValues: { owner: null, team: [101] },
    })
    return (
      <form onSubmit={(event) => void handleSubmit(onSave)(event)} noValidate>
        <Controller
          control={control}
          name="owner"
          rules={{ validate: (value) => value !== null || 'Choose who looks after it.' }}
          render={({ field: { onChange, ...field }, fieldState: { error } }) => (
            <UserPicker
              {...field}
              onValueChange={onChange}
              label="Owner"
              error={error?.message}
              sources={sources}
            />
          )}
        />
        <Controller
          control={control}
          name="team"
          render={({ field: { onChange, ...field } }) => (
            <UserPicker {...field} multiple onValueChange={onChange} label="Team" sources={sources} />
          )}
        />
        <output>{formState.isDirty ? 'changed' : 'as it was'}</output>
        <output>{formState.touchedFields.owner ? 'touched' : 'untouched'}</output>
        <button type="submit">Save</button>
        <button type="button" onClick={() => reset()}>
          Back
        </button>
      </form>
    )
  }

  const openTicket = async (onSave: (values: Values) => void = () => {}): Promise<CubePage> =>
    renderWithCube(<Ticket onSave={(values) => onSave(values)} />, {
      emulator: { users: colleagues },
      before: ({ client, person }) => login(client, person),
    })

  test('what is missing is said at the picker, which gets the focus', async () => {
    const onSave = vi.fn<(values: Values) => void>()
    const { user, getByRole } = await openTicket(onSave)
    await user.click(getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(input('Owner')).toHaveFocus())
    expect(input('Owner')).toBeInvalid()
    expect(input('Owner')).toHaveAccessibleDescription('Choose who looks after it.')
    expect(onSave).not.toHaveBeenCalled()

    await user.keyboard('grace')
    await user.click(await findOption('Grace Hopper'))
    await waitFor(() => expect(input('Owner')).not.toBeInvalid())
    await user.click(getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(onSave).toHaveBeenCalledWith({ owner: 102, team: [101] }))
  })

  test('it knows what was changed and what was left, and takes everything back', async () => {
    const { user, getByText, getByRole } = await openTicket()
    expect(getByText('as it was')).toBeVisible()
    await waitFor(() => expect(chipNames()).toEqual(['Ada Lovelace']))
    await user.click(getByRole('button', { name: 'Remove Ada Lovelace' }))
    expect(getByText('changed')).toBeVisible()
    await user.click(getByRole('button', { name: 'Back' }))
    expect(getByText('as it was')).toBeVisible()
    await waitFor(() => expect(chipNames()).toEqual(['Ada Lovelace']))
    await user.click(input('Owner'))
    await user.tab()
    await waitFor(() => expect(getByText('touched')).toBeVisible())
  })
})
