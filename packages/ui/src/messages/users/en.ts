import { avatarEnglish } from '../english/avatar.ts'
import { avatarLaterEnglish } from '../english/avatarLater.ts'
import { peopleEnglish } from '../english/people.ts'
import { pickerEnglish } from '../english/picker.ts'
import type { UsersMessages } from '../UsersMessages.ts'

/**
 * English, the default: all texts of the components that show and pick users.
 *
 * @example
 * <CubeLocaleProvider messages={{ ...enUsers, 'people.online': 'Here' }}>…</CubeLocaleProvider>
 */
export const enUsers: UsersMessages<'one' | 'other'> = {
  ...pickerEnglish,
  ...peopleEnglish,
  ...avatarEnglish,
  ...avatarLaterEnglish,
}
