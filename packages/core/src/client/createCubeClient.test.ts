import { createStage, errorOf } from '@cubekit/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type CubeClient, getUser, login, logout, type SessionStorage } from '../index.ts'

afterEach(() => void vi.useRealTimers())

describe('a client', () => {
  test('does nothing until it is used', async () => {
    vi.useFakeTimers()
    const fetched: unknown[] = []
    const storage = {
      read: vi.fn<SessionStorage['read']>(),
      update: vi.fn<SessionStorage['update']>(),
      close: vi.fn<SessionStorage['close']>(),
    }
    const { open } = createStage()
    const client: CubeClient = open({
      storage,
      fetch: async (input) => {
        fetched.push(input)
        return Response.error()
      },
    })
    expect(client.getSession().status).toBe('loading')
    await vi.runAllTimersAsync()
    expect(fetched).toEqual([])
    expect(storage.read).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([{ appId: 0 }, { appId: 1.5 }, { apiUrl: 'api.connectycube.com' }, { apiUrl: 'file:///x' }])(
    'says what is wrong with its options: %o',
    (options) => {
      const { open } = createStage()
      expect(() => open(options)).toThrow(expect.objectContaining({ code: 'invalid-argument' }) as Error)
    },
  )

  test('a base path and a slash at the end of the API URL are fine', async () => {
    const { open, emulator, person } = createStage()
    const urls: string[] = []
    const client = open({
      apiUrl: 'https://proxy.test/cube/',
      fetch: (input, init) => {
        const { url } = new Request(input, init)
        urls.push(url)
        return emulator.fetch(url.replace('https://proxy.test/cube', 'https://api.cubekit.test'), init)
      },
    })
    await getUser(client, person.id)
    expect(urls).toEqual(['https://proxy.test/cube/session', `https://proxy.test/cube/users/${person.id}`])
  })

  test('one listener that throws does not keep the others from hearing', async () => {
    const { client, person } = createStage()
    const heard: string[] = []
    const surfaced: unknown[] = []
    vi.stubGlobal('queueMicrotask', (task: () => void) => {
      try {
        task()
      } catch (error) {
        surfaced.push(error)
      }
    })
    try {
      client.subscribe(() => {
        throw new Error('a broken listener')
      })
      client.subscribe(() => heard.push(client.getSession().status))
      await login(client, { login: person.login, password: person.password })
      expect(heard.at(-1)).toBe('user')
      expect(surfaced.length).toBeGreaterThan(0)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  test('a listener may act on the session itself', async () => {
    const { client, person } = createStage()
    const seen: string[] = []
    client.subscribe(() => {
      const { status } = client.getSession()
      seen.push(status)
      if (status === 'user') void logout(client)
    })
    // Nobody may go on as a person who is gone by now.
    const signingIn = login(client, { login: person.login, password: person.password })
    expect((await errorOf(signingIn)).code).toBe('superseded')
    expect(seen).toContain('user')
    expect(client.getSession().status).toBe('signed-out')
  })
})
