'use client'

import type { CubeUser } from '@cubekit/core'
import { useNoteChosen, useSession } from '@cubekit/react'
import { useContext, useId, useMemo, useRef, useState, type CSSProperties, type RefObject } from 'react'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { pickerEnglish, type PickerMessages } from '../messages/english/picker.ts'
import { plural } from '../messages/Plural.ts'
import { useMessages } from '../messages/useMessages.ts'
import { nameOfPerson } from './nameOfPerson.ts'
import type { PickerProps } from './PickerProps.ts'
import type { PickerRow } from './PickerRow.ts'
import { useChosen, type Chosen } from './useChosen.ts'
import { useMatches, type Matches } from './useMatches.ts'
import { useOpening } from './useOpening.ts'
import { useOwner } from './useOwner.ts'
import { usePastedList, type Added } from './usePastedList.ts'

/** Where the list is: in a popup under the input, in a dialog, or on the page. */
export type PickerKind = 'popup' | 'dialog' | 'list'

/** What the parts of one picker share. */
export interface Picker {
  /** Begins the ids of its elements. */
  readonly id: string
  readonly kind: PickerKind
  readonly props: PickerProps
  /** Names it where the host does not. */
  readonly ownLabel: string
  readonly texts: PickerMessages<'other'>
  readonly locale: string
  readonly root: RefObject<HTMLDivElement | null>
  /** The box of chips and input, to which the list keeps. */
  readonly field: RefObject<HTMLDivElement | null>
  readonly input: RefObject<HTMLInputElement | null>
  readonly list: RefObject<HTMLDivElement | null>
  readonly chosen: Chosen
  readonly matches: Matches
  /** What stands in the input. */
  readonly text: string
  /** What is looked for: nothing while the input only tells who is chosen. */
  readonly query: string
  readonly isOpen: boolean
  /** Whether the popup is in the page already, not to be seen yet: somebody is about to open it. */
  readonly isReady: boolean
  /** Where the popup is. */
  readonly spot: CSSProperties
  /** Finds the popup its place anew. */
  readonly place: () => void
  /** The row at which the keys are; -1 for none. */
  readonly activeIndex: number
  /** What was done last, in words; `null` once something else is looked for. */
  readonly notice: string | null
  /** What is wrong, in words. */
  readonly problem: string | null
  /** What is left of a pasted list, and why. */
  readonly leftover: Leftover | null
  /** Whether what stands in the input came from a list, corrected perhaps. */
  readonly isRest: boolean
  /** Whether a pasted list is being looked up. */
  readonly isResolving: boolean
  /** Whether all the chosen are shown, however many. */
  readonly isUnfolded: boolean
  /** In words, when nobody else can be chosen. */
  readonly fullness: string | null
  readonly nameFor: (user: CubeUser | null) => string
  readonly rowAt: (index: number) => PickerRow | null
  readonly type: (text: string) => void
  /** Takes back what was typed. */
  readonly untype: () => void
  /** The pointer is over it, or the focus in it. */
  readonly approach: () => void
  /** The pointer has gone on. */
  readonly withdraw: () => void
  readonly open: () => void
  readonly close: () => void
  readonly activate: (row: number | 'first' | 'last' | null) => void
  readonly choose: (user: CubeUser) => void
  readonly remove: (id: number) => void
  /** Who of those shown can still be added, up to the most. */
  readonly addable: () => readonly CubeUser[]
  readonly addAll: (users: readonly CubeUser[]) => void
  readonly addList: (texts: readonly string[]) => void
  readonly setProblem: (problem: string | null) => void
  readonly unfold: () => void
  /** The focus has left the picker. */
  readonly leave: () => void
  readonly reset: () => void
}

/** Why something of a pasted list still stands in the input. */
interface Leftover {
  readonly why: string
  /** Looks it up once more, if that failed. */
  readonly again?: (() => void) | undefined
}

