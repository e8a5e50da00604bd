import { expect, it } from 'vitest'
import { createEmulator, observedErrors, unobservedErrors } from '../index.ts'

it('holds the answers seen, letter for letter', () => {
  const lines = Object.values(observedErrors).map(({ status, body }) => `${status} ${JSON.stringify(body)}`)
  expect(lines).toEqual([
    '401 {"errors":{"base":["Required session does not exist"]}}',
    '401 {"errors":["Token is required"]}',
    '401 {"errors":["Unauthorized"]}',
    '401 {"errors":["Invalid password"]}',
    '404 {"errors":["User not found"]}',
    '422 {"errors":["Unexpected signature"]}',
    '422 {"errors":{"password":["cannot be blank"]}}',
    '200 {"errors":["Bad Authentication data. Unauthorized on remote side. Status: 401.Response \\"Unauthorized\\""]}',
    '422 {"errors":["Bad Authentication data. Unauthorized on remote side. Status: 404.With empty response"]}',
    '422 {"errors":{"base":["Custom Identity Provider uid is required"]}}',
    '422 {"errors":["Bad Authentication data. Invalid input parameters provided: no \'firebase_phone[access_token]\' and \'firebase_phone[project_id]\' parameters provided"]}',
    '422 {"errors":["Both user login and email can\'t be blank"]}',
    '403 {"errors":{"base":["Forbidden. Need user."]}}',
    '422 {"errors":{"base":["email must be unique"]}}',
    '422 {"errors":{"base":["Reset password by email is disabled"]}}',
    '403 {"errors":{"base":["Users retrieving forbidden in admin panel, application settings. Setup it here https://admin.connectycube.com/apps/230/service/users/settings"]}}',
  ])
  // Two of them are documented by their length on the wire.
  expect(JSON.stringify(observedErrors.invalidPassword.body)).toHaveLength(31)
  expect(JSON.stringify(observedErrors.userNotFound.body)).toHaveLength(29)
})

it.each(Object.entries(observedErrors))('can be ordered as a fault: %s', async (_, refusal) => {
  const emulator = createEmulator()
  emulator.faults.add({ kind: 'status', ...refusal })
  const response = await emulator.fetch('/session', { method: 'POST' })
  expect(response.status).toBe(refusal.status)
  expect(await response.json()).toEqual(refusal.body)
})

it('has no guess that was seen after all', () => {
  const seen = new Set(Object.values(observedErrors).map(({ body }) => JSON.stringify(body)))
  const guessedTwice = Object.entries(unobservedErrors)
    .filter(([, guess]) => typeof guess !== 'function' && seen.has(JSON.stringify(guess.body)))
    .map(([name]) => name)
  // These are answers seen in one place, guessed to be given in another as well.
  expect(guessedTwice).toEqual(['loginInvalidPassword', 'loginUserNotFound', 'userWithIdNotFound'])
})
