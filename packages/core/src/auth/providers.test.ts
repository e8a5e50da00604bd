import { createStage, errorOf, type StageOptions } from '@cubekit/testing'
import {
  acceptTokens,
  type ApiErrorBody,
  type EmulatorOptions,
  observedErrors,
  unobservedErrors,
} from '@cubekit/emulator'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import vectors from '../../test/fixtures/vectors.json' with { type: 'json' }
import {
  createSession,
  getUser,
  localSigner,
  login,
  type LoginCredentials,
  type ProviderCredentials,
  stringToSign,
  unsigned,
} from '../index.ts'
import { hmacSha1 } from '../signing/hmacSha1.ts'

const project_id = 'demo'
const providers = {
  facebook: acceptTokens({ 'fb-token': { uid: '42', full_name: 'Olof Shodger' } }),
  twitter: acceptTokens({ 'tw-token': { uid: '9', secret: 'tw-secret', login: 'olof' } }),
  firebase_phone: acceptTokens({ 'phone-token': { uid: 'f8', phone: '+441632960961' } }),
  firebase_email: acceptTokens({ 'mail-token': { uid: 'e1', email: 'olof@example.com' } }),
}

const everyProvider: readonly [string, ProviderCredentials, object][] = [
  ['Facebook', { provider: 'facebook', keys: { token: 'fb-token' } }, { facebook_id: '42' }],
  [
    'Twitter',
    { provider: 'twitter', keys: { token: 'tw-token', secret: 'tw-secret' } },
    { twitter_id: '9', login: 'olof' },
  ],
  [
    'Firebase phone',
    { provider: 'firebase_phone', firebase_phone: { project_id, access_token: 'phone-token' } },
    { phone: '+441632960961' },
  ],
  [
    'Firebase e-mail',
    { provider: 'firebase_email', firebase_email: { project_id, access_token: 'mail-token' } },
    { email: 'olof@example.com' },
  ],
  [
    'Firebase phone, flat',
    {
      provider: 'firebase_phone',
      'firebase_phone[project_id]': project_id,
      'firebase_phone[access_token]': 'phone-token',
    },
    { phone: '+441632960961' },
  ],
  [
    'Firebase e-mail, flat',
    {
      provider: 'firebase_email',
      'firebase_email[project_id]': project_id,
      'firebase_email[access_token]': 'mail-token',
    },
    { email: 'olof@example.com' },
  ],
]

/** A stage whose page's bodies are seen. */
function createProviderStage(options: StageOptions = {}) {
  const stage = createStage({ ...options, emulator: { providers, ...options.emulator } })
  const sent: { path: string; body: Record<string, unknown> }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.clone().text()
    if (text) sent.push({ path: new URL(request.url).pathname, body: JSON.parse(text) })
    return stage.emulator.fetch(request)
  }
  return { ...stage, sent, client: stage.open({ fetch }), fetch }
}

describe.each(everyProvider)('%s', (_, credentials, who) => {
  test('signs a person in, and in again as the same', async () => {
    const { client, open } = createProviderStage()
    const user = await login(client, credentials)
    expect(user).toMatchObject(who)
    expect(client.getSession()).toMatchObject({ status: 'user', user })
    await expect(login(open(), credentials)).resolves.toMatchObject({ id: user.id })
  })

  test.each(['require', 'accept'] as const)(
    'opens a session in one request (signatures: %s)',
    async (how) => {
      const { open, requests, emulator } = createProviderStage({ emulator: { signatures: how } })
      const signer = how === 'require' ? localSigner(emulator.keys) : unsigned(emulator.keys)
      const client = open({ signer })
      await expect(createSession(client, credentials)).resolves.toMatchObject({ user: who })
      expect(client.getSession()).toMatchObject({ status: 'user', user: who })
      expect(requests()).toEqual(['POST /session'])
    },
  )

  test('goes out nested, to either endpoint', async () => {
    const { client, sent } = createProviderStage({ client: { signer: unsigned({ authKey: 'k' }) } })
    await login(client, credentials).catch(() => {})
    await createSession(client, credentials).catch(() => {})
    const { provider } = credentials
    const group = provider.startsWith('firebase') ? provider : 'keys'
    for (const { body } of sent.filter((request) => 'provider' in request.body)) {
      expect(Object.keys(body).filter((name) => !['application_id', 'auth_key'].includes(name))).toEqual([
        'provider',
        group,
      ])
      expect(body[group]).toBeTypeOf('object')
    }
  })

  test('renews a session that has lapsed, without asking the person', async () => {
    const { open, emulator } = createProviderStage()
    const client = open({ credentialProvider: () => credentials })
    const user = await login(client, credentials)
    emulator.expireSessions()
    await expect(getUser(client, user.id)).resolves.toMatchObject({ id: user.id })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: user.id } })
  })
})

