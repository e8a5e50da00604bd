import '@cubekit/ui/styles.css'
import { listSource, login } from '@cubekit/core'
import { CubeLocaleProvider } from '@cubekit/ui'
import { CubeProvider } from '@cubekit/react'
import { createStage, type Stage } from '@cubekit/testing'
import { render, screen, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { accessibilityTree, type AccessibleNode } from '../../test/accessibilityTree.ts'
import { colleagues, crowd, pickerPage } from '../../test/pickerPage.ts'
import { somebody } from '../../test/somebody.ts'
import { UserPicker, UserPickerDialog, UserPickerList } from './index.ts'

// The combobox (list autocomplete, manual selection) and listbox patterns of the ARIA Authoring Practices Guide.

const { input, options, active, findOption, chipNames, chips } = pickerPage
const local = [listSource(colleagues.map(somebody))]
const thousand = [listSource(crowd(1000))]

/** Shows a picker between two buttons, to somebody who is signed in. */
async function open(picker: ReactNode, dir: 'ltr' | 'rtl' = 'ltr'): Promise<Stage> {
  const stage = createStage({ emulator: { users: colleagues } })
  await login(stage.client, stage.person)
  const page = render(
    <StrictMode>
      <CubeProvider client={stage.client}>
        <CubeLocaleProvider locale={dir === 'rtl' ? 'ar' : 'en'}>
          <div dir={dir} style={{ maxInlineSize: 384, padding: 16 }}>
            <button type="button">Before</button>
            {picker}
            <button type="button">After</button>
          </div>
        </CubeLocaleProvider>
      </CubeProvider>
    </StrictMode>,
  )
  onTestFinished(page.unmount)
  return stage
}

const press = (keys: string): Promise<void> => userEvent.keyboard(keys)

/** What a screen reader is told of the first thing in this role. */
async function told(role: string): Promise<AccessibleNode> {
  const found = (await accessibilityTree()).find((node) => node.role === role)
  if (!found) throw new Error(`A screen reader is told of no ${role}.`)
  return found
}

/** Whether a person sees all of an element inside the list that scrolls. */
function isInView(element: Element | null, list: Element): boolean {
  const box = element?.getBoundingClientRect()
  const around = list.getBoundingClientRect()
  return box !== undefined && box.top >= around.top - 1 && box.bottom <= around.bottom + 1
}

const isOpen = (): boolean => input().getAttribute('aria-expanded') === 'true'

describe('combobox', () => {
  test('closed it is a combobox with a name, a description and a list to come', async () => {
    await open(<UserPicker label="Owner" description="Who looks after it." required sources={local} />)
    const combobox = await told('combobox')
    expect(combobox).toMatchObject({
      name: 'Owner',
      description: 'Who looks after it.',
      properties: { expanded: false, autocomplete: 'list', hasPopup: 'listbox', required: true },
    })
    expect(combobox.points['activedescendant']).toBeUndefined()
    expect((await accessibilityTree()).filter(({ role }) => role === 'listbox')).toEqual([])
  })

  test('open it controls a list of the same name, and the focus stays in it', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('a')
    await findOption('Ada Lovelace')
    expect(await told('combobox')).toMatchObject({
      properties: { expanded: true, focused: true },
      points: { controls: ['Owner'] },
    })
    expect(await told('listbox')).toMatchObject({ name: 'Owner', properties: { multiselectable: false } })
  })

  test('typing chooses nobody and makes nobody active', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexander')
    await findOption('Alexander Bell')
    expect(active()).toBeNull()
    await press('{Tab}')
    expect(isOpen()).toBe(false)
    expect(screen.getByRole('button', { name: 'After' })).toHaveFocus()
  })

  test('Down goes to the first, then on; Up goes back; the name of who is active is told', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await findOption('Alexandra Elbakyan')
    await press('{ArrowDown}')
    expect(active()).toBe(options()[0])
    await press('{ArrowDown}')
    expect(active()).toBe(options()[1])
    const [name] = (await told('combobox')).points['activedescendant'] ?? []
    expect(name).toMatch(/^Alexandr/)
    await press('{ArrowUp}')
    expect(active()).toBe(options()[0])
    expect(input()).toHaveFocus()
    expect(input()).toHaveValue('alexand')
  })

  test('closed, Down opens it at the first and Up at the last', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await findOption('Alexandra Elbakyan')
    await press('{Escape}')
    expect(isOpen()).toBe(false)
    await press('{ArrowDown}')
    expect(isOpen()).toBe(true)
    expect(active()).toBe(options()[0])
    await press('{Escape}{ArrowUp}')
    expect(active()).toBe(options().at(-1))
  })

  test('Alt and Down open it and make nobody active; Alt and Up close it', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await findOption('Alexandra Elbakyan')
    await press('{Escape}')
    await press('{Alt>}{ArrowDown}{/Alt}')
    expect(isOpen()).toBe(true)
    expect(active()).toBeNull()
    await press('{Alt>}{ArrowUp}{/Alt}')
    expect(isOpen()).toBe(false)
  })

  test('Enter chooses who is active, closes the list and stays in the input', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexandra')
    await findOption('Alexandra Elbakyan')
    await press('{ArrowDown}{Enter}')
    expect(isOpen()).toBe(false)
    expect(input()).toHaveFocus()
    await waitFor(() => expect(input()).toHaveValue('Alexandra Elbakyan'))
  })

  test('Escape closes first, and clears when it is closed', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await findOption('Alexandra Elbakyan')
    await press('{ArrowDown}{Escape}')
    expect(isOpen()).toBe(false)
    expect(input()).toHaveValue('alexand')
    await press('{Escape}')
    expect(input()).toHaveValue('')
    expect(input()).toHaveFocus()
  })

  test('Home, End, Left and Right belong to the text, and so do letters after an arrow', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('lexand')
    await press('{Home}a')
    expect(input()).toHaveValue('alexand')
    await findOption('Alexandra Elbakyan')
    for (const [key, at] of [
      ['{Home}', 0],
      ['{ArrowRight}', 1],
      ['{End}', 7],
      ['{ArrowLeft}', 6],
    ] as const) {
      await press('{ArrowDown}')
      expect(active()).not.toBeNull()
      await press(key)
      expect(active(), key).toBeNull()
      expect(input().selectionStart, key).toBe(at)
    }
    await press('{ArrowDown}{End}r')
    expect(input()).toHaveValue('alexandr')
    expect(active()).toBeNull()
  })

  test('a click on its arrow or its text opens it, a click elsewhere closes it', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await findOption('Alexander Bell')
    await userEvent.click(document.body)
    expect(isOpen()).toBe(false)
  })

  test('a press on an option leaves the focus in the input', async () => {
    await open(<UserPicker multiple label="Team" sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await userEvent.click(await findOption('Alexandra Elbakyan'))
    expect(input()).toHaveFocus()
    expect(chipNames()).toEqual(['Alexandra Elbakyan'])
  })

  test('keys of an input method choose nothing and close nothing', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await findOption('Alexander Bell')
    await press('{ArrowDown}')
    const before = active()
    for (const key of ['Enter', 'Escape', 'ArrowDown', 'Backspace']) {
      input().dispatchEvent(
        new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }),
      )
      // Safari ends the composition first, and tells by the old code.
      const old = new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true, cancelable: true })
      input().dispatchEvent(old)
    }
    await waitFor(() => expect(isOpen()).toBe(true))
    expect(active()).toBe(before)
    expect(input()).toHaveValue('alexand')
  })

  test('text that an input method composes is searched for like any other', async () => {
    await open(
      <UserPicker label="Owner" sources={[listSource([somebody({ id: 9, full_name: '李小龙' })])]} />,
    )
    await userEvent.click(input())
    await cdp().send('Input.imeSetComposition', { text: '李', selectionStart: 1, selectionEnd: 1 })
    await cdp().send('Input.insertText', { text: '李小' })
    await findOption('李小龙')
    expect(input()).toHaveValue('李小')
  })

  test('how many were found is said, politely', async () => {
    await open(<UserPicker label="Owner" sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await waitFor(() => expect(pickerPage.said()).toMatch(/2 people/))
    expect((await told('status')).properties['live']).toBe('polite')
    await press('e')
    await waitFor(() => expect(pickerPage.said()).toMatch(/1 person/))
    await press('xyz')
    await waitFor(() => expect(pickerPage.said()).toMatch(/no ?(body|one)|nothing|0 people/i))
  })
})

