'use client'

import { useOtherSessionsEnd } from '@cubekit/react'
import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { classNames } from '../form/classNames.ts'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { FormContext } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { useAttempt } from '../form/useAttempt.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { userEnglish } from '../messages/english/user.ts'
import { useMessages } from '../messages/useMessages.ts'
import { MenuContext, type OthersStep } from './MenuContext.ts'
import { itemsOf, itemThatBegins, nextItem } from './menuKeys.ts'
import { placeMenu } from './placeMenu.ts'
import { useUserButton } from './UserContext.ts'
import { UserHeader } from './UserHeader.tsx'

/** Props of the menu: those of the `<div>` around it, and what stands above the items. */
export interface UserMenuProps extends ComponentPropsWithoutRef<'div'> {
  /** Stands above the items. Default: who it is; `null` leaves it out. */
  readonly header?: ReactNode
}

/** What is typed within so many ms is one word. */
const wordMs = 700

/** The menu, while it is open: put items into it. The page around it stays as it is. */
export const UserMenu: Part<UserMenuProps, HTMLDivElement> = forwardRef<HTMLDivElement, UserMenuProps>(
  function UserMenu(props, ref) {
    const { opened } = useUserButton()
    return opened && <OpenMenu {...props} ref={ref} />
  },
)

const OpenMenu = forwardRef<HTMLDivElement, UserMenuProps>(function OpenMenu(
  { header = <UserHeader />, className, children, ...rest },
  ref,
) {
  const { id, opened, close, trigger, messages: own } = useUserButton()
  const messages = useMessages(userEnglish, own)
  const popup = useRef<HTMLDivElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => popup.current)
  const typed = useRef({ text: '', at: 0 })

  const { mutateAsync } = useOtherSessionsEnd()
  const { run, state } = useAttempt({ overrides: own })
  const [step, setOthers] = useState<OthersStep>('idle')
  const others = state.status === 'pending' ? 'pending' : step
  const endOthers = (): void => {
    run(async () => {
      await mutateAsync()
      return () => setOthers('done')
    })
  }

  useLayoutEffect(() => {
    const [element, button] = [popup.current, trigger.current]
    if (!element || !button) return undefined
    // Above everything, whatever the host's boxes clip. Without it, a place of its own is enough.
    if (typeof element.showPopover === 'function') {
      element.popover = 'manual'
      if (!element.matches(':popover-open')) element.showPopover()
    }
    const place = (): void => placeMenu(element, button)
    place()
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    const watch = typeof ResizeObserver === 'function' ? new ResizeObserver(place) : null
    watch?.observe(element)
    return () => {
      watch?.disconnect()
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
    }
  }, [trigger])

  useEffect(() => {
    const items = menu.current ? itemsOf(menu.current) : []
    ;(opened === 'last' ? items.at(-1) : items[0])?.focus()
  }, [opened])

  const latest = useRef(close)
  useLayoutEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    const leave = ({ target }: Event): void => {
      const isOurs =
        target instanceof Node && [popup, trigger].some(({ current }) => current?.contains(target))
      if (!isOurs) latest.current()
    }
    document.addEventListener('pointerdown', leave, true)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave, true)
      document.removeEventListener('focusin', leave)
    }
  }, [trigger])

  const handleKeys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { key, timeStamp } = event
    if (!menu.current || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
    if (key === 'Escape' || key === 'Tab') {
      // Tab goes on from the button.
      if (key === 'Escape') event.preventDefault()
      event.stopPropagation()
      close()
      return
    }
    let next = nextItem(menu.current, key)
    const { text, at } = typed.current
    const isWord = text !== '' && timeStamp - at < wordMs
    // A space chooses, except in the middle of a word.
    if ([...key].length === 1 && (key !== ' ' || isWord)) {
      typed.current = { text: isWord ? text + key : key, at: timeStamp }
      next = itemThatBegins(menu.current, typed.current.text)
      if (key === ' ') event.preventDefault()
    }
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  return (
    <MenuContext.Provider value={{ others, setOthers, endOthers }}>
      <div {...rest} ref={popup} id={id} className={classNames('cube-menu', className)}>
        {header}
        <div
          ref={menu}
          id={`${id}items`}
          role="menu"
          aria-label={messages['user.unnamed']}
          aria-describedby={header ? `${id}header` : undefined}
          tabIndex={-1}
          onKeyDown={handleKeys}
        >
          {children}
        </div>
        <FormContext.Provider value={state}>
          <ErrorMessage />
        </FormContext.Provider>
        <span role="status" style={visuallyHidden}>
          {others === 'asked' && messages['user.othersSure']}
          {others === 'pending' && messages['user.othersPending']}
          {others === 'done' && messages['user.othersDone']}
        </span>
      </div>
    </MenuContext.Provider>
  )
})
