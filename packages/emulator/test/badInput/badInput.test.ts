import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, it, vi } from 'vitest'
import { assembleEmulator } from '../../src/assembleEmulator.ts'
import type { ServedEmulator } from '../../src/Emulator.ts'
import { apiOf } from '../api.ts'
import { generateRequest, type Known } from './generateRequest.ts'
import { createRandom } from './random.ts'

const REQUESTS = 100_000
const ROUND = 10_000
const MEBIBYTE = 2 ** 20

afterEach(() => void vi.restoreAllMocks())

it(`answers ${REQUESTS.toLocaleString('en')} requests of all sorts without a defect, without growing, and keeps its data valid`, async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const random = createRandom(20_260_115)
  const emulator = assembleEmulator({ users: 50, clock: { now: () => Date.UTC(2026, 0, 15, 12) } })
  const statuses = new Map<number, number>()
  const heap: number[] = []

  for (let sent = 0; sent < REQUESTS; sent += ROUND) {
    emulator.reset()
    let known = await learn(emulator)
    for (let index = 0; index < ROUND; index++) {
      if (index % 100 === 0) known = await learn(emulator)
      const request = generateRequest(random, known)
      const { status } = await answerInTime(emulator, request)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status >= 500) expect(`${request.method} ${request.url} ${status}`).toBe('no defect')
    }
    expectValid(emulator)
    emulator.reset()
    heap.push(usedMemory())
  }

  expect(complaint.mock.calls).toEqual([])
  expect(Object.keys(Object.prototype)).toEqual([])
  // They are not all refused at the door.
  for (const status of [200, 201, 204, 301, 400, 401, 403, 404, 422]) {
    expect([status, statuses.get(status) ?? 0]).toEqual([
      status,
      expect.toSatisfy((count) => Number(count) > 20),
    ])
  }
  // The first rounds warm the machine up.
  expect((heap.at(-1) ?? Infinity) - (heap[2] ?? 0)).toBeLessThan(8 * MEBIBYTE)
}, 180_000)

/** Signs people in anew, because they delete each other's sessions and themselves. */
async function learn(emulator: ServedEmulator): Promise<Known> {
  const api = apiOf(emulator)
  const tokens = [await api.appToken(), 'F'.repeat(36)]
  for (let attempt = 0; attempt < 5; attempt++) {
    const { body } = await api.session({ user: { login: `fuzz_${attempt}`, password: 'fuzz-password' } })
    const token = /"token":"(?<token>\w+)"/.exec(JSON.stringify(body))?.groups?.['token']
    if (token !== undefined) tokens.push(token)
  }
  const guest = await api.session({ user: { guest: '1', full_name: 'Guest' } })
  tokens.push(/"token":"(?<token>\w+)"/.exec(JSON.stringify(guest.body))?.groups?.['token'] ?? '')
  const users = [...emulator.db.users.list()].slice(-20)
  const blobs = [...emulator.db.blobs.list()].slice(-20)
  const people = emulator.people.slice(0, 20)
  return {
    authKey: emulator.keys.authKey,
    tokens,
    logins: [...people.map(({ login }) => login), 'fuzz_1', 'a@b.example'],
    passwords: [...people.map(({ password }) => password), 'fuzz-password', 'another-password'],
    ids: [...users.map(({ id }) => id), ...blobs.map(({ id }) => id)],
    uids: blobs.map(({ uid }) => uid),
  }
}

async function answerInTime(emulator: ServedEmulator, request: Request): Promise<Response> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${request.method} ${request.url} hangs.`)), 5_000)
  })
  const answer = emulator.answer(request).then(async (response) => {
    await response.arrayBuffer()
    return response
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

function expectValid(emulator: ServedEmulator): void {
  const users = [...emulator.db.users.list()]
  expect(users).toHaveLength(emulator.db.users.size)
  for (const name of ['id', '_id', 'login', 'email'] as const) {
    const values = users.map((user) => user[name]).filter((value) => value !== null)
    expect([name, new Set(values.map((value) => String(value).toLowerCase())).size]).toEqual([
      name,
      expect.toSatisfy((size) => Number(size) === values.length || (name === 'login' && Number(size) > 0)),
    ])
  }
  for (const user of users) {
    expect(emulator.db.users.get(user.id)).toBe(user)
    if (user.login !== null) expect(emulator.db.users.findByLogin(user.login)).toBe(user)
    if (user.email !== null) expect(emulator.db.users.findByEmail(user.email)).toBe(user)
    for (const [name, value] of Object.entries(user)) {
      const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value)
      expect([user.id, name, isPlain]).toEqual([user.id, name, true])
    }
    expect(Number.isNaN(Date.parse(user.created_at))).toBe(false)
    expect(user.login === null || (user.login.length >= 3 && user.login.length <= 70)).toBe(true)
  }
  for (const session of emulator.db.sessions.list()) {
    if (session.userId !== null) expect(emulator.db.users.get(session.userId)).toBeDefined()
  }
  const snapshot = emulator.snapshot()
  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
}

function usedMemory(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}
