import { createStage } from '@cubekit/testing'
import { describe, expect, test } from 'vitest'
import { createDevice } from '../../../test/storages/createDevice.ts'
import { asyncStorage, getUser, login, loginAsGuest, logout, secureStorage } from '../../index.ts'

// A session on a telephone, through its whole life.

/** An app that can be started again and again. */
function createApp(kind: 'asyncStorage' | 'secureStorage') {
  const device = createDevice()
  const storage = () =>
    kind === 'asyncStorage' ? asyncStorage(device.asyncStore()) : secureStorage(device.secureStore())
  const stage = createStage({ client: { storage: storage() } })
  return {
    ...stage,
    device,
    /** Kills the app and starts it again. */
    async restart() {
      device.restart()
      const client = stage.open({ storage: storage() })
      await client.ready()
      return client
    },
  }
}

describe.each(['asyncStorage', 'secureStorage'] as const)('%s', (kind) => {
  test('keeps somebody signed in over restarts, at no request', async () => {
    const { client, person, otherPerson, restart, requests } = createApp(kind)
    await login(client, person)
    const before = requests().length
    const restarted = await restart()
    expect(restarted.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    expect(restarted.persistence()).toBe('durable')
    expect(requests()).toHaveLength(before)
    await expect(getUser(restarted, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
  })

  test('keeps a long profile in another alphabet', async () => {
    const { client, restart } = createApp(kind)
    const guest = await loginAsGuest(client, { full_name: 'Ольга 🌷 '.repeat(25).trim() })
    expect((await restart()).getSession()).toMatchObject({ status: 'guest', user: guest })
  })

  test('row 57: nobody is back after a logout, and nothing of them is left on the device', async () => {
    const { client, person, device, restart } = createApp(kind)
    await login(client, person)
    await expect(logout(client)).resolves.toEqual({ server: 'revoked', durable: true })
    expect(JSON.stringify(device.texts())).not.toContain(person.login)
    expect((await restart()).getSession()).toMatchObject({ status: 'signed-out', endReason: 'logged-out' })
  })

  test('row 53: on a full device the app goes on in memory, and the session of before is not kept', async () => {
    const { client, person, otherPerson, device, restart } = createApp(kind)
    await login(client, person)
    device.failWritesAfter(0)
    await login(client, otherPerson)
    expect(client.getSession().user?.id).toBe(otherPerson.id)
    expect(client.persistence()).toBe('memory')
    expect((await restart()).getSession()).toMatchObject({ status: 'signed-out', user: null })
  })

  test('row 50: a device that fails while the app starts costs the app nothing but its memory', async () => {
    const { client, person, device, restart } = createApp(kind)
    await login(client, person)
    device.failReads(true)
    const restarted = await restart()
    expect(restarted.getSession().status).toBe('signed-out')
    expect(restarted.persistence()).toBe('memory')
    device.failReads(false)
    expect((await restart()).getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
  })
})
