import { readId, readText, unwrap } from './fields.ts'

/**
 * A user of a ConnectyCube application, with the API's own field names.
 *
 * Source: ConnectyCube server API, "Users", entity User. Missing and empty texts are `null`; tags, which
 * the API sends as one comma-separated text, are a list.
 */
export interface CubeUser {
  readonly id: number
  readonly login: string | null
  readonly email: string | null
  readonly full_name: string | null
  readonly phone: string | null
  readonly website: string | null
  /** Uid of the avatar's file. */
  readonly avatar: string | null
  /** Free text of the application, often JSON. */
  readonly custom_data: string | null
  readonly user_tags: readonly string[]
  readonly external_id: string | null
  readonly facebook_id: string | null
  readonly twitter_id: string | null
  /** ISO 8601, UTC. */
  readonly created_at: string | null
  /** ISO 8601, UTC. */
  readonly updated_at: string | null
  /** ISO 8601, UTC; `null` when the user never made a request. */
  readonly last_request_at: string | null
  /** Whether this is a temporary guest, whom the server deletes after a day. */
  readonly is_guest: boolean
}

/** Reads a user, bare or wrapped as `{ user }`. Throws `protocol` when there is none. */
export function parseUser(value: unknown): CubeUser {
  const fields = unwrap(value, 'user')
  const text = (name: string): string | null => {
    const field = fields[name]
    return readText(typeof field === 'number' ? String(field) : field)
  }
  const tags = fields['user_tags']
  return {
    id: readId(fields['id']),
    login: text('login'),
    email: text('email'),
    full_name: text('full_name'),
    phone: text('phone'),
    website: text('website'),
    avatar: text('avatar'),
    custom_data: text('custom_data'),
    user_tags: (Array.isArray(tags) ? tags : (readText(tags)?.split(',') ?? [])).filter(
      (tag) => typeof tag === 'string',
    ),
    external_id: text('external_id') ?? text('external_user_id'),
    facebook_id: text('facebook_id'),
    twitter_id: text('twitter_id'),
    created_at: text('created_at'),
    updated_at: text('updated_at'),
    last_request_at: text('last_request_at'),
    is_guest: fields['is_guest'] === true,
  }
}
