import { createStage, errorOf, type Stage } from '@cubekit/testing'
import { describe, expect, test, vi } from 'vitest'
import {
  type GuestConflict,
  type GuestConflictAnswer,
  type GuestUpgrade,
  getUser,
  login,
  loginAsGuest,
  logout,
  upgradeGuest,
} from '../index.ts'

const newcomer = { login: 'newcomer', password: 'a long password' }

/** A stage on which somebody is here as a guest. */
async function createGuestStage() {
  const stage = createStage()
  const guest = await loginAsGuest(stage.client, { full_name: 'Olof Shodger' })
  return { ...stage, guest, usersBefore: stage.emulator.db.users.size, sent: stage.requests().length }
}

const since = ({ requests, sent }: { requests: Stage['requests']; sent: number }): string[] =>
  requests().slice(sent)

describe('upgradeGuest', () => {
  test('makes a user of a guest, and then lets the app move what they made', async () => {
    const { client, guest, emulator } = await createGuestStage()
    const calls: [GuestUpgrade, string][] = []
    const moved = Promise.withResolvers<void>()
    const began = Promise.withResolvers<void>()
    let isDone = false
    const upgrading = upgradeGuest(client, newcomer, {
      onUpgrade(upgrade) {
        calls.push([upgrade, client.getSession().status])
        began.resolve()
        return moved.promise
      },
    }).finally(() => {
      isDone = true
    })
    await began.promise
    expect(isDone).toBe(false)
    moved.resolve()
    const user = await upgrading
    expect(user).toMatchObject({ login: 'newcomer', is_guest: false })
    expect(calls).toEqual([[{ guest, user }, 'user']])
    expect(client.getSession()).toMatchObject({ status: 'user', user })
    // The guest's session has ended.
    await expect.poll(() => emulator.db.sessions.list().map(({ userId }) => userId)).toEqual([user.id])
  })

  test('the new user’s session may be used while things are moved', async () => {
    const { client, guest } = await createGuestStage()
    const onUpgrade = async (): Promise<void> => void (await getUser(client, guest.id))
    await expect(upgradeGuest(client, newcomer, { onUpgrade })).resolves.toMatchObject({ login: 'newcomer' })
  })

  test('moving fails: so does the upgrade, and the person stays the new user', async () => {
    const { client } = await createGuestStage()
    const cause = new Error('the drafts are locked')
    const onUpgrade = () => Promise.reject(cause)
    await expect(upgradeGuest(client, newcomer, { onUpgrade })).rejects.toBe(cause)
    expect(client.getSession()).toMatchObject({ status: 'user', user: { login: 'newcomer' } })
  })

  test('needs a guest', async () => {
    const { client, person, requests } = createStage()
    expect((await errorOf(upgradeGuest(client, newcomer))).code).toBe('not-signed-in')
    await login(client, { login: person.login, password: person.password })
    const sent = requests().length
    expect((await errorOf(upgradeGuest(client, newcomer))).code).toBe('not-signed-in')
    expect(since({ requests, sent })).toEqual([])
  })

  test('a guest whose day is over is none', async () => {
    const { client, guest, emulator } = await createGuestStage()
    emulator.expireSessions()
    await getUser(client, guest.id).catch(() => {})
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'guest-expired' })
    expect((await errorOf(upgradeGuest(client, newcomer))).code).toBe('not-signed-in')
  })

  test('what cannot be accepted is told before any request', async () => {
    const stage = await createGuestStage()
    const error = await errorOf(upgradeGuest(stage.client, { login: 'ab', password: 'a long password' }))
    expect(error.code).toBe('validation')
    expect(since(stage)).toEqual([])
  })
})

describe('whatever fails, the guest stays', () => {
  test.each(['/session', '/users', '/login'])('without a network at %s', async (path) => {
    const { client, guest, emulator } = await createGuestStage()
    const onUpgrade = vi.fn<() => void>()
    const recover = emulator.faults.add({ kind: 'offline', path })
    expect((await errorOf(upgradeGuest(client, newcomer, { onUpgrade }))).code).toBe('unreachable')
    expect(client.getSession()).toMatchObject({ status: 'guest', user: guest })
    expect(onUpgrade).not.toHaveBeenCalled()
    recover()
    await expect(getUser(client, guest.id)).resolves.toMatchObject({ id: guest.id })
    await expect(upgradeGuest(client, newcomer, { onUpgrade })).resolves.toMatchObject({ login: 'newcomer' })
    expect(onUpgrade).toHaveBeenCalledTimes(1)
  })

  test('refused by the server', async () => {
    const { client, guest } = await createGuestStage()
    const error = await errorOf(upgradeGuest(client, { ...newcomer, full_name: 'x'.repeat(300) }))
    expect(error.code).toBe('validation')
    expect(client.getSession()).toMatchObject({ status: 'guest', user: guest })
  })

  test('given up by the person', async () => {
    const { client, guest, hold } = await createGuestStage()
    const held = hold('/users')
    const abort = new AbortController()
    const upgrading = errorOf(upgradeGuest(client, newcomer, { signal: abort.signal }))
    await held.arrived
    abort.abort()
    expect((await upgrading).code).toBe('aborted')
    expect(client.getSession()).toMatchObject({ status: 'guest', user: guest })
  })
})

