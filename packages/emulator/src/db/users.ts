import { sameText } from '../sameText.ts'
import { changesOf, type UserChanges } from './changes.ts'
import { hashPassword, matchesPassword, type HashedPassword } from './passwords.ts'
import type { Population } from './seed/seedPeople.ts'
import { randomHex } from './tokens.ts'
import { createUserIndex, type IndexedField } from './userIndex.ts'
import type { Watch } from './watch.ts'
import { buildUser, userDate, type EmulatorUser, type UserFields } from './user.ts'

/** Guests are deleted this long after they came. */
export const GUEST_LIFETIME_MS: number = 24 * 60 * 60_000

interface UsersState {
  readonly changed: readonly EmulatorUser[]
  readonly deleted: readonly number[]
  readonly passwords: readonly (readonly [number, HashedPassword])[]
  readonly nextId: number
}

/** The users table. */
export interface Users {
  readonly size: number
  get(id: number): EmulatorUser | undefined
  /** Logins compare exactly. */
  findByLogin(login: string): EmulatorUser | undefined
  /** E-mail addresses compare without regard to case. */
  findByEmail(email: string): EmulatorUser | undefined
  list(): Iterable<EmulatorUser>
  /** The users with exactly this value, or with this tag. It takes no longer with more users. */
  withValue(field: IndexedField, value: string): Iterable<EmulatorUser>
  /** The users whose value, or one of whose tags, begins so, in whatever case. As quick. */
  startingWith(field: IndexedField, prefix: string): Iterable<EmulatorUser>
  create(fields: UserFields, password: string | null, now: number): EmulatorUser
  /** Writes a user back; one that was removed meanwhile stays removed. */
  update(user: EmulatorUser): void
  remove(id: number): void
  setPassword(id: number, password: string): void
  /** Always false for somebody without a password, such as a guest. */
  passwordMatches(user: EmulatorUser, password: string): boolean
  /** Removes the guests whose day is over, and returns them. */
  sweepGuests(now: number): readonly EmulatorUser[]
  /** The password a seeded user was given, for as long as it is theirs; `null` otherwise. */
  seededPassword(id: number): string | null
  reset(): void
  save(): UsersState
  load(state: UsersState): void
  /** What has changed since it was last asked; `null` when nothing has. */
  takeChanges(): UserChanges | null
  apply(changes: UserChanges): void
}

/** A users table with the population in it. */
export function createUsers(population: Population, watch: Watch): Users {
  const seeded = new Map(population.users.map((user) => [user.id, user]))
  const seededPasswords = new Map(population.people.map((person) => [person.id, person.password]))
  const firstId = population.users.reduce((highest, user) => Math.max(highest, user.id), 1_000_000) + 1

  const byId = new Map<number, EmulatorUser>()
  const byLogin = new Map<string, number>()
  const byEmail = new Map<string, number>()
  const guests = new Set<number>()
  const touched = watch.table<number>()
  const index = createUserIndex(() => byId.values())
  const passwords = new Map<number, HashedPassword>()
  let nextId = firstId
  /** No guest's day is over before. It spares most requests a look at the guests. */
  let firstGuestEnd = Infinity

  function put(user: EmulatorUser): void {
    touched.note(user.id)
    const before = byId.get(user.id)
    if (before !== undefined) forget(before)
    index.replace(before, user)
    byId.set(user.id, user)
    if (user.login !== null) byLogin.set(user.login, user.id)
    if (user.email !== null) byEmail.set(user.email.toLowerCase(), user.id)
    if (user.is_guest !== true) return
    guests.add(user.id)
    firstGuestEnd = Math.min(firstGuestEnd, guestEnd(user))
  }
  function forget(user: EmulatorUser): void {
    if (user.login !== null) byLogin.delete(user.login)
    if (user.email !== null) byEmail.delete(user.email.toLowerCase())
    guests.delete(user.id)
  }
  function remove(id: number): void {
    const user = byId.get(id)
    if (user === undefined) return
    touched.note(id)
    forget(user)
    index.replace(user, undefined)
    byId.delete(id)
    passwords.delete(id)
  }
  function clear(): void {
    for (const table of [byId, byLogin, byEmail, guests, passwords, index]) table.clear()
    watch.replaced()
    for (const user of population.users) put(user)
    nextId = firstId
  }
  const find = (id: number | undefined): EmulatorUser | undefined =>
    id === undefined ? undefined : byId.get(id)

  function* found(ids: Iterable<number>): Generator<EmulatorUser> {
    for (const id of ids) {
      const user = byId.get(id)
      if (user !== undefined) yield user
    }
  }

  clear()
  return {
    get size() {
      return byId.size
    },
    get: find,
    findByLogin: (login) => find(byLogin.get(login)),
    findByEmail: (email) => find(byEmail.get(email.toLowerCase())),
    list: () => byId.values(),
    withValue: (field, value) => found(index.withValue(field, value)),
    startingWith: (field, prefix) => found(index.startingWith(field, prefix)),
    create(fields, password, now) {
      const since = userDate(now)
      const user = buildUser(
        { _id: randomHex(12), id: nextId++, created_at: since, updated_at: since },
        fields,
      )
      put(user)
      if (password !== null) passwords.set(user.id, hashPassword(password))
      return user
    },
    update(user) {
      if (byId.has(user.id)) put(user)
    },
    remove,
    setPassword(id, password) {
      passwords.set(id, hashPassword(password))
      touched.note(id)
    },
    passwordMatches(user, password) {
      const own = passwords.get(user.id)
      if (own !== undefined) return matchesPassword(password, own)
      const seededPassword = seededPasswords.get(user.id)
      return seededPassword !== undefined && sameText(password, seededPassword)
    },
    sweepGuests(now) {
      if (now < firstGuestEnd) return []
      firstGuestEnd = Infinity
      const gone: EmulatorUser[] = []
      for (const id of guests) {
        const guest = byId.get(id)
        if (guest === undefined) continue
        const end = guestEnd(guest)
        if (end <= now) {
          remove(id)
          gone.push(guest)
        } else firstGuestEnd = Math.min(firstGuestEnd, end)
      }
      return gone
    },
    seededPassword: (id) => (byId.has(id) && !passwords.has(id) ? (seededPasswords.get(id) ?? null) : null),
    reset: clear,
    save: () => ({
      changed: [...byId.values()].filter((user) => seeded.get(user.id) !== user),
      deleted: [...seeded.keys()].filter((id) => !byId.has(id)),
      passwords: [...passwords],
      nextId,
    }),
    load(state) {
      clear()
      for (const id of state.deleted) remove(id)
      for (const user of state.changed) put(user)
      for (const [id, password] of state.passwords) passwords.set(id, password)
      nextId = state.nextId
    },
    takeChanges() {
      const changes = changesOf(touched.take(), find, nextId)
      if (changes === null) return null
      const own = changes.put.flatMap(({ id }) => {
        const password = passwords.get(id)
        return password === undefined ? [] : [[id, password] as const]
      })
      return { ...changes, passwords: own }
    },
    apply(changes) {
      changes.removed.forEach(remove)
      changes.put.forEach(put)
      for (const [id, password] of changes.passwords) passwords.set(id, password)
      nextId = changes.nextId
    },
  }
}

function guestEnd(guest: EmulatorUser): number {
  return Date.parse(guest.created_at) + GUEST_LIFETIME_MS
}
