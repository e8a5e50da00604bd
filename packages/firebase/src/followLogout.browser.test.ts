import { deleteUser, login, logout } from '@cubekit/core'
import { expect, it, onTestFinished } from 'vitest'
import { createSignInStage } from '../test/signInStage.ts'
import { firebaseEmail } from './firebaseEmail.ts'
import { followLogout } from './followLogout.ts'

async function signedIn() {
  const { stage, toolkit } = createSignInStage(() => undefined)
  const { auth } = toolkit
  const signUp = firebaseEmail(auth).signUp
  await login(stage.client, await signUp('ada@example.com', 'analytical engine'))
  const expectOut = (): Promise<void> => expect.poll(() => auth.currentUser).toBeNull()
  return { ...stage, auth, signUp, expectOut }
}

it('a logout signs out of Firebase', async () => {
  const { client, auth, expectOut } = await signedIn()
  onTestFinished(followLogout(client, auth))
  expect(auth.currentUser).not.toBeNull()
  await logout(client)
  await expectOut()
})

it('so does the end of an account', async () => {
  const { client, auth, expectOut } = await signedIn()
  onTestFinished(followLogout(client, auth))
  await deleteUser(client)
  await expectOut()
})

it('a logout in a page that was closed at once is made up for by the next', async () => {
  const { client, open, auth, expectOut } = await signedIn()
  await logout(client)
  expect(auth.currentUser).not.toBeNull()
  onTestFinished(followLogout(open(), auth))
  await expectOut()
})

it('somebody who takes another’s place stays signed in to Firebase', async () => {
  const { client, auth, signUp } = await signedIn()
  onTestFinished(followLogout(client, auth))
  const user = await login(client, await signUp('grace@example.com', 'nanosecond'))
  expect(user.email).toBe('grace@example.com')
  expect(auth.currentUser?.email).toBe('grace@example.com')
})

it('a sign-in after a logout is left alone', async () => {
  const { client, auth, signUp, expectOut } = await signedIn()
  onTestFinished(followLogout(client, auth))
  await logout(client)
  await expectOut()
  const credentials = await signUp('grace@example.com', 'nanosecond')
  expect(auth.currentUser?.email).toBe('grace@example.com')
  await login(client, credentials)
  expect(auth.currentUser?.email).toBe('grace@example.com')
})

it('ends when the app wants', async () => {
  const { client, auth } = await signedIn()
  followLogout(client, auth)()
  await logout(client)
  await auth.authStateReady()
  expect(auth.currentUser).not.toBeNull()
})
