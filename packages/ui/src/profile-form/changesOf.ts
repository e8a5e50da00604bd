import type { CubeUser, ProfileChanges } from '@cubekit/core'
import { toTags } from '../account-fields/toTags.ts'
import { toWebsite } from '../account-fields/toWebsite.ts'
import { customDataOf, textOf, withTexts } from './customData.ts'

/** What stands in a profile form, as the changes it makes to a user; empty when nothing has changed. */
export function changesOf(
  user: CubeUser,
  texts: Readonly<Record<string, string>>,
  ownTexts: Readonly<Record<string, string>>,
): ProfileChanges {
  const { full_name, login, email, phone, website, tags } = texts
  const changed = (text: string | undefined, known: string | null): boolean =>
    text !== undefined && text !== (known ?? '')
  const site = website && toWebsite(website)
  const list = tags === undefined ? undefined : toTags(tags)
  const data = customDataOf(user)
  const own = Object.entries(ownTexts).filter(([key, text]) => text !== textOf(data, key))
  return {
    ...(changed(full_name, user.full_name) && { full_name: full_name || null }),
    ...(changed(login, user.login) && { login: login || null }),
    ...(changed(email, user.email) && { email: email || null }),
    ...(changed(phone, user.phone) && { phone: phone || null }),
    // As it stands is as it was, also where it is nothing that could be entered today.
    ...(changed(website, user.website) && site !== user.website && { website: site || null }),
    ...(list && list.join() !== user.user_tags.join() && { tag_list: list }),
    ...(own.length > 0 && { custom_data: withTexts(data, Object.fromEntries(own)) }),
  }
}