describe('an answer that is lost', () => {
  test.each(['/users', '/login'])(
    'at %s: at most one account, and in the end the person is in',
    async (path) => {
      const { client, emulator, usersBefore } = await createGuestStage()
      const onUpgrade = vi.fn<() => void>()
      emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path, times: 1 })
      const first = await upgradeGuest(client, newcomer, { onUpgrade }).catch(() => null)
      if (!first) {
        expect(client.getSession().status).toBe('guest')
        await upgradeGuest(client, newcomer, { onUpgrade })
      }
      expect(client.getSession()).toMatchObject({ status: 'user', user: { login: 'newcomer' } })
      expect(onUpgrade).toHaveBeenCalledTimes(1)
      expect(emulator.db.users.size).toBe(usersBefore + 1)
    },
  )
})

describe('an account that is there already', () => {
  const conflictOf = (
    answer: GuestConflictAnswer | Promise<GuestConflictAnswer>,
    calls: GuestConflict[] = [],
  ) => {
    return (conflict: GuestConflict): GuestConflictAnswer | Promise<GuestConflictAnswer> => {
      calls.push(conflict)
      return answer
    }
  }

  test.each([undefined, 'stop'] as const)('is told at its field (onConflict: %s)', async (answer) => {
    const stage = await createGuestStage()
    const { client, guest, person } = stage
    const options = answer ? { onConflict: conflictOf(answer) } : {}
    const details = { email: person.email, password: person.password }
    const error = await errorOf(upgradeGuest(client, details, options))
    expect(error).toMatchObject({ code: 'validation', fields: { email: ['must be unique'] } })
    expect(client.getSession()).toMatchObject({ status: 'guest', user: guest })
    expect(since(stage)).not.toContain('POST /login')
  })

  test.each(['login', 'email'] as const)(
    'by %s can be signed in to, and gets what the guest made',
    async (field) => {
      const stage = await createGuestStage()
      const { client, guest, person, usersBefore, emulator } = stage
      const calls: GuestConflict[] = []
      const onUpgrade = vi.fn<(upgrade: GuestUpgrade) => void>()
      const { password } = person
      const details =
        field === 'login' ? { login: person.login, password } : { ...newcomer, email: person.email, password }
      const user = await upgradeGuest(client, details, {
        onConflict: conflictOf(Promise.resolve('sign-in'), calls),
        onUpgrade,
      })
      expect(user.id).toBe(person.id)
      expect(calls).toEqual([{ guest, field }])
      expect(onUpgrade).toHaveBeenCalledExactlyOnceWith({ guest, user })
      expect(client.getSession()).toMatchObject({ status: 'user', user })
      expect(emulator.db.users.size).toBe(usersBefore)
      expect(since(stage).filter((request) => request === 'POST /login')).toHaveLength(1)
    },
  )

  test('with another password: one try, and the guest stays', async () => {
    const stage = await createGuestStage()
    const { client, guest, person } = stage
    const details = { login: person.login, password: 'not the password' }
    const error = await errorOf(upgradeGuest(client, details, { onConflict: conflictOf('sign-in') }))
    expect(error.code).toBe('invalid-credentials')
    expect(client.getSession()).toMatchObject({ status: 'guest', user: guest })
    expect(since(stage).filter((request) => request === 'POST /login')).toHaveLength(1)
  })

  test('what onConflict throws is what the upgrade throws', async () => {
    const { client, guest, person } = await createGuestStage()
    const cause = new Error('the dialog broke')
    const onConflict = () => Promise.reject(cause)
    const details = { login: person.login, password: person.password }
    await expect(upgradeGuest(client, details, { onConflict })).rejects.toBe(cause)
    expect(client.getSession()).toMatchObject({ status: 'guest', user: guest })
  })

  test('a logout while the person is asked wins, and nobody is signed in', async () => {
    const stage = await createGuestStage()
    const { client, person } = stage
    const details = { login: person.login, password: person.password }
    const onConflict = async (): Promise<'sign-in'> => {
      await logout(client)
      return 'sign-in'
    }
    expect((await errorOf(upgradeGuest(client, details, { onConflict }))).code).toBe('superseded')
    expect(client.getSession().status).toBe('signed-out')
    expect(since(stage)).not.toContain('POST /login')
  })

  test('giving up while the person is asked leaves the guest', async () => {
    const { client, guest, person } = await createGuestStage()
    const abort = new AbortController()
    const details = { login: person.login, password: person.password }
    const onConflict = () => {
      queueMicrotask(() => abort.abort())
      return new Promise<'sign-in'>(() => {})
    }
    const error = await errorOf(upgradeGuest(client, details, { onConflict, signal: abort.signal }))
    expect(error.code).toBe('aborted')
    expect(client.getSession()).toMatchObject({ status: 'guest', user: guest })
  })
})