/** What the official SDKs have signed, with the very nonce and time. */
test.each<[string, LoginCredentials]>([
  ['keys[token]=fbtok', { provider: 'facebook', keys: { token: 'fbtok' } }],
  ['keys[secret]=twsec', { provider: 'twitter', keys: { token: 'twtok', secret: 'twsec' } }],
])('is signed as the official SDKs do: %s', async (part, credentials) => {
  const vector = vectors.vectors.find(({ stringToSign }) => stringToSign.includes(part))
  expect(await signatureOf(credentials)).toBe(vector?.signature ?? 'no such vector')
})

test.each<[string, LoginCredentials]>([
  [
    'bc8dfed39ca5a0fb782a54a2a26471d3cc403d76',
    { provider: 'firebase_phone', firebase_phone: { project_id: 'proj', access_token: 'ey.fire.base' } },
  ],
  [
    'b377b5cb5bdffb3cafc8c021832131e13dba485d',
    {
      provider: 'firebase_email',
      'firebase_email[project_id]': 'proj',
      'firebase_email[access_token]': 'ey.fire.base',
    },
  ],
])('is signed as Firebase’s in other SDKs: %s', async (signature, credentials) => {
  expect(await signatureOf(credentials)).toBe(signature)
})

/** The signature of POST /session with these credentials, at the time and with the nonce of the vectors. */
async function signatureOf(credentials: LoginCredentials): Promise<unknown> {
  let signature: unknown
  const { open } = createStage({ emulator: { appId: 1 } })
  const client = open({
    signer: {
      async sign(params) {
        const all = { ...params, auth_key: '29WfrNWdvkhmX6V', nonce: 1647, timestamp: 1678966390 }
        signature = await hmacSha1(vectors.authSecret, stringToSign(all))
        return all
      },
    },
  })
  await createSession(client, credentials).catch(() => {})
  return signature
}

describe('a custom identity provider', () => {
  const asked: unknown[] = []
  const cidp = acceptByLogin(asked)

  test('gets the token as the login, and some password, at either endpoint', async () => {
    const { client, open } = createProviderStage({ emulator: { cidp } })
    const user = await login(client, { provider: 'cidp', token: 'own-token' })
    expect(user).toMatchObject({ external_id: '2345' })
    await expect(createSession(open(), { provider: 'cidp', token: 'own-token' })).resolves.toMatchObject({
      user: { id: user.id },
    })
    const some = expect.stringMatching(/./)
    expect(asked).toEqual([1, 2].map(() => ({ login: 'own-token', email: '', password: some })))
  })
})

test('the token of an app’s own users renews a session that has lapsed', async () => {
  const { open, emulator } = createProviderStage({ emulator: { cidp: acceptByLogin([]) } })
  const client = open({ credentialProvider: async () => ({ provider: 'cidp', token: 'own-token' }) })
  const user = await login(client, { provider: 'cidp', token: 'own-token' })
  emulator.expireSessions()
  await expect(getUser(client, user.id)).resolves.toMatchObject({ id: user.id })
  expect(client.getSession().status).toBe('user')
})

function acceptByLogin(asked: unknown[]): NonNullable<EmulatorOptions['cidp']> {
  return (credentials) => {
    asked.push(credentials)
    return credentials.login === 'own-token'
      ? { outcome: 'accepted', uid: '2345' }
      : { outcome: 'refused', remote: { status: 401, body: `no ${credentials.login}` } }
  }
}

