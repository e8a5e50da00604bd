import type { CubeUser } from '@cubekit/core'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'

/** How a list of people looks, and what its rows do: beside what its `<div>` takes. */
export interface ListOptions extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'onSelect'> {
  /** What screen readers call the list. Default: "People". */
  readonly label?: string | undefined
  /** Makes a button of each row, and is called when somebody presses it. */
  readonly onSelect?: ((user: CubeUser) => void) | undefined
  /**
   * Makes a link of each row. With `onSelect` a plain click is yours, to navigate without loading a page; those that
   * open a new tab are the browser's.
   */
  readonly href?: ((user: CubeUser) => string) | undefined
  /** A person's picture, from `https:` or `blob:`, or `null` for none. Default: their own, asked for once in view. */
  readonly avatarUrl?: ((user: CubeUser) => string | null | undefined) | undefined
  /** Whether rows tell who is online, asking the server as `usePresence` does. */
  readonly presence?: boolean | undefined
  /** What a row shows. Default: picture, name, login or email, when they were seen. */
  readonly renderUser?: ((user: CubeUser) => ReactNode) | undefined
  /** The height of each row, in rem. Default: 3.5. */
  readonly rowHeight?: number | undefined
  /** Stands where nobody is. Default: our words. */
  readonly empty?: ReactNode
  /** Texts for this list alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<UsersMessages & CubeMessages> | undefined
}
