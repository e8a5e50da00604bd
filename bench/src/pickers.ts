/** How each page is driven: `prepare` makes the people, `show` the picker. */
const page = `
  import { createRoot } from 'react-dom/client'
  import { peopleOf } from './people.ts'

  let people
  window.picker = {
    prepare: (count) => void (people = peopleOf(count)),
    show: () => createRoot(document.getElementById('root')).render(<App people={people} />),
  }`

/** What lists have in common: ten rows of 40 pixels can be seen. */
const box = `const box = { height: 400, margin: 0, padding: 0, overflow: 'auto', position: 'relative', listStyle: 'none' }`

const ours = (picker: string): string => `${page}
  import { createCubeClient, listSource, unsigned } from '@cubekit/core'
  import { CubeProvider } from '@cubekit/react'
  import { UserPicker, UserPickerParts as Parts } from '@cubekit/ui/user-picker'

  const client = createCubeClient({ appId: 1, signer: unsigned({ authKey: 'key' }) })
  // Ten of our rows, which have 44 pixels.
  const style = { '--cube-picker-list': '440px' }

  function App({ people }) {
    return <CubeProvider client={client}>${picker}</CubeProvider>
  }`

/** As all others here: rows of a name and nothing else. */
const plain = ours(`
  <UserPicker sources={[listSource(people)]} label="Person" style={style}>
    <Parts.Label />
    <Parts.Input />
    <Parts.Popup>
      <Parts.List>{(row) => <Parts.Option row={row}>{row.user.full_name}</Parts.Option>}</Parts.List>
    </Parts.Popup>
    <Parts.Status />
  </UserPicker>`)

/** As it comes: avatar, name and login in each row, a button, hints and errors. */
const complete = ours(`<UserPicker sources={[listSource(people)]} style={style} />`)

/** A list of the rows that can be seen, over names in lower case: the least that does the job. */
const floor = `${page}
  import { useMemo, useState } from 'react'

  ${box}
  const rowHeight = 40

  function App({ people }) {
    const names = useMemo(() => people.map((person) => person.full_name.toLowerCase()), [people])
    const [text, setText] = useState('')
    const [isOpen, setOpen] = useState(false)
    const [first, setFirst] = useState(0)
    const found = useMemo(
      () => (text === '' ? people : people.filter((_, index) => names[index].includes(text.toLowerCase()))),
      [people, names, text],
    )
    return (
      <>
        <input
          role="combobox"
          aria-label="Person"
          aria-expanded={isOpen}
          aria-controls="list"
          value={text}
          onMouseDown={() => setOpen(true)}
          onChange={(event) => {
            setText(event.target.value)
            setFirst(0)
          }}
        />
        {isOpen && (
          <div
            key={text}
            id="list"
            role="listbox"
            style={box}
            onScroll={(event) => setFirst(Math.floor(event.currentTarget.scrollTop / rowHeight))}
          >
            <div role="presentation" style={{ height: found.length * rowHeight }}>
              {found.slice(first, first + 12).map((person, index) => (
                <div
                  key={person.id}
                  role="option"
                  aria-selected={false}
                  style={{ position: 'absolute', top: (first + index) * rowHeight, height: rowHeight }}
                >
                  {person.full_name}
                </div>
              ))}
            </div>
          </div>
        )}
      </>
    )
  }`

const downshift = `${page}
  import { useVirtualizer } from '@tanstack/react-virtual'
  import { useCombobox } from 'downshift'
  import { useMemo, useRef, useState } from 'react'

  ${box}

  function App({ people }) {
    const names = useMemo(() => people.map((person) => person.full_name.toLowerCase()), [people])
    const [text, setText] = useState('')
    const items = useMemo(
      () => (text === '' ? people : people.filter((_, index) => names[index].includes(text.toLowerCase()))),
      [people, names, text],
    )
    const list = useRef(null)
    const rows = useVirtualizer({
      count: items.length,
      getScrollElement: () => list.current,
      estimateSize: () => 40,
    })
    const combobox = useCombobox({
      items,
      itemToString: (person) => person?.full_name ?? '',
      onInputValueChange: ({ inputValue }) => setText(inputValue),
      scrollIntoView: () => {},
      onHighlightedIndexChange: ({ highlightedIndex, type }) => {
        if (type !== useCombobox.stateChangeTypes.MenuMouseLeave && highlightedIndex >= 0)
          rows.scrollToIndex(highlightedIndex)
      },
    })
    return (
      <>
        <label {...combobox.getLabelProps()}>Person</label>
        <input {...combobox.getInputProps()} />
        <ul {...combobox.getMenuProps({ ref: list })} style={combobox.isOpen ? box : undefined}>
          {combobox.isOpen && (
            <>
              <li role="presentation" style={{ height: rows.getTotalSize() }} />
              {rows.getVirtualItems().map(({ index, size, start }) => (
                <li
                  key={items[index].id}
                  {...combobox.getItemProps({ item: items[index], index })}
                  style={{ position: 'absolute', top: start, height: size }}
                >
                  {items[index].full_name}
                </li>
              ))}
            </>
          )}
        </ul>
      </>
    )
  }`

/** With a list of its own, because without one it renders each of its options. */
const reactSelect = `${page}
  import { useVirtualizer } from '@tanstack/react-virtual'
  import { Children, useRef } from 'react'
  import Select, { createFilter } from 'react-select'

  ${box}

  // What its documentation advises for long lists.
  const filterOption = createFilter({ ignoreAccents: false })

  function MenuList({ children, innerRef, innerProps }) {
    const list = useRef(null)
    const options = Array.isArray(children) ? children : []
    const rows = useVirtualizer({
      count: options.length,
      getScrollElement: () => list.current,
      estimateSize: () => 40,
    })
    return (
      <div
        {...innerProps}
        style={box}
        ref={(element) => {
          list.current = element
          innerRef(element)
        }}
      >
        <div style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, size }) => (
            <div key={index} style={{ position: 'absolute', top: start, height: size }}>{options[index]}</div>
          ))}
        </div>
      </div>
    )
  }

  function App({ people }) {
    return (
      <Select
        aria-label="Person"
        options={people}
        getOptionLabel={(person) => person.full_name}
        getOptionValue={(person) => person.id}
        filterOption={filterOption}
        components={{ MenuList }}
        maxMenuHeight={400}
      />
    )
  }`

const reactAria = `${page}
  import { ComboBox, Input, Label, ListBox, ListBoxItem, ListLayout, Popover, Virtualizer } from 'react-aria-components'

  ${box}

  function App({ people }) {
    return (
      <ComboBox defaultItems={people} menuTrigger="focus">
        <Label>Person</Label>
        <Input />
        <Popover>
          <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 40 }}>
            <ListBox style={{ height: 400, width: 300, overflow: 'auto' }}>
              {(person) => <ListBoxItem textValue={person.full_name}>{person.full_name}</ListBoxItem>}
            </ListBox>
          </Virtualizer>
        </Popover>
      </ComboBox>
    )
  }`

/** Pickers of one person among many, each as its documentation shows it. */
export const pickers = { plain, complete, floor, downshift, reactSelect, reactAria }
