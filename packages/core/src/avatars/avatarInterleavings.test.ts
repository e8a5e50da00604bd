import { createStage } from '@cubekit/testing'
import * as fc from 'fast-check'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { albumOf, picture } from '../../test/avatars/album.ts'
import { openPage } from '../../test/avatars/openPage.ts'
import { passTime } from '../../test/avatars/passTime.ts'
import {
  type AvatarUploadState,
  type CubeClient,
  createAndUpload,
  isCubeError,
  login,
  logout,
  memoryStorage,
  readImage,
  removeAvatar,
  restoreAvatar,
  sweepAvatars,
  updateUser,
  uploadAvatar,
} from '../index.ts'

const runs = 1000
const timeoutMs = 2000

const deeds = [
  'upload',
  'upload',
  'upload',
  'upload that can be undone',
  'undo',
  'removal',
  'other picture',
  'sweep',
] as const
const changes = ['kill', 'logout', 'other login', 'expire'] as const
const mishaps = ['never arrives', 'arrives late', 'answer lost', 'busy'] as const

const pages = fc.nat({ max: 2 })
const deedsOfARun = fc.array(
  fc.record({
    page: pages,
    deed: fc.constantFrom(...deeds),
    at: fc.nat({ max: 2000 }),
    cancelAfter: fc.option(fc.nat({ max: 3000 })),
  }),
  { minLength: 1, maxLength: 5 },
)
const changesOfARun = fc.array(
  fc.record({ page: pages, change: fc.constantFrom(...changes), at: fc.nat({ max: 4000 }) }),
  { maxLength: 2 },
)
const mishapsOfARun = fc.array(fc.record({ nth: fc.nat({ max: 40 }), mishap: fc.constantFrom(...mishaps) }), {
  maxLength: 6,
})
const delays = fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 30 })

/** Of pictures that the app uploads itself. */
const hostName = 'host'
const withLocks = navigator
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