/** What a picker knows and does; its parts show it. */
export function usePicker(props: PickerProps, kind: PickerKind): Picker {
  const { multiple: isMultiple = false, disabled = false, members, exclude, sources, max } = props
  const noteChosen = useNoteChosen()
  const { status } = useSession()
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const texts = useMessages<PickerMessages<'other'>>(pickerEnglish, props.messages)
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)

  const [isUnfolded, setUnfolded] = useState(false)
  const chosen = useChosen(props, isUnfolded)
  const opening = useOpening({
    kind,
    isOff: disabled,
    // A server would be asked for a list that may never open.
    isFree: sources?.every(({ find }) => !find) === true,
    anchor: () => field.current ?? input.current,
  })
  const { isOpen } = opening
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState<number | 'first' | 'last' | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [leftover, setLeftover] = useState<Leftover | null>(null)
  const [isRest, setRest] = useState(false)

  const forget = (): void => {
    setTyped(null)
    setActive(null)
    setNotice(null)
    setProblem(null)
    setLeftover(null)
  }
  useOwner(() => {
    chosen.forget()
    forget()
    opening.hide()
  })

  const memberIds = useMemo(() => new Set(members), [members])
  const excludedIds = useMemo(() => new Set(exclude), [exclude])
  const query = typed ?? ''
  const matches = useMatches(query, {
    sources,
    excludedIds,
    enabled: (isOpen || opening.isReady) && !disabled,
  })
  const { items } = matches
  const activeIndex = useMemo(
    () => (typeof active === 'number' ? items.findIndex((user) => user.id === active) : -1),
    [items, active],
  )
  // From now on it is about this person, wherever the list puts them.
  const end = typeof active === 'string' ? items.at(active === 'first' ? 0 : -1) : undefined
  if (end) setActive(end.id)

  const nameFor: Picker['nameFor'] = (user) =>
    nameOfPerson(user, texts['picker.unnamed'], texts['picker.unknown'])
  const [first] = chosen.ids
  const who = kind === 'popup' && !isMultiple && first !== undefined ? chosen.userOf(first) : undefined
  const text = typed ?? (who === undefined ? '' : nameFor(who))

  const room = isMultiple && max !== undefined ? Math.max(max - chosen.ids.length, 0) : Infinity
  const tooMany = (): string => plural(texts['picker.max'], max ?? 0, locale)
  const fullness = room === 0 ? tooMany() : null
  const say = (words: string, name: string): void => setNotice(words.replace('{name}', () => name))
  const isAddable = (user: CubeUser): boolean =>
    !chosen.has(user.id) && !memberIds.has(user.id) && !excludedIds.has(user.id)
  const isOff = (): boolean => disabled || Boolean(root.current?.closest('fieldset:disabled'))

  const show = (): void => {
    if (isOpen && kind !== 'list') return
    chosen.retry()
    opening.show()
  }
  const close = (): void => {
    opening.hide()
    setActive(null)
    if (kind !== 'dialog') return
    setTyped(null)
    setNotice(null)
  }

  const untype = (): void => {
    setTyped(null)
    setRest(false)
    setLeftover(null)
  }

  const remove = (id: number): void => {
    say(texts['picker.removed'], nameFor(chosen.userOf(id) ?? null))
    chosen.change(chosen.ids.filter((other) => other !== id))
  }

  /** Adds as many as there is room for. */
  const addAll = (users: readonly CubeUser[]): Added => {
    const wanted = users.filter(isAddable)
    const added = wanted.slice(0, room)
    setProblem(null)
    if (added.length > 0) chosen.change([...chosen.ids, ...added.map((user) => user.id)], added)
    const left = wanted.slice(added.length)
    return {
      isNobody: added.length === 0,
      words: plural(texts['picker.addedMany'], added.length, locale),
      left,
      whyLeft: left.length > 0 ? tooMany() : '',
    }
  }

  const { isResolving, addList } = usePastedList({
    texts,
    addAll,
    say: setNotice,
    putBack(parts, why, again) {
      setTyped([typed, ...parts].filter(Boolean).join(', ') || null)
      if (again) setNotice(null)
      setLeftover({ why, again })
      setRest(true)
      if (root.current?.contains(document.activeElement)) show()
    },
  })

  return {
    id,
    kind,
    props,
    ownLabel: texts[isMultiple ? 'picker.people' : 'picker.person'],
    texts,
    locale,
    root,
    field,
    input,
    list,
    chosen,
    matches,
    text,
    query,
    isOpen,
    isReady: opening.isReady,
    spot: opening.spot,
    place: opening.place,
    activeIndex,
    notice,
    problem: chosen.ids.length > 0 ? null : problem,
    leftover,
    isRest,
    isResolving,
    isUnfolded,
    fullness,
    nameFor,
    rowAt(index) {
      const user = items[index]
      if (!user) return null
      const isChosen = chosen.has(user.id)
      const isMember = memberIds.has(user.id)
      return {
        user,
        index,
        count: matches.mayHaveMore ? -1 : items.length,
        isActive: index === activeIndex,
        isChosen,
        isMember,
        isOff: isMember || (!isChosen && room === 0),
      }
    },
    type(text) {
      setTyped(text)
      if (!text) setRest(false)
      setActive(null)
      setNotice(null)
      setLeftover(null)
      show()
      // Who empties the input of a picker of one wants nobody.
      if (kind === 'popup' && !isMultiple && !text && chosen.ids.length > 0) chosen.change([])
    },
    untype,
    approach: opening.approach,
    withdraw: opening.withdraw,
    open() {
      if (isOpen || isOff()) return
      // Whom the list holds is told at each opening.
      setNotice(null)
      show()
    },
    close,
    activate: (row) => setActive(typeof row === 'number' ? (items[row]?.id ?? null) : row),
    choose(user) {
      if (isOff()) return
      if (memberIds.has(user.id)) return setNotice(texts['picker.member'])
      if (chosen.has(user.id)) {
        // In a dialog there is no text to empty, and no chip to remove.
        if (isMultiple || kind === 'dialog') return remove(user.id)
        if (kind === 'list') return
        untype()
        return close()
      }
      if (fullness) return setNotice(fullness)
      noteChosen(user)
      setProblem(null)
      say(texts['picker.added'], nameFor(user))
      chosen.change(isMultiple ? [...chosen.ids, user.id] : [user.id], [user])
      if (kind === 'popup') {
        untype()
        if (query) setActive(null)
      }
      if (!isMultiple && kind !== 'list') close()
    },
    remove,
    // Mostly all of them, of whom there may be many.
    addable: () =>
      chosen.ids.length + memberIds.size > 0 || room < items.length
        ? items.filter(isAddable).slice(0, room)
        : items,
    addAll(users) {
      const { words, whyLeft } = addAll(users)
      setNotice(`${words} ${whyLeft}`.trim())
    },
    addList(parts) {
      if (isOff()) return
      setLeftover(null)
      addList(parts)
    },
    setProblem,
    unfold: () => setUnfolded(true),
    leave() {
      if (kind === 'popup') close()
      // Who only has to sign in again finds what they typed.
      if (kind === 'popup' && !isMultiple && status !== 'reauth-required') setTyped(null)
      props.onBlur?.()
    },
    reset() {
      forget()
      chosen.reset()
    },
  }
}
