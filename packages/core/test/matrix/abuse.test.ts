import { createStage, createTabGroup, errorOf } from '@cubekit/testing'
import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { getUser, getUsers, login, logout, memoryStorage, type TabsListener } from '../../src/index.ts'
import { credentialsOf } from './credentialsOf.ts'

/** Tabs whose messages arrive as the test says: never, late, twice, in any order, or from nobody at all. */
function createUnreliableTabs() {
  const group = createTabGroup()
  const tab = group.open()
  const listeners: TabsListener[] = []
  return {
    tab: {
      ...tab,
      announce: () => {},
      listen(listener: TabsListener) {
        listeners.push(listener)
        return tab.listen(listener)
      },
    },
    say: (epoch: number, rev: number) => {
      for (const listener of listeners) listener.changed({ epoch, rev })
    },
  }
}

test('row 26: messages that are lost, doubled, out of order or invented change nothing but when it looks (I7)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 40 }), fc.nat(5)), { maxLength: 12 }),
      fc.constantFrom('sign in', 'sign in and out'),
      async (messages, act) => {
        const { open, person } = createStage()
        const { tab, say } = createUnreliableTabs()
        const watching = open({ tabs: tab })
        const stop = watching.start()
        const acting = open()
        await watching.ready()
        await login(acting, credentialsOf(person))
        if (act !== 'sign in') await logout(acting)
        for (const [epoch, rev] of messages) say(epoch, rev)
        tab.wake()
        await watching.ready()
        const expected = act === 'sign in' ? 'user' : 'signed-out'
        await expect.poll(() => watching.getSession().status, { interval: 1 }).toBe(expected)
        stop()
      },
    ),
    { numRuns: 40 },
  )
})

describe('row 102: names that reach for the prototype (I9)', () => {
  const poison = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'

  test('in answers of the server', async () => {
    const { open, person, emulator } = createStage()
    const client = open({
      async fetch(input, init) {
        const answer = await emulator.fetch(input, init)
        const text = await answer.text()
        return new Response(text.replace(/\{/g, `{${poison.slice(1, -1)},`), answer)
      },
    })
    await getUser(client, person.id).catch(() => null)
    await login(client, credentialsOf(person)).catch(() => null)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Reflect.get([], 'polluted')).toBeUndefined()
  })

  test('in the stored record', async () => {
    const { open, person } = createStage()
    const storage = memoryStorage()
    await storage.update('1 https://api.cubekit.test', () => JSON.parse(poison) as unknown)
    const client = open({ storage })
    await login(client, credentialsOf(person))
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(JSON.stringify(await storage.read('1 https://api.cubekit.test'))).not.toContain('polluted')
  })

  test('in what a caller asks for', async () => {
    const { client, emulator } = createStage()
    const filter = JSON.parse('{"full_name":{"start_with":"Adam"},"__proto__":{"polluted":true}}') as {
      full_name: { start_with: string }
    }
    expect((await errorOf(getUsers(client, filter))).message).toContain('A filter has no __proto__')
    expect(emulator.log).toEqual([])
    const request = { method: 'GET', path: '/users/v2', query: filter, parse: () => null } as const
    expect((await errorOf(client.request(request))).code).toBe('rejected')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    // It is sent as what it is, a name, and stays one on the other side.
    expect(emulator.log.at(-1)?.query).toContain('__proto__[polluted]=true')
  })
})

test('row 105: few dependencies, all known, and nothing that runs when it is installed', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../../${name}/package.json`, import.meta.url), 'utf8')) as {
      dependencies?: Record<string, string>
      scripts?: Record<string, string>
    }
  const dependencies = (name: string): string[] => Object.keys(read(name).dependencies ?? {})
  expect(dependencies('core')).toEqual(['@noble/hashes', 'zustand'])
  expect(dependencies('react')).toEqual(['@cubekit/core'])
  for (const name of ['core', 'react', 'ui', 'emulator']) {
    expect(Object.keys(read(name).scripts ?? {}).filter((script) => /install|prepare/.test(script))).toEqual(
      [],
    )
  }
})
