import fc from 'fast-check'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiOf, at, type Api } from '../../test/api.ts'
import { storeFile } from '../../test/files.ts'
import { DataFileError, startEmulator, type EmulatorServer, type EmulatorServerOptions } from './index.ts'
import { sign } from '../rules/signature.ts'
import { openDataFile } from './openDataFile.ts'

let folder: string
let data: string
const running: EmulatorServer[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cubekit-data-'))
  data = join(folder, 'emulator.data')
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()))
  rmSync(folder, { recursive: true })
})

async function start(options: EmulatorServerOptions = {}): Promise<{ server: EmulatorServer; api: Api }> {
  const server = await startEmulator({ data, ...options })
  running.push(server)
  return { server, api: apiOf(server) }
}
async function restart(options: EmulatorServerOptions = {}): Promise<{ server: EmulatorServer; api: Api }> {
  await Promise.all(running.splice(0).map((server) => server.stop()))
  return start(options)
}

const nowInSeconds = (): number => Math.floor(Date.now() / 1000)

describe('data', () => {
  it('brings users, sessions, files, used nonces, settings and the clock back', async () => {
    const { server, api } = await start({ users: 20, seed: 7, signatures: 'require', latencyMs: 1 })
    server.clock.advance(3_600_000)
    await restart()
    const first = await restart({ signatures: 'accept' })
    const token = await first.api.userToken(4)
    const appToken = await first.api.appToken()
    await first.api.post('/users', { user: { login: 'marvin18', password: 'supersecurepwd' } }, appToken)
    const { uid } = await storeFile(first.server, first.api, token, 'hello', { public: true })
    const before = first.server.snapshot()

    const { server: second, api: again } = await restart()
    expect(second.snapshot()).toEqual(before)
    expect(second.people).toEqual(server.people)
    expect((await again.get('/session', token)).status).toBe(200)
    expect(await again.get(`/blobs/${uid}`)).toMatchObject({ status: 200, body: 'hello' })
    const user = { login: 'marvin18', password: 'supersecurepwd' }
    expect(at((await again.session({ user })).body, 'session', 'user', 'login')).toBe('marvin18')
    expect(second.clock.now()).toBeGreaterThan(Date.now() + 3_500_000)
    expect((await api.get('/session')).status).toBe(401)
  })

  it('knows a changed password, and which signed requests were made', async () => {
    const { server, api } = await start()
    const { id, login, password } = server.people[0]!
    const body = { application_id: 1, auth_key: server.keys.authKey, nonce: 7, timestamp: nowInSeconds() }
    const signed = { ...body, signature: sign(body, server.keys.authSecret) }
    expect((await api.post('/session', signed)).status).toBe(201)
    const changed = await server.fetch(`/users/${id}`, {
      method: 'PUT',
      headers: { 'CB-Token': await api.userToken(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: { password: 'a-new-password', old_password: password } }),
    })
    expect(changed.status).toBe(200)

    const { api: again } = await restart()
    expect((await again.session({ user: { login, password } })).status).toBe(401)
    expect((await again.session({ user: { login, password: 'a-new-password' } })).status).toBe(201)
    expect((await again.post('/session', signed)).status).toBe(422)
  })

  it('goes on with the settings it had, unless told other ones', async () => {
    await start({ users: 3, autoCreateUsers: false })
    const unknown = { user: { login: 'nobody', password: 'supersecurepwd' } }
    expect((await (await restart()).api.session(unknown)).status).toBe(404)
    expect((await (await restart({ autoCreateUsers: true })).api.session(unknown)).status).toBe(201)
    expect(
      (await (await restart()).api.session({ user: { login: 'other', password: 'supersecurepwd' } })).status,
    ).toBe(201)
  })

  it('keeps no secret: no password, token or key', async () => {
    const { server, api } = await start({
      authKey: 'my-own-key',
      authSecret: 'my-own-secret',
      controlToken: 'my-own-control',
    })
    const token = await api.userToken()
    await api.post('/users', { user: { login: 'marvin18', password: 'supersecurepwd' } }, token)
    await storeFile(server, api, token, 'hello')
    const { password } = server.people[0]!
    const saved = readFileSync(data, 'utf8')
    expect(saved).toContain('marvin18')
    for (const secret of [
      token,
      'supersecurepwd',
      password,
      'my-own-key',
      'my-own-secret',
      'my-own-control',
    ]) {
      expect(saved).not.toContain(secret)
    }
    if (process.platform !== 'win32') expect(statSync(data).mode & 0o077).toBe(0)
  })

  it('follows what happens, and what is undone', async () => {
    const { server, api } = await start()
    const token = await api.userToken()
    const kept = await storeFile(server, api, token, 'kept', { public: true })
    const gone = await storeFile(server, api, token, 'gone', { public: true })
    await api.delete(`/blobs/${gone.id}`, token)
    const guest = await api.session({ user: { guest: '1', full_name: 'Olof' } })
    const guestId = Number(at(guest.body, 'session', 'user_id'))
    server.clock.advance(25 * 3_600_000)
    await api.get('/session', token)
    expect(server.db.users.get(guestId)).toBeUndefined()
    const before = server.snapshot()

    const second = await restart()
    expect(second.server.snapshot()).toEqual(before)
    expect((await second.api.get(`/blobs/${kept.uid}`)).body).toBe('kept')
    expect(readdirSync(`${data}.files`)).toHaveLength(1)
    second.server.reset()
    const third = await restart()
    expect([third.server.db.blobs.size, third.server.db.sessions.list()]).toEqual([0, []])
    expect(Math.abs(third.server.clock.now() - Date.now())).toBeLessThan(60_000)
    expect(readdirSync(`${data}.files`)).toEqual([])
  })

  it('writes the state as a whole again before the changes outgrow it', async () => {
    const { server, api } = await start()
    const token = await api.userToken()
    const custom_data = 'x'.repeat(60_000)
    let largest = 0
    for (let round = 0; round < 60; round++) {
      await server.fetch(`/users/${server.people[0]!.id}`, {
        method: 'PUT',
        headers: { 'CB-Token': token, 'Content-Type': 'application/json' },
        body: JSON.stringify({ user: { custom_data } }),
      })
      largest = Math.max(largest, statSync(data).size)
    }
    expect(largest).toBeGreaterThan(1_000_000)
    expect(largest).toBeLessThan(1_400_000)
    const before = server.snapshot()
    expect((await restart()).server.snapshot()).toEqual(before)
  })

  it('is for one process at a time', async () => {
    const { server } = await start()
    await expect(startEmulator({ data })).rejects.toThrow(`is in use by process ${process.pid}`)
    await server.stop()
    expect(existsSync(`${data}.lock`)).toBe(false)
    // Left behind by somebody who was killed: no process has this id.
    writeFileSync(`${data}.lock`, '99999999')
    await start()
    expect(readFileSync(`${data}.lock`, 'utf8')).toBe(String(process.pid))
  })

  it('refuses a file about other people, and leaves it as it is', async () => {
    await (await start({ users: 20, seed: 7 })).server.stop()
    const before = readFileSync(data)
    for (const options of [{ users: 21 }, { seed: 8 }, { users: [{ login: 'ada' }] }]) {
      const starting = startEmulator({ data, ...options })
      await expect(starting).rejects.toThrow(DataFileError)
      await expect(starting).rejects.toThrow('holds people 20 of seed 7')
    }
    expect(readFileSync(data)).toEqual(before)
    expect((await start({ users: 20 })).server.people).toHaveLength(20)
  })

  it.each(['', 'hello', '{}\n', '{"format":"cubekit-emulator 2"}\n', '{"format":"cubekit-emulator 1"'])(
    'refuses a file with %j in it, and leaves it as it is',
    async (text) => {
      writeFileSync(data, text)
      await expect(startEmulator({ data })).rejects.toThrow('is not a data file of the emulator')
      expect(readFileSync(data, 'utf8')).toBe(text)
      expect(existsSync(`${data}.lock`)).toBe(false)
    },
  )

  it('says where it cannot write', async () => {
    await expect(startEmulator({ data: join(folder, 'no', 'folder', 'data') })).rejects.toThrow('ENOENT')
  })

  it('works on when the file can no longer be written, and catches up when it can', async () => {
    const { server, api } = await start()
    await api.session()
    const complain = vi.spyOn(console, 'error').mockReturnValue()
    // A folder in the place of the draft: writing the state as a whole fails.
    mkdirSync(`${data}.tmp`)
    server.reset()
    expect((await api.session()).status).toBe(201)
    expect(complain).toHaveBeenCalledTimes(1)
    rmSync(`${data}.tmp`, { recursive: true })
    const token = await api.userToken()
    const before = server.snapshot()
    const second = await restart()
    expect(second.server.snapshot()).toEqual(before)
    expect((await second.api.get('/session', token)).status).toBe(200)
    complain.mockRestore()
  })
})

describe('a file cut off anywhere', () => {
  it('gives the state after the last line that is whole', async () => {
    const { server, api } = await start({ users: 1 })
    const states = [server.snapshot()]
    const token = await api.appToken()
    states.push(server.snapshot())
    for (const login of ['anna', 'bert', 'zoë🙂']) {
      await api.post('/users', { user: { login, password: 'supersecurepwd' } }, token)
      states.push(server.snapshot())
    }
    await server.stop()
    const whole = readFileSync(data)
    const ends = [...whole.keys()].filter((index) => whole[index] === 10).map((index) => index + 1)
    expect(ends).toHaveLength(states.length)
    const [firstEnd = 0] = ends
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: firstEnd, max: whole.length }), async (length) => {
        writeFileSync(data, whole.subarray(0, length))
        const expected = states[ends.filter((end) => end <= length).length - 1]
        const again = await startEmulator({ data })
        const state = again.snapshot()
        await again.stop()
        expect(state).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  })

  it('does not read what it would have to guess', () => {
    writeFileSync(data, '{"format":"cubekit-emulator 1","options":{},"snapshot":{}}\n{"clockOff\n{}\n')
    expect(() => openDataFile(data)).toThrow('is not a data file')
  })
})
