import type { CubeUser, UserSource } from '@cubekit/core'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'

/** Choosing one person: their id, or `null` for nobody. */
export interface OneChoice {
  readonly multiple?: false | undefined
  /** Who is chosen, if your component holds it. */
  readonly value?: number | null | undefined
  /** Who is chosen at first, and after a reset of the form. */
  readonly defaultValue?: number | null | undefined
  /** Called when somebody else is chosen, with the user as far as they are known. */
  readonly onValueChange?: ((value: number | null, users: readonly CubeUser[]) => void) | undefined
}

/** Choosing several people: their ids, in the order in which they were chosen. */
export interface ManyChoice {
  readonly multiple: true
  /** Who is chosen, if your component holds it. */
  readonly value?: readonly number[] | undefined
  /** Who is chosen at first, and after a reset of the form. */
  readonly defaultValue?: readonly number[] | undefined
  /** Called when somebody is added or removed, with those of the users who are known. */
  readonly onValueChange?: ((value: readonly number[], users: readonly CubeUser[]) => void) | undefined
}

/** What all pickers take, beside the attributes of a `<div>`. */
export interface PickerOptions extends Omit<
  ComponentPropsWithoutRef<'div'>,
  'defaultValue' | 'onChange' | 'onBlur' | 'onError'
> {
  /** The name in the form: one hidden input per person, with the id. */
  readonly name?: string | undefined
  /** Whether the form wants somebody chosen. */
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** How many people at most. */
  readonly max?: number | undefined
  /** Ids of people who are not offered. */
  readonly exclude?: readonly number[] | undefined
  /** Ids of people who are shown as members already, and cannot be chosen. */
  readonly members?: readonly number[] | undefined
  /** Where people are looked for. Default: those known here, and the server. Keep the list the same between renders. */
  readonly sources?: readonly UserSource[] | undefined
  /** The visible name. Default: ours; `null` for none. */
  readonly label?: ReactNode
  /** A sentence under the label. */
  readonly description?: ReactNode
  /** What is wrong, if your form says so. */
  readonly error?: ReactNode
  /** Shown in the empty input. Default: ours. */
  readonly placeholder?: string | undefined
  /** Somebody's picture, from `https:` or `blob:`, or `null` for none. Default: their own, asked for once in view. */
  readonly avatarUrl?: ((user: CubeUser) => string | null | undefined) | undefined
  /** Texts for this picker alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<UsersMessages & CubeMessages> | undefined
  /** Called when the focus leaves the picker, its list included. */
  readonly onBlur?: (() => void) | undefined
}

/** Props of a picker, of one person or of several. */
export type PickerProps = PickerOptions & (OneChoice | ManyChoice)
