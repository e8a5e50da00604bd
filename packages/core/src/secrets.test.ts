import { createStage } from '@cubekit/testing'
import { inspect } from 'node:util'
import { expect, test, vi } from 'vitest'
import {
  createAndUpload,
  createSession,
  getFileUrl,
  getFileUrlQuery,
  getSession,
  getUser,
  getUserQuery,
  getUsers,
  login,
  loginAsGuest,
  loginMutation,
  logout,
  memoryStorage,
  prepareLogin,
  type ProviderCredentials,
  signUp,
  upgradeGuest,
} from './index.ts'

/** The same secret in all that providers give. */
const ofProviders = (secret: string): readonly ProviderCredentials[] => [
  { provider: 'twitter', keys: { token: secret, secret } },
  { provider: 'firebase_phone', firebase_phone: { project_id: 'demo', access_token: secret } },
  {
    provider: 'firebase_email',
    'firebase_email[project_id]': 'demo',
    'firebase_email[access_token]': secret,
  },
  { provider: 'cidp', token: secret },
]

/** Everything that can be read off a value without a debugger. */
function textOf(value: unknown): string {
  const seen = inspect(value, { depth: 20, showHidden: true, getters: true, maxStringLength: null })
  const error = value instanceof Error ? [value.stack, inspect(value.cause)] : []
  return [seen, JSON.stringify(value), ...error].join('\n')
}

test('passwords, tokens and the auth secret are in no error, log, URL, key or object', async () => {
  const password = 'canary-password-7f3a'
  const authSecret = 'canary-auth-secret-91c2'
  const sinks: [name: string, text: string][] = []
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const
  const spies = methods.map((method) => vi.spyOn(console, method).mockImplementation(() => {}))

  const stored: unknown[] = []
  const memory = memoryStorage()
  const stage = createStage({
    emulator: {
      authSecret,
      signatures: 'require',
      users: [
        { login: 'ada', email: 'ada@example.com', full_name: 'Ada', password },
        { login: 'grace', email: 'grace@example.com', full_name: 'Grace', password: 'another-password' },
      ],
    },
    client: {
      storage: {
        ...memory,
        update: (key, decide) =>
          memory.update(key, (before) => {
            const next = decide(before)
            stored.push(next)
            return next
          }),
      },
    },
  })
  const { emulator, person } = stage
  const tokens = new Set<string>()
  let sentToken: string | null = null
  const client = stage.open({
    fetch: async (input, init) => {
      const request = new Request(input, init)
      sinks.push(['URL', request.url])
      sentToken = request.headers.get('CB-Token')
      const answer = await emulator.fetch(request)
      const token = /"token":\s*"([^"]+)"/.exec(await answer.clone().text())?.[1]
      if (token) tokens.add(token)
      return answer
    },
  })
  const attempt = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    sinks.push([name, textOf(await work().catch((error: unknown) => error))])
  }

  await attempt('prepare', () => prepareLogin(client))
  await attempt('wrong password', () => login(client, { login: 'ada', password: `${password}-wrong` }))
  const faults = [
    { kind: 'offline' },
    { kind: 'html200' },
    { kind: 'truncate' },
    {
      kind: 'status',
      status: 422,
      body: { errors: { base: [`Sorry, ${password} is not good`], login: [password] } },
    },
    { kind: 'status', status: 500, body: `<html>${password}</html>` },
    {
      kind: 'errors200',
      body: { errors: [`Bad Authentication data. Unauthorized on remote side. Response "${password}"`] },
    },
  ] as const
  for (const fault of faults) {
    emulator.faults.add({ ...fault, path: '/login' })
    await attempt(`login, ${fault.kind}`, () => login(client, { login: 'ada', password }))
    for (const credentials of ofProviders(password)) {
      const name = `${credentials.provider}, ${fault.kind}`
      await attempt(name, () => login(client, credentials))
    }
    emulator.faults.clear()
    emulator.faults.add({ ...fault, path: '/users' })
    await attempt(`signUp, ${fault.kind}`, () => signUp(client, { login: 'newcomer', password }))
    await loginAsGuest(client)
    await attempt(`upgradeGuest, ${fault.kind}`, () => upgradeGuest(client, { login: 'newcomer', password }))
    await logout(client)
    emulator.faults.clear()
    emulator.faults.add({ ...fault, path: '/session' })
    await attempt(`createSession, ${fault.kind}`, () => createSession(client, { login: 'ada', password }))
    for (const credentials of ofProviders(password)) {
      const name = `createSession, ${credentials.provider}, ${fault.kind}`
      await attempt(name, () => createSession(client, credentials))
    }
    emulator.faults.clear()
  }
  await attempt('login', () => login(client, { login: 'ada', password }))
  await attempt('getSession', () => getSession(client))
  const content = new Blob(['hello'])
  await attempt('createAndUpload', () => createAndUpload(client, content))
  for (const path of ['/blobs', '/s3']) {
    const recover = emulator.faults.add({
      kind: 'status',
      status: 422,
      body: { errors: [`No ${sentToken}`] },
      path,
    })
    await attempt(`createAndUpload, ${path}`, () => createAndUpload(client, content))
    recover()
  }
  const [file] = emulator.db.blobs.list()
  await attempt('getFileUrl', () => getFileUrl(client, file?.uid ?? ''))
  sinks.push(['query of an address', textOf(getFileUrlQuery(client, file?.uid ?? ''))])
  await attempt('getUser', () => getUser(client, person.id))
  await attempt('getUsers', () => getUsers(client, { login: 'ada' }))
  sinks.push(['client', textOf(client)], ['query', textOf(getUserQuery(client, person.id))])
  sinks.push(['mutation', textOf(loginMutation(client))], ['session', textOf(client.getSession())])
  emulator.faults.add({ kind: 'status', status: 422, body: { errors: [`Token ${sentToken} is odd`] } })
  await attempt('a token echoed', () => getUser(client, person.id))
  emulator.faults.clear()
  emulator.expireSessions()
  await attempt('expired', () => getUser(client, person.id))
  await attempt('logout', () => logout(client))
  for (const spy of spies) sinks.push(['console', textOf(spy.mock.calls)])
  vi.restoreAllMocks()

  expect(tokens.size).toBeGreaterThan(2)
  const hits = sinks.flatMap(([name, text]) =>
    [password, authSecret, ...tokens]
      .filter((secret) => text.includes(secret))
      .map((secret) => `${secret} in ${name}`),
  )
  expect(hits).toEqual([])
  // The storage holds the token, in one record, and no password.
  expect(JSON.stringify(stored)).not.toContain(password)
  expect(JSON.stringify(stored)).not.toContain(authSecret)
})
