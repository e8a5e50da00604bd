import {
  createAndUpload,
  type CubeClientOptions,
  type CubeUser,
  isCubeError,
  login,
  logout,
  memoryStorage,
  readImage,
  sweepAvatars,
  updateUser,
  uploadAvatar,
} from '@cubekit/core'
import { act, renderHook, screen, waitFor } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStage, credentialsOf, renderWithClient } from '../test/renderWithClient.tsx'
import {
  type AvatarUndoOptions,
  CubeProvider,
  useAvatarRemoval,
  useAvatarUpload,
  useAvatarUrl,
  useCurrentUser,
  useFiles,
  useUser,
} from './index.ts'

/** One pixel, as a PNG: small enough to be sent as it is where nothing can be drawn. */
const picture = new Blob([
  Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
    (letter) => letter.charCodeAt(0),
  ),
])
const encode = async (): Promise<Blob> => picture

// What is loaded on demand must be there before a clock is stopped, whichever test comes first.
beforeAll(async () => {
  const { client } = await setUp()
  await readImage(picture)
  await uploadAvatar(client, picture, { encode })
})
beforeEach(() => void vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function setUp(options: Partial<CubeClientOptions> = {}) {
  const stage = createStage({ client: options })
  const { client, person, emulator } = stage
  await login(client, credentialsOf(person))
  const wrapper = ({ children }: { children: ReactNode }): ReactNode => (
    <StrictMode>
      <CubeProvider client={client}>{children}</CubeProvider>
    </StrictMode>
  )
  const user = (): CubeUser => {
    const { user: present } = client.getSession()
    if (!present) throw new Error('Nobody is signed in.')
    return present
  }
  return {
    ...stage,
    wrapper,
    user,
    avatar: () => emulator.db.users.get(person.id)?.avatar ?? null,
    files: () => [...emulator.db.blobs.list()].map(({ uid }) => uid),
    sent: (request: string) => stage.requests().filter((one) => one.startsWith(request)).length,
  }
}

function showUpload({ wrapper }: Awaited<ReturnType<typeof setUp>>, options?: AvatarUndoOptions) {
  return renderHook(() => ({ upload: useAvatarUpload(options), user: useCurrentUser() }), { wrapper })
}

describe('useAvatarUrl', () => {
  const show = (stage: Awaited<ReturnType<typeof setUp>>, user: CubeUser | null, enabled?: boolean) =>
    renderHook(
      (props: { user: CubeUser | null; enabled?: boolean }) => {
        const { enabled: isEnabled = true } = props
        return [
          useAvatarUrl(props.user, { enabled: isEnabled }),
          useAvatarUrl(props.user, { enabled: isEnabled }),
        ]
      },
      {
        wrapper: stage.wrapper,
        initialProps: { user, ...(enabled !== undefined && { enabled }) },
      },
    )

  test('gives an address without a token, and asks once for all', async () => {
    const stage = await setUp()
    const { uid } = await uploadAvatar(stage.client, picture, { encode })
    const { result } = show(stage, stage.user())
    expect(result.current).toEqual([null, null])
    await waitFor(() => expect(result.current[0]).toContain(uid))
    expect(result.current[1]).toBe(result.current[0])
    expect(result.current[0]).not.toMatch(/token/i)
    expect(stage.sent(`GET /blobs/${uid}/object`)).toBe(1)
  })

  test('asks for nothing where there is no avatar, nobody, or nothing that can be a file', async () => {
    const stage = await setUp()
    const { result, rerender } = show(stage, stage.user())
    for (const avatar of ['javascript:alert(1)', 'https://elsewhere.test/a.png', '../../session']) {
      rerender({ user: { ...stage.user(), id: 7, avatar } })
      expect(result.current).toEqual([null, null])
    }
    rerender({ user: null })
    expect(result.current).toEqual([null, null])
    expect(stage.sent('GET /blobs')).toBe(0)
  })

  test('of the next avatar of the same user: the one before stays until it is known; of somebody else: at once none', async () => {
    const stage = await setUp()
    const files = [await createAndUpload(stage.client, picture), await createAndUpload(stage.client, picture)]
    const [one = '', other = ''] = files.map(({ uid }) => uid)
    const somebody = { ...stage.user(), id: 7, avatar: one }
    const { result, rerender } = show(stage, somebody)
    await waitFor(() => expect(result.current[0]).toContain(one))
    const held = stage.hold(`GET /blobs/${other}`)
    rerender({ user: { ...somebody, avatar: other } })
    expect(result.current[0]).toContain(one)
    await held.arrived
    expect(result.current[0]).toContain(one)
    rerender({ user: { ...somebody, id: 8, avatar: other } })
    expect(result.current[0]).toBeNull()
    held.release()
    await waitFor(() => expect(result.current[0]).toContain(other))
    rerender({ user: { ...somebody, id: 8, avatar: null } })
    expect(result.current[0]).toBeNull()
  })

  test('is gone in the frame in which the viewer is', async () => {
    const stage = await setUp()
    const { uid } = await createAndUpload(stage.client, picture)
    const { result } = show(stage, { ...stage.user(), id: 7, avatar: uid })
    await waitFor(() => expect(result.current[0]).toContain(uid))
    const held = stage.hold('GET /blobs')
    await act(() => login(stage.client, credentialsOf(stage.otherPerson)))
    expect(result.current[0]).toBeNull()
    held.release()
    await waitFor(() => expect(result.current[0]).toContain(uid))
  })

  test('is null for a file that is gone, which is not asked for by every component anew', async () => {
    const stage = await setUp()
    const gone = { ...stage.user(), id: 7, avatar: 'gone' }
    const { result, unmount } = show(stage, gone)
    await waitFor(() => expect(stage.sent('GET /blobs/gone')).toBe(1))
    unmount()
    const again = show(stage, gone)
    await act(async () => {})
    expect([result.current[0], again.result.current[0]]).toEqual([null, null])
    expect(stage.sent('GET /blobs/gone')).toBe(1)
  })

  test('one that could not be asked for is asked for again', async () => {
    const stage = await setUp()
    const { uid } = await createAndUpload(stage.client, picture)
    const user = { ...stage.user(), id: 7, avatar: uid }
    stage.emulator.faults.add({ kind: 'html200', path: `/blobs/${uid}`, times: 1 })
    const { unmount } = show(stage, user)
    await waitFor(() => expect(stage.emulator.faults.list()).toEqual([]))
    await act(async () => {})
    unmount()
    const { result } = show(stage, user)
    await waitFor(() => expect(result.current[0]).toContain(uid))
  })

  test('`enabled: false` asks for nothing, and gives what is known', async () => {
    const stage = await setUp()
    const { uid } = await createAndUpload(stage.client, picture)
    const user = { ...stage.user(), id: 7, avatar: uid }
    const { result, rerender } = show(stage, user, false)
    await act(async () => {})
    expect(result.current[0]).toBeNull()
    expect(stage.sent('GET /blobs')).toBe(0)
    rerender({ user, enabled: true })
    await waitFor(() => expect(result.current[0]).toContain(uid))
    rerender({ user, enabled: false })
    expect(result.current[0]).toContain(uid)
  })

  test('public avatars need no request', async () => {
    const stage = await setUp({ avatars: { public: true } })
    const { result } = show(stage, { ...stage.user(), id: 7, avatar: 'a1b2' })
    expect(result.current[0]).toBe(`${stage.client.apiUrl}/blobs/a1b2`)
    expect(stage.sent('GET /blobs')).toBe(0)
  })
})

describe('useAvatarUpload', () => {
  test('shows how far it is, and the new avatar everywhere', async () => {
    const stage = await setUp()
    const states: unknown[] = []
    function Page() {
      const upload = useAvatarUpload()
      const { data } = useUser(stage.person.id)
      states.push(upload.state)
      return (
        <button type="button" onClick={() => upload.mutate({ content: picture })}>
          {upload.status} {data?.avatar ?? 'none'} {useCurrentUser()?.avatar ?? 'none'}
        </button>
      )
    }
    renderWithClient(<Page />, stage)
    const held = stage.hold('POST /s3')
    act(() => screen.getByRole('button').click())
    await held.arrived
    await waitFor(() => expect(states.at(-1)).toEqual({ status: 'sending', sent: 0, total: picture.size }))
    held.release()
    await waitFor(() => expect(stage.avatar()).not.toBeNull())
    const uid = stage.avatar() ?? ''
    expect(await screen.findByRole('button', { name: `success ${uid} ${uid}` })).toBeVisible()
    expect(states.at(-1)).toBeNull()
  })

  test('can be undone, and then is as if it had not been', async () => {
    const stage = await setUp()
    const { uid } = await uploadAvatar(stage.client, picture, { encode })
    const { result } = showUpload(stage)
    expect(result.current.upload.canUndo).toBe(false)
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    expect(result.current.upload.canUndo).toBe(true)
    expect(stage.files()).toHaveLength(2)
    await act(() => result.current.upload.undo())
    expect(result.current.upload).toMatchObject({ canUndo: false, status: 'idle', state: null })
    expect(result.current.user?.avatar).toBe(uid)
    expect(stage.files()).toEqual([uid])
    await expect(result.current.upload.undo()).rejects.toMatchObject({ code: 'not-found' })
  })

  test('an undo that fails can be tried again', async () => {
    const stage = await setUp()
    const { result } = showUpload(stage)
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    stage.emulator.faults.add({ kind: 'status', status: 403, method: 'PUT', path: '/users', times: 1 })
    await act(async () => {
      await expect(result.current.upload.undo()).rejects.toMatchObject({ code: 'forbidden' })
    })
    expect(result.current.upload.canUndo).toBe(true)
    await act(() => result.current.upload.undo())
    expect(stage.avatar()).toBeNull()
    expect(stage.files()).toEqual([])
  })

  test('a picture that is refused takes no undo away', async () => {
    const stage = await setUp()
    const { uid } = await uploadAvatar(stage.client, picture, { encode })
    const { result } = showUpload(stage)
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    await act(() => result.current.upload.mutateAsync({ content: new Blob(['no image']) }).catch(() => {}))
    expect(result.current.upload.canUndo).toBe(true)
    await act(() => result.current.upload.undo())
    expect(stage.files()).toEqual([uid])
  })

  test('what somebody has put in its place elsewhere is not undone', async () => {
    const stage = await setUp()
    const { result } = showUpload(stage)
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    const phone = stage.open({ storage: memoryStorage() })
    await login(phone, credentialsOf(stage.person))
    const { uid } = await uploadAvatar(phone, picture, { encode })
    await act(async () => {
      await expect(result.current.upload.undo()).rejects.toMatchObject({ code: 'not-found' })
    })
    expect(result.current.upload.canUndo).toBe(false)
    expect(stage.avatar()).toBe(uid)
    await waitFor(() => expect(stage.files()).toEqual([uid]))
  })

  test('what this tab knows to have been replaced is not offered to undo', async () => {
    const stage = await setUp()
    const { result } = showUpload(stage)
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    expect(result.current.upload.canUndo).toBe(true)
    await act(() => updateUser(stage.client, { avatar: null }))
    expect(result.current.upload.canUndo).toBe(false)
  })

  /** Replaces an avatar, and stops the clock in the moment from which that can be undone. */
  async function beginUndo(stage: Awaited<ReturnType<typeof setUp>>, undoMs: number) {
    await uploadAvatar(stage.client, picture, { encode })
    const { result } = showUpload(stage, { undoMs })
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    // Begun anew, on the fake clock.
    await act(() => result.current.upload.undo())
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    return result
  }

  test('after a while the picture before is deleted; held, it waits', async () => {
    const stage = await setUp()
    const result = await beginUndo(stage, 5000)
    await act(() => vi.advanceTimersByTimeAsync(4000))
    act(() => result.current.upload.holdUndo(true))
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(result.current.upload.canUndo).toBe(true)
    act(() => result.current.upload.holdUndo(false))
    await act(() => vi.advanceTimersByTimeAsync(2900))
    expect(result.current.upload.canUndo).toBe(true)
    expect(stage.files()).toHaveLength(2)
    await act(() => vi.advanceTimersByTimeAsync(200))
    expect(result.current.upload.canUndo).toBe(false)
    await act(() => vi.advanceTimersByTimeAsync(1000))
    expect(stage.files()).toEqual([stage.avatar()])
  })

  test('one that was held until something else was in its place lets the picture before go, too', async () => {
    const stage = await setUp()
    const result = await beginUndo(stage, 5000)
    act(() => result.current.upload.holdUndo(true))
    const mine = stage.avatar()
    await act(() => updateUser(stage.client, { avatar: null }))
    act(() => result.current.upload.holdUndo(false))
    await act(() => vi.advanceTimersByTimeAsync(6000))
    // What the app has taken off may be brought back on another device.
    expect(stage.files()).toEqual([mine])
  })

  test('with `undoMs: 0` the picture before is deleted at once', async () => {
    const stage = await setUp()
    await uploadAvatar(stage.client, picture, { encode })
    const { result } = showUpload(stage, { undoMs: 0 })
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    expect(result.current.upload.canUndo).toBe(false)
    expect(stage.files()).toEqual([stage.avatar()])
  })

  test('a component that goes takes the undo with it', async () => {
    const stage = await setUp()
    await uploadAvatar(stage.client, picture, { encode })
    const { result, unmount } = showUpload(stage)
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    unmount()
    await waitFor(() => expect(stage.files()).toEqual([stage.avatar()]))
  })

  test('the undo of one change ends with the next, whichever hook makes it', async () => {
    const stage = await setUp()
    const { result } = renderHook(() => ({ upload: useAvatarUpload(), removal: useAvatarRemoval() }), {
      wrapper: stage.wrapper,
    })
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    const uid = stage.avatar()
    await act(() => result.current.removal.mutateAsync())
    expect(result.current).toMatchObject({ upload: { canUndo: false }, removal: { canUndo: true } })
    await act(() => result.current.removal.undo())
    expect(stage.avatar()).toBe(uid)
    expect(stage.files()).toEqual([uid])
  })

  test('row 79: a cancel leaves everything as it was, and can be tried again with the picture as it was drawn', async () => {
    const stage = await setUp()
    const { result } = showUpload(stage)
    const held = stage.hold('POST /blobs')
    act(() => result.current.upload.mutate({ content: picture }))
    await held.arrived
    act(() => result.current.upload.cancel())
    held.release()
    await waitFor(() => expect(result.current.upload.error).toMatchObject({ code: 'aborted' }))
    expect(result.current.upload.state).toBeNull()
    expect([stage.avatar(), stage.files()]).toEqual([null, []])
    const drawn = vi.mocked(HTMLCanvasElement.prototype.getContext).mock.calls.length
    act(() => result.current.upload.retry())
    await waitFor(() => expect(result.current.upload.status).toBe('success'))
    expect(vi.mocked(HTMLCanvasElement.prototype.getContext).mock.calls).toHaveLength(drawn)
    expect(stage.files()).toEqual([stage.avatar()])
    act(() => result.current.upload.retry())
    expect(result.current.upload.status).toBe('success')
  })

  test('row 84: two at once: the second one counts, and is what can be undone', async () => {
    const stage = await setUp()
    const { uid } = await uploadAvatar(stage.client, picture, { encode })
    const { result } = showUpload(stage)
    await act(() =>
      Promise.all([
        result.current.upload.mutateAsync({ content: picture }),
        result.current.upload.mutateAsync({ content: picture }),
      ]),
    )
    await waitFor(() =>
      expect(result.current.upload).toMatchObject({ canUndo: true, status: 'success', state: null }),
    )
    expect(stage.files()).toHaveLength(2)
    expect(stage.files()).not.toContain(uid)
    const [first] = stage.files()
    await act(() => result.current.upload.undo())
    expect(stage.files()).toEqual([first])
    expect(stage.avatar()).toBe(first)
  })

  test('a refused picture: why, and nothing is sent', async () => {
    const stage = await setUp()
    const { result } = showUpload(stage)
    await act(() => result.current.upload.mutateAsync({ content: new Blob(['no image']) }).catch(() => {}))
    await waitFor(() =>
      expect(result.current.upload.error).toMatchObject({ fields: { image: ['not-an-image'] } }),
    )
    expect(stage.sent('POST /blobs')).toBe(0)
  })

  test.each(['POST /blobs', 'POST /s3', 'PUT /blobs', 'GET /users', 'PUT /users'])(
    'row 80: goes on when the component is gone at %s, and deletes the picture before',
    async (request) => {
      const stage = await setUp()
      const { uid } = await uploadAvatar(stage.client, picture, { encode })
      const frames: unknown[] = []
      const { result, unmount } = renderHook(
        () => {
          const upload = useAvatarUpload()
          frames.push(upload.state)
          return upload
        },
        { wrapper: stage.wrapper },
      )
      const held = stage.hold(request)
      act(() => result.current.mutate({ content: picture }))
      await held.arrived
      unmount()
      const { length } = frames
      held.release()
      await waitFor(() => expect(stage.avatar()).not.toBe(uid))
      await waitFor(() => expect(stage.files()).toEqual([stage.avatar()]))
      expect(frames).toHaveLength(length)
    },
  )

  test('row 81: whoever comes next sees nothing of it', async () => {
    const stage = await setUp()
    const { result } = showUpload(stage)
    const held = stage.hold('POST /blobs')
    act(() => result.current.upload.mutate({ content: picture }))
    await held.arrived
    await act(() => login(stage.client, credentialsOf(stage.otherPerson)))
    expect(result.current.upload).toMatchObject({ status: 'idle', state: null, error: null })
    held.release()
    await act(async () => {})
    act(() => result.current.upload.retry())
    expect(result.current.upload).toMatchObject({ status: 'idle', state: null, error: null, canUndo: false })
    expect(stage.emulator.db.users.get(stage.otherPerson.id)?.avatar).toBeNull()
  })

  test('row 81: an undo is nobody else’s', async () => {
    const stage = await setUp()
    const { result } = showUpload(stage)
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    await act(() => login(stage.client, credentialsOf(stage.otherPerson)))
    expect(result.current.upload.canUndo).toBe(false)
    await expect(result.current.upload.undo()).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('what was left behind', () => {
  /** Somebody whose page was closed in the middle of an upload. */
  async function leaveBehind(): Promise<Awaited<ReturnType<typeof setUp>>> {
    const stage = await setUp()
    stage.emulator.faults.add({ kind: 'status', status: 403, path: '/s3' })
    const recover = stage.emulator.faults.add({ kind: 'offline', method: 'DELETE', path: '/blobs' })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const upload = uploadAvatar(stage.client, picture, { encode }).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(isCubeError(await upload, 'rejected')).toBe(true)
    vi.useRealTimers()
    expect(stage.files()).toHaveLength(1)
    recover()
    stage.emulator.faults.clear()
    return stage
  }

  test('is swept when the hook mounts, once', async () => {
    const stage = await leaveBehind()
    const { unmount } = showUpload(stage)
    await waitFor(() => expect(stage.files()).toEqual([]))
    unmount()
    const before = stage.requests().length
    showUpload(stage)
    // Begun after the hook's own, by the same steps: by the time it ends, that has asked whatever it asks.
    await act(() => sweepAvatars(stage.client))
    expect(stage.requests()).toHaveLength(before)
  })

  test('what is swept goes out of lists that were read before', async () => {
    const stage = await leaveBehind()
    const held = stage.hold('DELETE /blobs')
    const { result } = renderHook(() => [useAvatarUpload().status, useFiles().data?.items.length], {
      wrapper: stage.wrapper,
    })
    await held.arrived
    await waitFor(() => expect(result.current).toEqual(['idle', 1]))
    held.release()
    await waitFor(() => expect(result.current).toEqual(['idle', 0]))
  })

  test('is swept when the hook mounts anew, once there is a network again', async () => {
    const stage = await leaveBehind()
    const recover = stage.emulator.faults.add({ kind: 'offline', path: '/users' })
    const { unmount } = showUpload(stage)
    await waitFor(() =>
      expect(stage.emulator.log.at(-1)).toMatchObject({
        path: `/users/${stage.person.id}`,
        fault: 'offline',
      }),
    )
    unmount()
    recover()
    expect(stage.files()).toHaveLength(1)
    showUpload(stage)
    await waitFor(() => expect(stage.files()).toEqual([]))
  })

  test('row 80: is swept when the same person is back', async () => {
    const stage = await leaveBehind()
    await logout(stage.client)
    showUpload(stage)
    await act(() => login(stage.client, credentialsOf(stage.otherPerson)))
    expect(stage.files()).toHaveLength(1)
    await act(() => login(stage.client, credentialsOf(stage.person)))
    await waitFor(() => expect(stage.files()).toEqual([]))
  })

  test('a sweep on mount does not end an undo', async () => {
    const stage = await setUp()
    const { uid } = await uploadAvatar(stage.client, picture, { encode })
    await uploadAvatar(stage.client, picture, { encode, keepOld: true })
    const profile = `GET /users/${stage.person.id}`
    const before = stage.sent(profile)
    showUpload(stage)
    await waitFor(() => expect(stage.sent(profile)).toBe(before + 1))
    // Waits for its turn: then the hook's own is over.
    await act(() => sweepAvatars(stage.client, { keepOld: true }))
    expect(stage.files()).toContain(uid)
    await sweepAvatars(stage.client)
    expect(stage.files()).not.toContain(uid)
  })
})

describe('useAvatarRemoval', () => {
  test('takes the avatar off, and can be undone', async () => {
    const stage = await setUp()
    const { uid } = await uploadAvatar(stage.client, picture, { encode })
    const { result } = renderHook(() => useAvatarRemoval(), { wrapper: stage.wrapper })
    await act(() => result.current.mutateAsync())
    expect(stage.avatar()).toBeNull()
    expect(result.current.canUndo).toBe(true)
    await act(() => result.current.undo())
    expect(stage.avatar()).toBe(uid)
    expect(result.current).toMatchObject({ canUndo: false, status: 'idle' })
  })

  test('of nothing is nothing to undo', async () => {
    const stage = await setUp()
    const { result } = renderHook(() => useAvatarRemoval(), { wrapper: stage.wrapper })
    await act(() => result.current.mutateAsync())
    expect(result.current.canUndo).toBe(false)
  })
})

describe('lists of files', () => {
  const show = (stage: Awaited<ReturnType<typeof setUp>>, options: AvatarUndoOptions = {}) =>
    renderHook(
      () => ({
        upload: useAvatarUpload(options),
        removal: useAvatarRemoval(options),
        files: useFiles().data?.items.map(({ uid }) => uid),
      }),
      { wrapper: stage.wrapper },
    )

  test('follow an upload, a removal, and what undoes them', async () => {
    const stage = await setUp()
    const { result } = show(stage)
    await waitFor(() => expect(result.current.files).toEqual([]))
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    await waitFor(() => expect(result.current.files).toEqual([stage.avatar()]))
    await act(() => result.current.upload.undo())
    await waitFor(() => expect(result.current.files).toEqual([]))

    await act(() => result.current.upload.mutateAsync({ content: picture }))
    const uid = stage.avatar()
    await waitFor(() => expect(result.current.files).toEqual([uid]))
    await act(() => result.current.removal.mutateAsync())
    await act(() => result.current.removal.undo())
    await waitFor(() => expect(result.current.files).toEqual([uid]))
  })

  test('follow a removal that cannot be undone', async () => {
    const stage = await setUp()
    await uploadAvatar(stage.client, picture, { encode })
    const { result } = show(stage, { undoMs: 0 })
    await waitFor(() => expect(result.current.files).toHaveLength(1))
    await act(() => result.current.removal.mutateAsync())
    await waitFor(() => expect(result.current.files).toEqual([]))
  })

  test('follow what goes when the time to undo it is over', async () => {
    const stage = await setUp()
    await uploadAvatar(stage.client, picture, { encode })
    const { result } = show(stage, { undoMs: 50 })
    await act(() => result.current.upload.mutateAsync({ content: picture }))
    await waitFor(() => expect(result.current.files).toEqual([stage.avatar()]))
  })
})