describe('combobox over a thousand', () => {
  test('few are on the page, and each says which of how many it is', async () => {
    await open(<UserPicker label="Owner" sources={thousand} />)
    await userEvent.click(input())
    await press('person')
    await findOption('Person 0')
    expect(options().length).toBeLessThan(40)
    const sizes = new Set(options().map((option) => option.getAttribute('aria-setsize')))
    expect(sizes.size).toBe(1)
    expect(options().map((option) => option.getAttribute('aria-posinset'))).toEqual(
      options().map((_, index) => String(index + 1)),
    )
  })

  test('who is active is on the page and in view, however far the arrows go', async () => {
    await open(<UserPicker label="Owner" sources={thousand} />)
    await userEvent.click(input())
    await press('person')
    await findOption('Person 0')
    for (const [keys, at] of [
      ['{ArrowDown}', 1],
      ['{ArrowDown>6/}', 7],
      ['{ArrowDown>23/}', 30],
      ['{ArrowUp>25/}', 5],
      ['{ArrowUp>5/}', 1000],
      ['{ArrowUp}', 999],
      ['{ArrowDown>2/}', 1],
    ] as const) {
      await press(keys)
      expect(active()?.getAttribute('aria-posinset')).toBe(String(at))
      expect(isInView(active(), pickerPage.listbox()), keys).toBe(true)
    }
  })

  test('who is active stays so, and on the page, while the list is scrolled by hand', async () => {
    await open(<UserPicker label="Owner" sources={thousand} />)
    await userEvent.click(input())
    await press('person')
    await findOption('Person 0')
    await press('{ArrowDown>3/}')
    const list = pickerPage.listbox()
    const scroller = list.scrollHeight > list.clientHeight ? list : list.parentElement
    scroller?.scrollTo({ top: 4000 })
    await waitFor(() => expect(options().some((option) => Number(option.ariaPosInSet) > 60)).toBe(true))
    // What aria-activedescendant names must be there.
    expect(active()?.getAttribute('aria-posinset')).toBe('3')
    await press('{ArrowDown}')
    expect(active()?.getAttribute('aria-posinset')).toBe('4')
    await waitFor(() => expect(isInView(active(), pickerPage.listbox())).toBe(true))
  })
})

