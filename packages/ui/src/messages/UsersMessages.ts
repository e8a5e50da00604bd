import type { AvatarMessages } from './english/avatar.ts'
import type { AvatarLaterMessages } from './english/avatarLater.ts'
import type { PeopleMessages } from './english/people.ts'
import type { PickerMessages } from './english/picker.ts'

/**
 * All texts of the components that show and pick users and their photos, in one language. They are apart from
 * `CubeMessages`, so that a page that only signs people in does not ship them.
 *
 * @example
 * import { uk } from '@cubekit/ui/messages/uk'
 * import { ukUsers } from '@cubekit/ui/messages/users/uk'
 *
 * const messages = { ...uk, ...ukUsers }
 *
 * <CubeLocaleProvider locale="uk" messages={messages}>…</CubeLocaleProvider>
 */
export type UsersMessages<Category extends Intl.LDMLPluralRule = 'other'> = PickerMessages<Category> &
  PeopleMessages<Category> &
  AvatarMessages &
  AvatarLaterMessages

/** The name of a text of the components that show and pick users. */
export type UsersMessageKey = keyof UsersMessages
