import type { CubeUser } from '@cubekit/core'
import type { AccountFieldName } from '../account-fields/AccountFieldName.ts'

/** The fields of a profile as the texts of their inputs. */
export function profileTexts(user: CubeUser): Readonly<Record<AccountFieldName, string>> {
  return {
    full_name: user.full_name ?? '',
    login: user.login ?? '',
    email: user.email ?? '',
    phone: user.phone ?? '',
    website: user.website ?? '',
    tags: user.user_tags.join(', '),
  }
}
