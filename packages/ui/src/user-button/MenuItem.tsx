'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useUserButton } from './UserContext.ts'

interface Closing {
  /** Whether the menu closes when it is chosen. Default: yes. */
  readonly closeOnClick?: boolean | undefined
}

/** Props of an item: those of its `<button>`. */
export type MenuItemProps = Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'role' | 'tabIndex'> & Closing

/**
 * Something to choose.
 *
 * @example
 * <UserButton>
 *   <UserButtonParts.Item onClick={() => setTheme('dark')}>Dark theme</UserButtonParts.Item>
 * </UserButton>
 */
export const MenuItem: Part<MenuItemProps, HTMLButtonElement> = forwardRef<HTMLButtonElement, MenuItemProps>(
  function MenuItem({ className, onClick, closeOnClick = true, ...rest }, ref) {
    const { close } = useUserButton()
    return (
      <button
        {...rest}
        ref={ref}
        type="button"
        role="menuitem"
        tabIndex={-1}
        className={classNames('cube-menu-item', className)}
        onClick={(event) => {
          onClick?.(event)
          if (closeOnClick) close()
        }}
      />
    )
  },
)

/** Props of an item that leads somewhere: those of its `<a>`. */
export type MenuLinkItemProps = Omit<ComponentPropsWithoutRef<'a'>, 'role' | 'tabIndex'> & Closing

/**
 * Somewhere to go.
 *
 * @example
 * <UserButton>
 *   <UserButtonParts.LinkItem href="/billing">Billing</UserButtonParts.LinkItem>
 * </UserButton>
 */
export const MenuLinkItem: Part<MenuLinkItemProps, HTMLAnchorElement> = forwardRef<
  HTMLAnchorElement,
  MenuLinkItemProps
>(function MenuLinkItem(
  { href, className, children, onClick, onKeyDown, closeOnClick = true, ...rest },
  ref,
) {
  const { close } = useUserButton()
  return (
    <a
      {...rest}
      ref={ref}
      role="menuitem"
      tabIndex={-1}
      href={href}
      className={classNames('cube-menu-item', className)}
      onClick={(event) => {
        onClick?.(event)
        if (closeOnClick) close()
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event)
        // Links know the Enter key alone.
        if (event.key !== ' ' || event.defaultPrevented) return
        event.preventDefault()
        event.currentTarget.click()
      }}
    >
      {children}
    </a>
  )
})
