import type { CubeUser } from '@cubekit/core'

/** A user with nothing but a name, and what a test says of them. */
export function somebody(known: Partial<CubeUser> = {}): CubeUser {
  return {
    id: 7,
    login: null,
    email: null,
    full_name: 'Ada Lovelace',
    phone: null,
    website: null,
    avatar: null,
    custom_data: null,
    user_tags: [],
    external_id: null,
    facebook_id: null,
    twitter_id: null,
    created_at: null,
    updated_at: null,
    last_request_at: null,
    is_guest: false,
    ...known,
  }
}
