import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator } from '../../index.ts'
import { apiOf } from '../../../test/api.ts'

const ada = { id: 7, login: 'ada', password: 'long enough', avatar: true } as const
const grace = { id: 8, login: 'grace', password: 'long enough' }

describe('people with a picture', () => {
  const avatarOf = ({ db }: Emulator, id: number): string => db.users.get(id)?.avatar ?? ''

  it('have a file of their own, which is there from the start', async () => {
    const emulator = createEmulator({ users: [ada, grace] })
    const uid = avatarOf(emulator, 7)
    expect(emulator.db.users.get(8)?.avatar).toBeNull()
    expect([...emulator.db.blobs.list()]).toMatchObject([
      { uid, userId: 7, contentType: 'image/png', isPublic: true, completedAt: expect.any(Number) },
    ])
    const answer = await emulator.fetch(`/blobs/${uid}`)
    expect(answer.headers.get('Content-Type')).toBe('image/png')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect(bytes.length).toBeLessThan(4000)
    expect(bytes.length).toBe(emulator.db.blobs.findByUid(uid)?.size)
  })

  it('are there again after a reset, and change theirs like everybody', async () => {
    const emulator = createEmulator({ users: [ada, grace] })
    const uid = avatarOf(emulator, 7)
    const api = apiOf(emulator)
    const [blob] = emulator.db.blobs.list()
    expect((await api.delete(`/blobs/${blob?.id}`, await api.userToken())).status).toBe(200)
    expect((await emulator.fetch(`/blobs/${uid}`)).status).not.toBe(200)
    emulator.reset()
    expect((await emulator.fetch(`/blobs/${uid}`)).status).toBe(200)
  })

  it('are among the invented ones on request: more than half, and not the first', () => {
    const plain = createEmulator({ users: 240 })
    const pictured = createEmulator({ users: 240, avatars: true })
    const again = createEmulator({ users: 240, avatars: true })
    const users = [...pictured.db.users.list()]
    expect(plain.db.blobs.size).toBe(0)
    expect(pictured.people).toEqual(plain.people)
    expect([...again.db.users.list()]).toEqual(users)
    expect([...again.db.blobs.list()]).toEqual([...pictured.db.blobs.list()])
    const count = users.filter(({ avatar }) => avatar !== null).length
    expect(users[0]?.avatar).toBeNull()
    expect(count).toBe(pictured.db.blobs.size)
    expect(count).toBeGreaterThan(120)
    expect(count).toBeLessThan(170)
    expect(new Set(users.map(({ avatar }) => avatar)).size).toBe(count + 1)
  })

  it('are other people for a state that was saved without them', () => {
    const { snapshot } = createEmulator({ users: 5 })
    const pictured = createEmulator({ users: 5, avatars: true })
    expect(() => pictured.restore(snapshot())).toThrow(/other seeded people/)
    const saved = pictured.snapshot()
    pictured.restore(saved)
    expect(pictured.snapshot()).toEqual(saved)
  })
})