describe('the guest’s session lapses meanwhile', () => {
  async function lapseDuringUpgrade() {
    const stage = await createGuestStage()
    const { client, guest, emulator, hold } = stage
    const onUpgrade = vi.fn<(upgrade: GuestUpgrade) => void>()
    const held = hold('/login')
    const upgrading = upgradeGuest(client, newcomer, { onUpgrade })
    await held.arrived
    emulator.expireSessions({ userId: guest.id })
    await getUser(client, guest.id).catch(() => {})
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'guest-expired' })
    return { ...stage, upgrading, onUpgrade, answer: held.release }
  }

  test('the person is the new user all the same', async () => {
    const { client, guest, upgrading, onUpgrade, answer } = await lapseDuringUpgrade()
    answer()
    const user = await upgrading
    expect(client.getSession()).toMatchObject({ status: 'user', user })
    expect(onUpgrade).toHaveBeenCalledExactlyOnceWith({ guest, user })
  })

  test('unless they have logged out, or somebody else is there', async () => {
    const { client, upgrading, answer, onUpgrade } = await lapseDuringUpgrade()
    const outcome = errorOf(upgrading)
    await logout(client)
    answer()
    expect((await outcome).code).toBe('superseded')
    expect(client.getSession().status).toBe('signed-out')

    const other = await lapseDuringUpgrade()
    const otherOutcome = errorOf(other.upgrading)
    const { login: name, password } = other.person
    await login(other.open({ fetch: other.emulator.fetch }), { login: name, password })
    other.answer()
    expect((await otherOutcome).code).toBe('superseded')
    expect(onUpgrade).not.toHaveBeenCalled()
    expect(other.onUpgrade).not.toHaveBeenCalled()
  })
})

describe('somebody else meanwhile wins', () => {
  test.each(['/users', '/login'])('a logout while %s is answered', async (path) => {
    const { client, emulator, hold } = await createGuestStage()
    const onUpgrade = vi.fn<() => void>()
    const held = hold(path)
    const upgrading = errorOf(upgradeGuest(client, newcomer, { onUpgrade }))
    await held.arrived
    const ending = logout(client)
    held.release()
    await ending
    expect((await upgrading).code).toBe('superseded')
    expect(client.getSession().status).toBe('signed-out')
    expect(onUpgrade).not.toHaveBeenCalled()
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
  })

  test('a sign-in of somebody else', async () => {
    const { client, open, person, hold } = await createGuestStage()
    const held = hold('/users')
    const upgrading = errorOf(upgradeGuest(client, newcomer))
    await held.arrived
    const other = open()
    await login(other, { login: person.login, password: person.password })
    held.release()
    expect((await upgrading).code).toBe('superseded')
    expect(other.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
  })
})

describe('a failure that tells nothing of the account', () => {
  const existing = ({ person }: Stage) => ({ login: person.login, password: person.password })

  test.each([
    ['before the account was asked for', { path: '/session' }],
    ['when it was asked for', { path: '/users' }],
  ])('signs nobody in to one that was there, unasked: %s', async (_, where) => {
    const stage = await createGuestStage()
    const { client, emulator, guest } = stage
    // So old that it cannot have been made just now.
    emulator.clock.advance(60_000)
    await getUser(client, guest.id)
    emulator.faults.add({ kind: 'status', status: 503, method: 'POST', ...where, times: 1 })
    const onUpgrade = vi.fn<() => void>()
    const onConflict = vi.fn<() => GuestConflictAnswer>(() => 'stop')
    const error = await errorOf(upgradeGuest(client, existing(stage), { onUpgrade, onConflict }))
    expect(error.code).toBe(where.path === '/session' ? 'server-error' : 'validation')
    expect(onUpgrade).not.toHaveBeenCalled()
    expect(onConflict).toHaveBeenCalledTimes(where.path === '/session' ? 0 : 1)
    expect(client.getSession()).toMatchObject({ status: 'guest', user: { id: guest.id } })
  })

  test('an account of before is asked about, and signed in to if wanted', async () => {
    const stage = await createGuestStage()
    const { client, emulator, guest, person } = stage
    emulator.clock.advance(60_000)
    await getUser(client, guest.id)
    emulator.faults.add({ kind: 'status', status: 503, method: 'POST', path: '/users', times: 1 })
    const user = await upgradeGuest(client, existing(stage), { onConflict: () => 'sign-in' })
    expect(user.id).toBe(person.id)
  })
})

test('sends nothing but what an account is made of, whatever else a form holds', async () => {
  const { client, emulator } = await createGuestStage()
  await upgradeGuest(
    client,
    Object.assign({ password_confirmation: 'a long password', is_guest: true }, newcomer),
  )
  const sent = emulator.log.find(({ method, path }) => method === 'POST' && path === '/users')
  expect(JSON.stringify(sent?.requestBody)).not.toMatch(/confirmation|is_guest/)
})