describe('several', () => {
  test('the list says that it takes several, and who is chosen', async () => {
    await open(<UserPicker multiple label="Team" defaultValue={[103]} sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await findOption('Alexander Bell')
    expect(await told('listbox')).toMatchObject({ name: 'Team', properties: { multiselectable: true } })
    const tree = await accessibilityTree()
    const states = tree
      .filter(({ role }) => role === 'option')
      .map(({ name, properties }) => [name.slice(0, 9), properties['selected']])
    expect(states).toEqual([
      ['Alexander', true],
      ['Alexandra', false],
    ])
  })

  test('Enter chooses, and chooses not again; the list stays open', async () => {
    await open(<UserPicker multiple label="Team" sources={local} />)
    await userEvent.click(input())
    await press('alexandra')
    await findOption('Alexandra Elbakyan')
    await press('{ArrowDown}{Enter}')
    expect(chipNames()).toEqual(['Alexandra Elbakyan'])
    expect(input()).toHaveFocus()
    await waitFor(() => expect(pickerPage.said()).toMatch(/Alexandra Elbakyan/))
  })

  test('Backspace in the empty input takes the last one away, and says so', async () => {
    await open(<UserPicker multiple label="Team" defaultValue={[101, 102]} sources={local} />)
    await waitFor(() => expect(chipNames()).toEqual(['Ada Lovelace', 'Grace Hopper']))
    await userEvent.click(input())
    await press('x{Backspace}')
    expect(chipNames()).toHaveLength(2)
    await press('{Backspace}')
    // Either at once, or by a second press on what the first has reached.
    if (chipNames().length === 2) await press('{Backspace}')
    expect(chipNames()).toEqual(['Ada Lovelace'])
    await waitFor(() => expect(pickerPage.said()).toMatch(/Grace Hopper/))
  })

  test.each([
    ['ltr', '{ArrowLeft}', '{ArrowRight}'],
    ['rtl', '{ArrowRight}', '{ArrowLeft}'],
  ] as const)(
    '%s: arrows go among those chosen, Delete takes one away, and the focus is never lost',
    async (dir, back, on) => {
      await open(<UserPicker multiple label="Team" defaultValue={[101, 102, 103]} sources={local} />, dir)
      await waitFor(() => expect(chips()).toHaveLength(3))
      const focused = (): number =>
        chips().findIndex(
          (chip) => chip.contains(document.activeElement) || document.activeElement?.contains(chip),
        )
      await userEvent.click(input())
      await press(back)
      expect(focused()).toBe(2)
      await press(back)
      expect(focused()).toBe(1)
      await press('{Delete}')
      expect(chipNames()).toEqual(['Ada Lovelace', 'Alexander Bell'])
      expect(focused()).toBeGreaterThanOrEqual(0)
      await press('{Home}')
      expect(focused()).toBe(0)
      await press('{End}')
      expect(focused()).toBe(1)
      await press(on)
      expect(input()).toHaveFocus()
      await press(`${back}{Backspace}`)
      expect(chipNames()).toEqual(['Ada Lovelace'])
      await press('{Delete}')
      if (chips().length > 0) await press('{Delete}')
      expect(chips()).toEqual([])
      expect(input()).toHaveFocus()
    },
  )

  test('arrows inside the text stay there', async () => {
    await open(<UserPicker multiple label="Team" defaultValue={[101]} sources={local} />)
    await waitFor(() => expect(chips()).toHaveLength(1))
    await userEvent.click(input())
    await press('ab{ArrowLeft}')
    expect(input()).toHaveFocus()
    expect(input().selectionStart).toBe(1)
  })

  test('Tab reaches the input in one step from before and leaves it in one, or by the chips’ buttons', async () => {
    await open(<UserPicker multiple label="Team" defaultValue={[101, 102, 103]} sources={local} />)
    await waitFor(() => expect(chips()).toHaveLength(3))
    screen.getByRole('button', { name: 'Before' }).focus()
    let steps = 0
    while (document.activeElement !== input() && steps < 6) {
      await press('{Tab}')
      steps++
    }
    expect(steps).toBeLessThanOrEqual(4)
    await press('{Tab}')
    expect(screen.getByRole('button', { name: 'After' })).toHaveFocus()
  })

  test('those chosen are a list that a screen reader counts', async () => {
    await open(<UserPicker multiple label="Team" defaultValue={[101, 102]} sources={local} />)
    await waitFor(() => expect(chips()).toHaveLength(2))
    const tree = await accessibilityTree()
    expect(tree.find(({ role }) => role === 'list')?.name).toBe('Team Chosen people')
    expect(tree.filter(({ role }) => role === 'listitem')).toHaveLength(2)
  })

  test('members are told of as such, can be reached and not chosen', async () => {
    await open(<UserPicker multiple label="Team" members={[103]} sources={local} />)
    await userEvent.click(input())
    await press('alexander')
    const member = await findOption('Alexander Bell')
    expect(member).toHaveAttribute('aria-disabled', 'true')
    expect(member).toHaveAccessibleName('Alexander Bell Already a member')
    await userEvent.click(member, { force: true })
    await press('{ArrowDown}{Enter}')
    expect(chips()).toEqual([])
  })

  test('at the limit the others cannot be chosen, and it is said', async () => {
    await open(<UserPicker multiple label="Team" max={1} defaultValue={[103]} sources={local} />)
    await userEvent.click(input())
    await press('alexand')
    await findOption('Alexandra Elbakyan')
    await press('{ArrowDown}{ArrowDown}{Enter}')
    expect(chipNames()).toEqual(['Alexander Bell'])
    await waitFor(() => expect(pickerPage.said()).toMatch(/1/))
  })
})

describe('in a dialog', () => {
  test('it opens with the focus in the search, keeps it inside, and gives it back', async () => {
    await open(<UserPickerDialog multiple label="Team" sources={local} />)
    const opener = screen.getByRole('button', { name: /Team/ })
    await userEvent.click(opener)
    const dialog = await screen.findByRole<HTMLDialogElement>('dialog')
    expect(dialog.matches(':modal')).toBe(true)
    expect((await told('dialog')).name).toBe('Team')
    expect(input()).toHaveFocus()
    await press('alexand')
    await findOption('Alexander Bell')
    await press('{ArrowDown}{Enter}')
    for (let step = 0; step < 8; step++) {
      await press('{Tab}')
      expect(dialog.contains(document.activeElement) || document.activeElement === document.body).toBe(true)
    }
    input().focus()
    await press('{Escape}')
    if (document.querySelector('dialog[open]')) await press('{Escape}')
    if (document.querySelector('dialog[open]')) await press('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(opener).toHaveFocus()
  })
})

describe('as a plain list', () => {
  test('the one who is chosen stands above it, and can be taken out', async () => {
    await open(<UserPickerList label="Owner" defaultValue={103} sources={local} />)
    await waitFor(() => expect(chipNames()).toEqual(['Alexander Bell']))
    await userEvent.click(input())
    await press('grace')
    await userEvent.click(await findOption('Grace Hopper'))
    expect(chipNames()).toEqual(['Grace Hopper'])
    await userEvent.click(screen.getByRole('button', { name: 'Remove Grace Hopper' }))
    expect(chipNames()).toEqual([])
    expect(input()).toHaveFocus()
  })

  test('it is open from the start, with a search above it', async () => {
    await open(<UserPickerList multiple label="Team" sources={thousand} />)
    await userEvent.click(input())
    await press('person 1')
    await waitFor(() => expect(options().length).toBeGreaterThan(5))
    expect(isOpen()).toBe(true)
    await press('{ArrowDown}{Enter}')
    await press('{Escape}')
    expect(screen.getByRole('listbox')).toBeVisible()
  })
})
