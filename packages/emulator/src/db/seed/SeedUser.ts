import type { UserFields } from '../user.ts'

/**
 * Somebody to start with. Give at least a `login` or an `email`.
 *
 * @example
 * createEmulator({ users: [{ login: 'ada', password: 'analytical-engine', full_name: 'Ada Lovelace' }] })
 */
export interface SeedUser extends Omit<UserFields, 'is_guest' | 'avatar'> {
  /** Default: ids count up from 1,000,001. */
  readonly id?: number
  /** Default: one made from the seed. It is shown in `emulator.people`. */
  readonly password?: string
  /** The uid of a file; `true` makes one, with a small drawn picture in it. Default: none. */
  readonly avatar?: string | true | null
}

/** A seeded person one can sign in as. */
export interface SeededPerson {
  readonly id: number
  readonly login: string
  readonly email: string
  /** Empty when the account has no name. */
  readonly full_name: string
  readonly password: string
}
