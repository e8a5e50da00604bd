import {
  adoptSession,
  type CubeClientOptions,
  getSession,
  getUser,
  isCubeError,
  login,
  loginAsGuest,
  memoryStorage,
} from '@cubekit/core'
import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  client,
  connect,
  ConnectyCube,
  credentialsOf,
  emulator,
  found,
  noSession,
  open,
  opened,
  person,
  readBySdk,
  requests,
  setUpBothSdks,
} from './support/bothSdks.ts'

// The official SDK and Cubekit on one session, and what they do when it expires.

setUpBothSdks()

describe('one session', () => {
  test('of a person who signed in by Cubekit serves the SDK at once', async () => {
    connect()
    const me = await login(client, credentialsOf())
    expect(await readBySdk()).toMatchObject(found())
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
    expect(emulator.log.slice(-2)).toMatchObject([{ userId: me.id }, { userId: me.id }])
    expect(requests()).toEqual(['POST /session', 'POST /login', 'GET /users/v2', 'GET /session'])
  })

  test('that was there before the SDK was connected serves it too', async () => {
    const me = await login(client, credentialsOf())
    connect()
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
    expect(opened()).toBe(1)
  })

  test('is opened by the first request of the SDK, once for all, and shared with Cubekit', async () => {
    connect()
    const reading = Array.from({ length: 50 }, () => [readBySdk(), getUser(client, person(1).id)]).flat()
    expect(await Promise.all(reading)).toHaveLength(100)
    expect(opened()).toBe(1)
    expect(new Set(emulator.log.map(({ sessionId }) => sessionId)).size).toBe(1)
  })

  test('of the last time is used after a restart, also by a request that is in a hurry', async () => {
    const storage = memoryStorage()
    const me = await login(open({ storage }), credentialsOf())
    connect(open({ storage }))
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
    expect(opened()).toBe(1)
  })

  test('that was made elsewhere and adopted serves the SDK', async () => {
    connect()
    const { appId, apiUrl } = client
    const answer = await fetch(`${apiUrl}/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        application_id: appId,
        auth_key: emulator.keys.authKey,
        user: credentialsOf(3),
      }),
    })
    await adoptSession(client, JSON.parse(await answer.text()))
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person(3).id })
  })

  test('changes the profile of whoever is signed in', async () => {
    connect()
    await login(client, credentialsOf(1))
    await login(client, credentialsOf(2))
    expect(await ConnectyCube.users.update({ full_name: 'New Name' })).toMatchObject({
      user: { id: person(2).id, full_name: 'New Name' },
    })
    await getSession(client)
    expect(client.getSession().user?.full_name).toBe('New Name')
  })

  test('is not shown to other servers', async () => {
    const seen: unknown[] = []
    const server = createServer((request, response) => {
      seen.push(request.headers['cb-token'] ?? null)
      response.end('ok')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    connect()
    await login(client, credentialsOf())
    await ConnectyCube.storage.upload({ url: `http://127.0.0.1:${port}/bucket`, data: { key: 'x' } })
    expect(seen).toEqual([null])
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person().id })
  })
})

describe('an expired session', () => {
  test('of the application: 100 requests of the SDK and 100 of Cubekit share one renewal', async () => {
    connect()
    await readBySdk()
    emulator.expireSessions()
    const reading = Array.from({ length: 100 }, () => [readBySdk(), getUser(client, person(1).id)]).flat()
    expect(await Promise.all(reading)).toHaveLength(200)
    expect(opened()).toBe(2)
  })

  test('of a person: 100 requests of the SDK ask the app once and open one session', async () => {
    const credentialProvider = vi.fn<NonNullable<CubeClientOptions['credentialProvider']>>(async () =>
      credentialsOf(),
    )
    const client = open({ credentialProvider })
    connect(client)
    const me = await login(client, credentialsOf())
    emulator.expireSessions()
    const answers = await Promise.all(Array.from({ length: 100 }, () => readBySdk()))
    expect(answers).toHaveLength(100)
    expect(opened()).toBe(2)
    expect(credentialProvider).toHaveBeenCalledTimes(1)
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
  })

  test('is renewed for the SDK’s getSession too, which alone never asks for it', async () => {
    connect()
    await readBySdk()
    emulator.expireSessions()
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: null })
  })

  test('that cannot be renewed: fails as the SDK’s callers know it, and does not ask the server again', async () => {
    connect()
    await login(client, credentialsOf())
    emulator.expireSessions()
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => readBySdk()))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(outcomes[99]).toMatchObject({ reason: noSession })
    expect(client.getSession()).toMatchObject({ status: 'reauth-required', user: { id: person().id } })
    const before = emulator.log.length
    await expect(readBySdk()).rejects.toMatchObject(noSession)
    expect(emulator.log).toHaveLength(before)
    expect(ConnectyCube.service.getSession()).toBeNull()

    await login(client, credentialsOf())
    expect(await readBySdk()).toMatchObject(found())
  })

  test('on a server that refuses fresh sessions: ends, with few attempts', async () => {
    connect()
    await readBySdk()
    emulator.faults.add({ kind: 'rejectFreshTokens' })
    emulator.expireSessions()
    for (let attempt = 0; attempt < 10; attempt++) {
      await Promise.allSettled(Array.from({ length: 10 }, () => readBySdk()))
    }
    expect(opened()).toBeLessThanOrEqual(4)
  })

  test('of a guest: the guest is gone, and no new one is made', async () => {
    connect()
    await loginAsGuest(client, { full_name: 'Olof Shodger' })
    const users = emulator.db.users.size
    emulator.expireSessions()
    await expect(readBySdk()).rejects.toMatchObject(noSession)
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'guest-expired' })
    expect(emulator.db.users.size).toBe(users)
  })
})

test('with the server out of reach, what fails says why', async () => {
  connect()
  emulator.faults.add({ kind: 'offline' })
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => readBySdk()))
  const reasons = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : null))
  expect(reasons.every((reason) => isCubeError(reason, 'unreachable'))).toBe(true)
  emulator.faults.clear()
  expect(await readBySdk()).toMatchObject(found())
})
