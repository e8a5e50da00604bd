/**
 * A user as the API answers it. Field names are the ones on the wire.
 *
 * Source: ConnectyCube Server API, "Users model"; the set of fields is that of a real answer of 2023.
 */
export interface EmulatorUser {
  readonly _id: string
  readonly id: number
  /** ISO 8601 in UTC, whole seconds. */
  readonly created_at: string
  readonly updated_at: string
  readonly login: string | null
  readonly full_name: string | null
  readonly last_request_at: string | null
  /** Minutes from UTC. */
  readonly timezone: number | null
  readonly email: string | null
  readonly phone: string | null
  readonly website: string | null
  readonly twitter_id: string | null
  /** Deprecated: `external_id` is used instead. Digits are a number, as the documentation prints them. */
  readonly external_user_id: number | string | null
  readonly facebook_id: string | null
  readonly custom_data: string | null
  /** Tags joined by commas. */
  readonly user_tags: string | null
  readonly avatar: string | null
  /** Deprecated: `avatar` is used instead. Guests have none, as the documentation prints them. */
  readonly blob_id?: number | null
  readonly external_id: string | null
  readonly is_guest: boolean | null
}

/** What a user can be given at birth: everything but what the server decides. */
export type UserFields = Partial<Omit<EmulatorUser, '_id' | 'id' | 'created_at' | 'updated_at'>>

/** Lays fields over an otherwise empty user, in the API's order of fields. */
export function buildUser(
  identity: Pick<EmulatorUser, '_id' | 'id' | 'created_at' | 'updated_at'>,
  fields: UserFields,
): EmulatorUser {
  return {
    ...identity,
    login: null,
    full_name: null,
    last_request_at: null,
    timezone: null,
    email: null,
    phone: null,
    website: null,
    twitter_id: null,
    external_user_id: null,
    facebook_id: null,
    custom_data: null,
    user_tags: null,
    avatar: null,
    ...(fields.is_guest === true ? {} : { blob_id: null }),
    external_id: null,
    is_guest: null,
    ...fields,
  }
}

/** The API writes a user's dates in whole seconds. */
export function userDate(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** `"vip,guest"` → `['vip', 'guest']`. */
export function tagsOf(user: Pick<EmulatorUser, 'user_tags'>): string[] {
  return user.user_tags === null || user.user_tags === '' ? [] : user.user_tags.split(',')
}
