import { isFields } from '../wire/fields.ts'
import { refuse } from './refuse.ts'

const keys = ['login', 'email', 'phone', 'external_id', 'facebook_id', 'twitter_id'] as const

type Key = (typeof keys)[number]

/** One thing that tells a user from all others: for ids there is `getUser`. */
export type UserBy = {
  [Is in Key]: { readonly [Name in Is]: string } & { readonly [Other in Exclude<Key, Is>]?: undefined }
}[Key]

/**
 * By what a user is looked for.
 *
 * @throws CubeError `invalid-argument` for anything but one text, which is not empty.
 */
export function readUserBy(by: unknown): { readonly key: Key; readonly value: string } {
  const given = Object.entries(isFields(by) ? by : {}).filter(([, value]) => value !== undefined)
  const [[name, value] = []] = given
  const key = keys.find((known) => known === name)
  if (key && given.length === 1 && typeof value === 'string' && value !== '') return { key, value }
  refuse(`A user is found by one of ${keys.join(', ')}: a text that is not empty.`)
}