// What is loaded on demand would take its time.
beforeAll(async () => void (await readImage(picture)))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test(
  `rows 77 to 82 and 84: ${runs} times anything, on two tabs and a phone: never a wrong profile, and nothing left behind`,
  { timeout: 180_000 },
  async () => {
    const ends: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(
        deedsOfARun,
        changesOfARun,
        mishapsOfARun,
        delays,
        fc.boolean(),
        fc.constantFrom('avatar', 'custom_data'),
        async (doing, changing, failing, waits, hasLocks, place) => {
          vi.useRealTimers()
          vi.stubGlobal('navigator', hasLocks ? withLocks : {})
          const stage = createStage({ client: { avatars: { in: place } } })
          const { emulator, person, otherPerson } = stage
          const people = [person, otherPerson]
          const broken: string[] = []
          const must = (holds: boolean, rule: string): void => void (holds || broken.push(rule))
          const look = (when: string): void =>
            must(
              people.every(({ id }) => albumOf(stage, id).isWhole),
              `profiles are whole, and everybody's own, ${when}`,
            )

          const laptop = memoryStorage()
          const phone = memoryStorage()
          const storages = [laptop, laptop, phone]
          const isOnBoth = new Set(doing.map(({ page }) => storages[page])).size > 1
          let isCalm = true
          let sent = 0
          const wire = {
            async before(request: string): Promise<Response | void> {
              if (isCalm) return undefined
              const mine = sent++
              await later(waits[mine % waits.length] ?? 0)
              const mishap = failing.find(({ nth }) => nth === mine)?.mishap
              if (mishap === 'never arrives') throw new TypeError('Failed to fetch')
              if (mishap === 'busy') return new Response('{"errors":["Busy"]}', { status: 503 })
              // After whoever waited has given up. On another device nobody can know of it.
              if (mishap === 'arrives late' && !(isOnBoth && request.startsWith('PUT /users'))) {
                await later(timeoutMs * 1.5)
              }
              if (mishap === 'answer lost') lost.add(request)
              return undefined
            },
            async after(request: string): Promise<void> {
              look(`after ${request}`)
              if (lost.delete(request)) throw new TypeError('Failed to fetch')
              if (!isCalm) await later(waits[sent % waits.length] ?? 0)
            },
          }
          const lost = new Set<string>()
          const open = (at: number) =>
            openPage(stage, storages[at] ?? phone, wire, { credentialProvider: () => person, timeoutMs })
          const opened = storages.map((_, at) => open(at))
          const clientOf = (at: number): CubeClient => (opened[at] ?? open(at)).client
          await Promise.all([login(clientOf(0), person), login(clientOf(2), person)])
          await clientOf(1).ready()
          const undoable = new Map<number, string | null>()

          isCalm = false
          vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
          const working = doing.map(async ({ page, deed, at, cancelAfter }) => {
            await later(at)
            const client = clientOf(page)
            const abort = new AbortController()
            const { signal } = abort
            let isAttaching = false
            // What one device puts back, another may be deleting: the server has no way to tell them apart.
            if (cancelAfter !== null) {
              void later(cancelAfter).then(() => (isOnBoth && isAttaching ? undefined : abort.abort()))
            }
            const upload = {
              signal,
              encode: async () => picture,
              onState: ({ status }: AvatarUploadState) => void (isAttaching ||= status === 'attaching'),
            }
            const act = async (): Promise<unknown> => {
              if (deed === 'upload') return uploadAvatar(client, picture, upload)
              if (deed === 'removal') return removeAvatar(client)
              if (deed === 'sweep' || (deed === 'undo' && isOnBoth)) return sweepAvatars(client)
              if (deed === 'undo' && !isOnBoth) return restoreAvatar(client, undoable.get(page) ?? null)
              if (deed === 'upload that can be undone') {
                const { previous } = await uploadAvatar(client, picture, { ...upload, keepOld: true })
                return undoable.set(page, previous)
              }
              const { uid } = await createAndUpload(client, picture, { name: `${hostName} ${page} ${at}` })
              return updateUser(client, { avatar: uid })
            }
            const end = await act().then(
              () => 'done',
              (error: unknown) => (isCubeError(error) ? error.code : String(error)),
            )
            ends[end] = (ends[end] ?? 0) + 1
          })
          const moving = changing.map(async ({ page, change, at }) => {
            await later(at)
            if (change === 'kill') {
              opened[page]?.kill()
              opened[page] = open(page)
            }
            if (change === 'logout') await logout(clientOf(page))
            if (change === 'other login') await login(clientOf(page), otherPerson).catch(() => {})
            if (change === 'expire') emulator.expireSessions()
          })
          await passTime(Promise.all([...working, ...moving]))
          // What is late arrives now.
          await vi.advanceTimersByTimeAsync(60_000)
          look('in the end')
          must(vi.getTimerCount() === 0, 'nothing is left to happen')

          isCalm = true
          vi.useRealTimers()
          for (const each of people) {
            const { avatar, inData } = albumOf(stage, each.id)
            const pagesAfter = [open(0), open(2)]
            for (const { client } of pagesAfter) await login(client, each)
            for (let turn = 0; turn < 3; turn++) {
              for (const { client } of pagesAfter) await sweepAvatars(client)
              look('after a sweep')
              emulator.clock.advance(11 * 60_000)
            }
            const after = albumOf(stage, each.id)
            must(after.avatar === avatar && after.inData === inData, 'a sweep changes no profile')
            const left = after.others.filter(
              (uid) => !emulator.db.blobs.findByUid(uid)?.name.startsWith(hostName),
            )
            must(left.length === 0, 'nothing is left behind')
          }
          expect(broken).toEqual([])
        },
      ),
      { numRuns: runs },
    )
    expect(Object.keys(ends)).toEqual(
      expect.arrayContaining(['done', 'aborted', 'session-changed', 'unreachable']),
    )
  },
)
