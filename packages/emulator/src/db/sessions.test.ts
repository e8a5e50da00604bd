import { expect, it } from 'vitest'
import { setUp } from '../../test/api.ts'
import { createSessions } from './sessions.ts'
import { createWatch } from './watch.ts'

const HOUR = 3_600_000
const details = { applicationId: 1, nonce: null, ts: 0, userAgent: null }

it('knows whose a session is, whoever signs in and out of it', async () => {
  const { emulator, api } = setUp()
  const [anna, bert] = emulator.people
  const token = await api.userToken(0)
  const other = await api.userToken(0)
  const idsOf = async (asked: string): Promise<number> => {
    const { body } = await api.get('/session/list', asked)
    return Object(body).sessions.length
  }
  expect(await idsOf(other)).toBe(2)
  await api.delete('/login', token)
  expect(await idsOf(other)).toBe(1)
  await api.post('/login', { login: bert!.login, password: bert!.password }, token)
  expect([await idsOf(other), await idsOf(token)]).toEqual([1, 1])
  await api.post('/login', { login: anna!.login, password: anna!.password }, token)
  expect(await idsOf(other)).toBe(2)
  emulator.restore(emulator.snapshot())
  expect(await idsOf(other)).toBe(2)
})

it('drops each session when it ends, in whatever order they do', () => {
  const sessions = createSessions(createWatch())
  const ends = [5, 1, 4, 2, 3]
  for (const end of ends) {
    const { session } = sessions.create({ ...details, userId: end, now: 0 })
    sessions.update({ ...session, expiresAt: end * HOUR })
  }
  for (let hour = 0; hour <= 6; hour++) {
    sessions.sweep(hour * HOUR)
    const left = ends.filter((end) => end > hour)
    expect(sessions.list().map(({ userId }) => userId)).toEqual(left)
    expect([1, 2, 3, 4, 5].filter((id) => sessions.of(id).length > 0)).toEqual(left.toSorted((a, b) => a - b))
  }
})
