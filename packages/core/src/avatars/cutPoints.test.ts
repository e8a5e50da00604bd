import { createStage, type Stage } from '@cubekit/testing'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { albumOf, picture } from '../../test/avatars/album.ts'
import { openPage, type Page } from '../../test/avatars/openPage.ts'
import { passTime } from '../../test/avatars/passTime.ts'
import {
  type AvatarUploadState,
  type CubeClientOptions,
  createAndUpload,
  isCubeError,
  login,
  logout,
  memoryStorage,
  readImage,
  type SessionStorage,
  sweepAvatars,
  updateUser,
  uploadAvatar,
} from '../index.ts'

/** Each request of an upload that replaces a picture. */
const requests = {
  creating: /^POST \/blobs$/,
  sending: /^POST \/s3/,
  completing: /^PUT \/blobs\/\d+\/complete$/,
  'attaching, reading': /^GET \/users\/\d+$/,
  'attaching, writing': /^PUT \/users\/\d+$/,
  'cleaning, finding': /^GET \/blobs\/\w+\/object$/,
  'cleaning, deleting': /^DELETE \/blobs\/\d+$/,
} as const

type Step = 'checking' | 'encoding' | keyof typeof requests

const steps: readonly Step[] = [
  'checking',
  'encoding',
  'creating',
  'sending',
  'completing',
  'attaching, reading',
  'attaching, writing',
  'cleaning, finding',
  'cleaning, deleting',
]

/** Before the server hears of a request, or when it has done it and the page does not know yet. */
const moments = ['before', 'after'] as const

/** What happens, and in how many ways the upload may end. */
const events = {
  'fails once': ['done', 'unreachable'],
  'fails for good': ['done', 'unreachable'],
  'is refused': ['forbidden', 'rejected'],
  cancel: ['done', 'aborted'],
  logout: ['done', 'session-changed'],
  'user switch': ['done', 'session-changed'],
  kill: ['done', 'unreachable'],
} as const

type Event = keyof typeof events

const isOnWire = (step: Step): step is keyof typeof requests => step in requests

const cuts = steps.flatMap((step) =>
  moments.flatMap((moment) =>
    (Object.keys(events) as Event[])
      // What is not sent cannot fail, and is done in one go.
      .filter((event) => isOnWire(step) || (moment === 'before' && !/fails|refused/.test(event)))
      // Of a file that is to go, it means that it is somebody else's.
      .filter((event) => event !== 'is refused' || (moment === 'before' && !step.startsWith('cleaning')))
      .map((event) => [step, moment, event] as const),
  ),
)

const places = [
  ['avatar', undefined],
  ['custom_data', { avatars: { in: 'custom_data' } }],
] as const satisfies readonly (readonly [string, Partial<CubeClientOptions> | undefined])[]

// What is loaded on demand would take its time.
beforeAll(async () => void (await readImage(picture)))
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Somebody with a picture, which was made elsewhere. */
async function setUp(options: Partial<CubeClientOptions> | undefined): Promise<Stage> {
  const stage = createStage({ client: { ...options } })
  const elsewhere = stage.open({ storage: memoryStorage() })
  await login(elsewhere, stage.person)
  const { uid } = await createAndUpload(elsewhere, picture, { name: 'old.png' })
  const custom_data = JSON.stringify({ theme: 'dark', ...(options && { avatar_uid: uid }) })
  await updateUser(elsewhere, { avatar: uid, custom_data })
  return stage
}

const refusal = (): Response => new Response('{"errors":["Forbidden"]}', { status: 403 })

/** Starts an upload and has something happen at a point of it. */
async function cut(
  stage: Stage,
  storage: SessionStorage,
  [step, moment, event]: (typeof cuts)[number],
): Promise<{ end: string; states: AvatarUploadState[]; page: Page }> {
  const cancelled = new AbortController()
  let isUploading = false
  let strikes = 0
  const strike = async (): Promise<Response | void> => {
    if (!isUploading || (strikes++ > 0 && event !== 'fails for good')) return undefined
    if (event === 'is refused') return refusal()
    if (event === 'cancel') cancelled.abort()
    else if (event === 'logout') await logout(page.client)
    else if (event === 'user switch') await login(page.client, stage.otherPerson)
    else {
      if (event === 'kill') page.kill()
      throw new TypeError('Failed to fetch')
    }
    return undefined
  }
  const isHere = (request: string): boolean => isOnWire(step) && requests[step].test(request)
  const page = openPage(stage, storage, {
    before: async (request) => (moment === 'before' && isHere(request) ? strike() : undefined),
    async after(request) {
      if (moment === 'after' && isHere(request)) await strike()
    },
  })
  await login(page.client, stage.person)
  const states: AvatarUploadState[] = []
  isUploading = true
  const upload = uploadAvatar(page.client, picture, {
    signal: cancelled.signal,
    onState(state) {
      states.push(state)
      if (step === 'checking' && state.status === step) strike().catch(() => {})
    },
    async encode() {
      if (step === 'encoding') await strike().catch(() => {})
      return picture
    },
  })
  const end = await passTime(
    upload.then(
      () => 'done',
      (error: unknown) => (isCubeError(error) ? error.code : String(error)),
    ),
  )
  isUploading = false
  expect(strikes).toBeGreaterThan(0)
  return { end, states, page }
}

describe.each(places)('an upload that is cut off, with the avatar in %s', (_, options) => {
  test.each(cuts)('rows 76, 77, 78, 79, 80, 81: %s, %s the server, %s', async (...at) => {
    const [step, , event] = at
    const stage = await setUp(options)
    const { person, otherPerson, emulator } = stage
    const before = albumOf(stage, person.id)
    const others = albumOf(stage, otherPerson.id)
    const storage = memoryStorage()
    const { end, states, page } = await cut(stage, storage, at)

    // One end, which says what there is.
    const after = albumOf(stage, person.id)
    expect(events[event]).toContain(end)
    expect(after.isWhole).toBe(true)
    expect(after.inData).toBe(options ? after.avatar : null)
    if (end === 'done') expect(after.avatar).not.toBe(before.avatar)
    if (end !== 'done' && end !== 'unreachable' && end !== 'session-changed')
      expect(after.avatar).toBe(before.avatar)
    expect(states.at(-1)?.status === 'done').toBe(end === 'done')
    expect(states.filter(({ status }) => status === 'done').length).toBeLessThan(2)
    expect(albumOf(stage, otherPerson.id)).toEqual(others)

    // Nothing is left to happen.
    const sent = emulator.log.length
    const told = states.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect({ sent: emulator.log.length, told: states.length }).toEqual({ sent, told })
    expect(vi.getTimerCount()).toBe(0)
    expect((await navigator.locks.query()).held).toEqual([])

    // Whoever comes back finds nothing lying about.
    const next = event === 'kill' ? openPage(stage, storage) : page
    if (next.client.scope().user !== person.id) await login(next.client, person)
    await passTime(sweepAvatars(next.client))
    const swept = albumOf(stage, person.id)
    expect(swept).toMatchObject({ avatar: after.avatar, isWhole: true })
    // What the profile may yet come to point to is left for a while.
    if (!step.startsWith('attaching')) expect(swept.others).toEqual([])
    emulator.clock.advance(11 * 60_000)
    await passTime(sweepAvatars(next.client))
    expect(albumOf(stage, person.id)).toEqual({ ...after, isWhole: true, others: [] })
    expect(emulator.db.users.get(person.id)?.custom_data).toContain('"theme":"dark"')
  })
})