describe('what a provider refuses', () => {
  test.each<[string, ProviderCredentials]>([
    ['Facebook', { provider: 'facebook', keys: { token: 'canary-refused' } }],
    [
      'Twitter, by the secret',
      { provider: 'twitter', keys: { token: 'tw-token', secret: 'canary-refused' } },
    ],
    [
      'Firebase',
      { provider: 'firebase_phone', firebase_phone: { project_id, access_token: 'canary-refused' } },
    ],
    ['a custom one', { provider: 'cidp', token: 'canary-refused' }],
  ])('is invalid-credentials, and nothing of it is in the error: %s', async (_, credentials) => {
    const cidp = credentials.provider === 'cidp' ? acceptByLogin([]) : null
    const { client } = createProviderStage({ emulator: { cidp } })
    for (const signIn of [login, createSession]) {
      const error = await errorOf(signIn(client, credentials))
      expect(error.code).toBe('invalid-credentials')
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary')
    }
    expect(client.getSession().status).toBe('signed-out')
  })

  test('and what the server echoes of it is not told, though the token holds the project’s id', async () => {
    const { client, emulator } = createProviderStage()
    const access_token = `canary-${project_id}-canary`
    const body = { errors: [`Bad Authentication data: ${access_token}`] }
    emulator.faults.add({ kind: 'status', status: 422, body, path: '/login' })
    const error = await errorOf(
      login(client, { provider: 'firebase_phone', firebase_phone: { project_id, access_token } }),
    )
    expect(error.details).toEqual(['Bad Authentication data: •••'])
  })

  const refused = 'Bad Authentication data'
  test.each<[string, number, ApiErrorBody]>([
    ['E9, a success', 200, observedErrors.identityProviderRefused.body],
    ['E10', 422, observedErrors.identityProviderFailed.body],
    ['E12', 422, observedErrors.firebasePhoneParametersMissing.body],
    ['in a list', 422, unobservedErrors.providerRefused.body],
    ['under base', 422, { errors: { base: [refused] } }],
    ['under a field', 422, { errors: { keys: [refused] } }],
    ['a wrong session', 401, { errors: ['Unauthorized'] }],
  ])('is told in any shape and with any status: %s', async (_, status, body) => {
    const { client, emulator } = createProviderStage()
    for (const [path, signIn] of [
      ['/login', login],
      ['/session', createSession],
    ] as const) {
      emulator.faults.add({ kind: 'status', status, body, path, times: 1 })
      const error = await errorOf(signIn(client, { provider: 'facebook', keys: { token: 'fb-token' } }))
      expect(error).toMatchObject({ code: 'invalid-credentials', status })
    }
  })

  test('by the credentialProvider: the person must sign in again', async () => {
    const { open, emulator } = createProviderStage()
    const client = open({ credentialProvider: () => ({ provider: 'facebook', keys: { token: 'stale' } }) })
    const user = await login(client, { provider: 'facebook', keys: { token: 'fb-token' } })
    emulator.expireSessions()
    expect((await errorOf(getUser(client, user.id))).code).toBe('session-expired')
    expect(client.getSession().status).toBe('reauth-required')
  })
})

describe('what is missing is named, and nothing is sent', () => {
  test.each<[ProviderCredentials, string[]]>([
    [{ provider: 'facebook', keys: { token: '' } }, ['token']],
    [{ provider: 'twitter', keys: { token: '', secret: '' } }, ['token', 'secret']],
    [{ provider: 'twitter', keys: { token: 't', secret: '' } }, ['secret']],
    [{ provider: 'firebase_phone', firebase_phone: { project_id: '', access_token: 't' } }, ['project_id']],
    [
      {
        provider: 'firebase_email',
        'firebase_email[project_id]': 'p',
        'firebase_email[access_token]': '',
      },
      ['access_token'],
    ],
    [{ provider: 'cidp', token: '' }, ['token']],
  ])('%j', async (credentials, fields) => {
    const { client, requests } = createProviderStage()
    for (const signIn of [login, createSession]) {
      const error = await errorOf(signIn(client, credentials))
      expect(error.code).toBe('validation')
      expect(Object.keys(error.fields)).toEqual(fields)
    }
    expect(requests()).toEqual([])
  })

  test('a provider that the API does not know, from code without types', async () => {
    const { client, requests } = createProviderStage()
    const credentials: ProviderCredentials = JSON.parse('{"provider":"google"}')
    expect((await errorOf(login(client, credentials))).code).toBe('validation')
    expect(requests()).toEqual([])
  })
})

test('a provider whose own server fails has refused nobody', async () => {
  const { client, emulator } = createStage({ emulator: { providers } })
  const text = 'Bad Authentication data. Unauthorized on remote side. Status: 503.With empty response'
  for (const body of [{ errors: [text] }, { errors: { base: [text] } }]) {
    emulator.faults.add({ kind: 'status', status: 422, body, path: '/login', times: 1 })
    const error = await errorOf(login(client, { provider: 'facebook', keys: { token: 'fb-token' } }))
    expect(error.code).toBe('server-error')
  }
})
