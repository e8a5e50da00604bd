import { getUser, login, logout, type SessionChange } from '@cubekit/core'
import { errorOf } from '@cubekit/testing'
import { signInAnonymously, signOut } from 'firebase/auth'
import { expect, it } from 'vitest'
import { createRecaptcha } from '../test/recaptcha.ts'
import { createSignInStage } from '../test/signInStage.ts'
import { firebaseEmail } from './firebaseEmail.ts'
import { firebasePhone } from './firebasePhone.ts'
import { providerTokens } from './providerTokens.ts'

const phone = '+441632960961'

/** Somebody signed in by email, whose session can lapse. */
async function signedIn() {
  const { stage, toolkit } = createSignInStage(({ auth }) => ({ credentialProvider: providerTokens(auth) }))
  const user = await login(
    stage.client,
    await firebaseEmail(toolkit.auth).signUp('ada@example.com', 'analytical engine'),
  )
  const changes: SessionChange[] = []
  stage.client.on('session', (change) => changes.push(change))
  const said = (): string[] => changes.map(({ type, reason }) => `${type} ${reason}`)
  const refreshes = (): number => toolkit.requests.filter((path) => path === 'token').length
  const lapse = (): void => stage.emulator.expireSessions({ userId: user.id })
  return { ...stage, toolkit, user, said, refreshes, lapse }
}

it('renews a session that has lapsed, and nobody is asked', async () => {
  const { client, user, said, refreshes, lapse } = await signedIn()
  lapse()
  expect((await getUser(client, user.id)).id).toBe(user.id)
  expect([client.getSession().status, said()]).toEqual(['user', ['updated renewed']])
  // The token was good for most of an hour.
  expect(refreshes()).toBe(0)
})

it('does not try a token twice', async () => {
  const { client, user, refreshes, lapse } = await signedIn()
  for (const expected of [0, 1, 2]) {
    lapse()
    await getUser(client, user.id)
    expect(refreshes()).toBe(expected)
  }
})

it('renews by phone whoever came by phone', async () => {
  createRecaptcha()
  const { stage, toolkit } = createSignInStage(({ auth }) => ({ credentialProvider: providerTokens(auth) }))
  const sent = await firebasePhone(toolkit.auth).sendCode(phone)
  const user = await login(stage.client, await sent.confirm(toolkit.codeFor(phone)))
  stage.emulator.expireSessions({ userId: user.id })
  expect((await getUser(stage.client, user.id)).phone).toBe(phone)
})

it('refreshes a token that is about to expire', async () => {
  const { stage, toolkit } = createSignInStage(({ auth }) => ({ credentialProvider: providerTokens(auth) }))
  toolkit.tokensLast(240)
  const user = await login(
    stage.client,
    await firebaseEmail(toolkit.auth).signUp('ada@example.com', 'analytical engine'),
  )
  toolkit.tokensLast(3600)
  stage.emulator.expireSessions({ userId: user.id })
  await getUser(stage.client, user.id)
  expect(toolkit.requests.at(-1)).toBe('token')
})

it('has nothing after a sign-out of Firebase', async () => {
  const { client, toolkit, user, said, lapse } = await signedIn()
  await signOut(toolkit.auth)
  lapse()
  expect((await errorOf(getUser(client, user.id))).code).toBe('session-expired')
  expect(said()).toEqual(['provider-expired declined', 'expired expired'])
})

it.each(['USER_DISABLED', 'TOKEN_EXPIRED', 'USER_NOT_FOUND', 'INVALID_REFRESH_TOKEN'])(
  'has nothing when Firebase says %s',
  async (message) => {
    const { client, toolkit, user, said, lapse } = await signedIn()
    lapse()
    await getUser(client, user.id)
    toolkit.fail('token', message)
    lapse()
    expect((await errorOf(getUser(client, user.id))).code).toBe('session-expired')
    expect(said().slice(1)).toEqual([
      message === 'INVALID_REFRESH_TOKEN' ? 'provider-expired failed' : 'provider-expired declined',
      'expired expired',
    ])
  },
)

it('says so when Firebase cannot be reached', async () => {
  const { client, toolkit, user, said, lapse } = await signedIn()
  lapse()
  await getUser(client, user.id)
  toolkit.fail('token', null)
  lapse()
  expect((await errorOf(getUser(client, user.id))).code).toBe('session-expired')
  expect(said()).toContain('provider-expired failed')
})

it('gives no token of a person who is nobody', async () => {
  const { stage, toolkit } = createSignInStage(({ auth }) => ({ credentialProvider: providerTokens(auth) }))
  const { id, login: name, password } = stage.person
  await login(stage.client, { login: name, password })
  await signInAnonymously(toolkit.auth)
  stage.emulator.expireSessions({ userId: id })
  expect((await errorOf(getUser(stage.client, id))).code).toBe('session-expired')
  expect(stage.requests().filter((request) => request === 'POST /login')).toHaveLength(1)
})

it('is not asked for anybody who has logged out', async () => {
  const { client, toolkit, user, requests } = await signedIn()
  await logout(client)
  const before = toolkit.requests.length
  // On a session of the application's.
  await getUser(client, user.id)
  expect(client.getSession().status).toBe('signed-out')
  expect(toolkit.requests).toHaveLength(before)
  expect(requests().filter((request) => request === 'POST /login')).toHaveLength(1)
})

it('makes nobody an account: whoever has come by email is not renewed by another Firebase user', async () => {
  const { client, toolkit, emulator, user, said, lapse } = await signedIn()
  await firebaseEmail(toolkit.auth).signUp('grace@example.com', 'nanoseconds of wire')
  const users = emulator.db.users.size
  lapse()
  expect((await errorOf(getUser(client, user.id))).code).toBe('session-expired')
  expect(said()).toEqual(['provider-expired declined', 'expired expired'])
  expect(emulator.db.users.size).toBe(users)
})

it('makes nobody an account: nor whoever has come by phone', async () => {
  createRecaptcha()
  const { stage, toolkit } = createSignInStage(({ auth }) => ({ credentialProvider: providerTokens(auth) }))
  const signInWith = async (number: string) => {
    const sent = await firebasePhone(toolkit.auth).sendCode(number)
    return sent.confirm(toolkit.codeFor(number))
  }
  const user = await login(stage.client, await signInWith(phone))
  await signInWith('+441632960962')
  const users = stage.emulator.db.users.size
  stage.emulator.expireSessions({ userId: user.id })
  expect((await errorOf(getUser(stage.client, user.id))).code).toBe('session-expired')
  expect(stage.emulator.db.users.size).toBe(users)
})
