import { login } from '@cubekit/core'
import { errorOf } from '@cubekit/testing'
import { expect, it } from 'vitest'
import { createIdentityToolkit } from '../test/identityToolkit.ts'
import { createSignInStage } from '../test/signInStage.ts'
import { firebaseEmail } from './firebaseEmail.ts'

const email = 'ada@example.com'
// Spaces belong to it.
const password = ' analytical engine '

it('signs up, and in', async () => {
  const { stage, toolkit } = createSignInStage(() => undefined)
  const firebase = firebaseEmail(toolkit.auth)
  const credentials = await firebase.signUp(` ${email}`, password)
  expect(credentials).toEqual({
    provider: 'firebase_email',
    firebase_email: { project_id: 'demo-cubekit', access_token: expect.any(String) },
  })
  const user = await login(stage.client, credentials)
  expect(user.email).toBe(email)
  const again = await login(stage.client, await firebase.signIn(`${email} `, password))
  expect(again.id).toBe(user.id)
})

it.each([
  ['a wrong password', email, 'analytical engine', 'invalid-credentials', {}],
  ['an unknown address', 'bob@example.com', password, 'invalid-credentials', {}],
])('refuses %s', async (_, address, typed, code, fields) => {
  const toolkit = createIdentityToolkit()
  const firebase = firebaseEmail(toolkit.auth)
  await firebase.signUp(email, password)
  const error = await errorOf(firebase.signIn(address, typed))
  expect([error.code, error.fields]).toEqual([code, fields])
})

it.each([
  ['an address that is taken', email, password, { email: ['must be unique'] }],
  ['a password that is too weak', 'bob@example.com', 'weak', { password: ['is too weak'] }],
])('does not sign up with %s', async (_, address, typed, fields) => {
  const toolkit = createIdentityToolkit()
  const firebase = firebaseEmail(toolkit.auth)
  await firebase.signUp(email, password)
  const error = await errorOf(firebase.signUp(address, typed))
  expect([error.code, error.fields]).toEqual(['validation', fields])
  expect(JSON.stringify([error, error.message])).not.toContain(`${typed} should`)
})

it('sends a link for a new password, and does not tell who has an account', async () => {
  const toolkit = createIdentityToolkit()
  const firebase = firebaseEmail(toolkit.auth)
  await firebase.signUp(email, password)
  for (const address of [email, 'nobody@example.com']) {
    const start = performance.now()
    await expect(firebase.resetPassword(address)).resolves.toBeUndefined()
    expect(performance.now() - start).toBeGreaterThanOrEqual(595)
  }
  toolkit.fail('accounts:sendOobCode', 'USER_DISABLED')
  await expect(firebase.resetPassword(email)).resolves.toBeUndefined()
  toolkit.fail('accounts:sendOobCode', 'INVALID_EMAIL')
  for (const address of ['ada', email])
    expect((await errorOf(firebase.resetPassword(address))).fields).toEqual({ email: ['is invalid'] })
  toolkit.fail('accounts:sendOobCode', null)
  expect((await errorOf(firebase.resetPassword(email))).code).toBe('unreachable')
})
