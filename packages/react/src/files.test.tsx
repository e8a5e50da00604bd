import { createAndUpload, createFile, type CubeFile, login, logout, unsigned } from '@cubekit/core'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createStage, credentialsOf, renderWithClient } from '../test/renderWithClient.tsx'
import { useFile, useFileDelete, useFileRename, useFiles, useFileUpload, useFileUrl } from './index.ts'

afterEach(() => void vi.useRealTimers())

/** Somebody signed in who has files of these names. */
async function withFiles(...names: string[]) {
  const stage: ReturnType<typeof createStage> = createStage({
    // A session lasts two hours, an address a week.
    client: {
      credentialProvider: () => credentialsOf(stage.person),
      // Signing takes real turns, which fake timers take for no time at all.
      signer: unsigned({ authKey: createStage().emulator.keys.authKey }),
    },
  })
  await login(stage.client, credentialsOf(stage.person))
  const files: CubeFile[] = []
  for (const name of names) files.push(await createAndUpload(stage.client, new Blob([name]), { name }))
  const before = stage.emulator.log.length
  return {
    ...stage,
    files,
    /** What was sent since. */
    sent: (method: string, path: string | RegExp) =>
      stage.emulator.log
        .slice(before)
        .filter(
          (each) =>
            each.method === method && (typeof path === 'string' ? each.path === path : path.test(each.path)),
        ).length,
  }
}

const names = (): (string | null)[] => screen.queryAllByRole('listitem').map(({ textContent }) => textContent)

function FileList({ per_page }: { per_page?: number }) {
  const { data, fetchNextPage, hasNextPage } = useFiles({ per_page })
  const rename = useFileRename()
  const deletion = useFileDelete()
  const first = data?.items[0]
  return (
    <>
      <ul aria-label={`${data?.total_entries ?? 'no'} files`}>
        {data?.items.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      <button type="button" disabled={!hasNextPage} onClick={() => void fetchNextPage()}>
        More
      </button>
      <button type="button" onClick={() => first && rename.mutate({ id: first.id, name: 'new name' })}>
        Rename
      </button>
      <button type="button" onClick={() => first && deletion.mutate(first.id)}>
        Delete
      </button>
      <p role="status">
        {rename.error?.code ?? deletion.error?.code ?? deletion.data?.id ?? rename.data?.name}
      </p>
    </>
  )
}

const click = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }))

describe('useFiles', () => {
  test('shows one’s files page by page', async () => {
    renderWithClient(<FileList per_page={2} />, await withFiles('a', 'b', 'c'))
    await waitFor(() => expect(names()).toEqual(['a', 'b']))
    expect(screen.getByRole('list', { name: '3 files' })).toBeVisible()
    click('More')
    await waitFor(() => expect(names()).toEqual(['a', 'b', 'c']))
    expect(screen.getByRole('button', { name: 'More' })).toBeDisabled()
  })

  test('follows what is renamed and deleted', async () => {
    const stage = await withFiles('a', 'b', 'c')
    renderWithClient(<FileList per_page={2} />, stage)
    await waitFor(() => expect(names()).toEqual(['a', 'b']))
    click('Rename')
    await waitFor(() => expect(names()).toEqual(['new name', 'b']))
    click('Delete')
    await waitFor(() => expect(names()).toEqual(['b', 'c']))
    expect(screen.getByRole('status')).toHaveTextContent(String(stage.files[0]?.id))
    expect(stage.sent('GET', /object/)).toBe(0)
  })

  test('tells why a file was not deleted, and asks what is there', async () => {
    const stage = await withFiles('a')
    renderWithClient(<FileList />, stage)
    await waitFor(() => expect(names()).toEqual(['a']))
    stage.emulator.faults.add({ kind: 'status', status: 503, method: 'DELETE' })
    click('Delete')
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('server-error'))
    await waitFor(() => expect(stage.sent('GET', '/blobs')).toBe(2))
    expect(names()).toEqual(['a'])
  })
})

test('useFile reads by id and by uid, and follows a renaming', async () => {
  const stage = await withFiles('a')
  const [file] = stage.files
  function Details() {
    const byId = useFile(file?.id ?? 0)
    const byUid = useFile(file?.uid ?? '')
    const rename = useFileRename()
    return (
      <button type="button" onClick={() => rename.mutate({ id: file?.id ?? 0, name: 'b' })}>
        {byId.data?.name} {byUid.data?.name}
      </button>
    )
  }
  renderWithClient(<Details />, stage)
  fireEvent.click(await screen.findByRole('button', { name: 'a a' }))
  expect(await screen.findByRole('button', { name: 'b b' })).toBeVisible()
})

describe('useFileUrl', () => {
  function Address({ uid, label = 'open' }: { uid: string | null; label?: string }) {
    const { data, error } = useFileUrl(uid)
    return data ? <a href={data.url}>{label}</a> : <p role="status">{error?.code ?? 'nothing yet'}</p>
  }
  const shown = (): string => screen.getByRole('link').getAttribute('href') ?? ''

  test('gives an address without a token, once for all who show it and for those who come later', async () => {
    const stage = await withFiles('a')
    const uid = stage.files[0]?.uid ?? ''
    const page = renderWithClient(
      <>
        <Address uid={uid} label="one" />
        <Address uid={uid} label="two" />
      </>,
      stage,
    )
    expect(await screen.findAllByRole('link')).toHaveLength(2)
    const [link] = screen.getAllByRole('link')
    const url = link?.getAttribute('href') ?? ''
    expect((await stage.emulator.fetch(url)).status).toBe(200)
    expect(url).not.toMatch(/token/i)
    const keys = JSON.stringify(
      page.queryClient
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey),
    )
    expect(keys).toContain(uid)

    page.rerender(page.wrap(null))
    page.queryClient.clear()
    page.rerender(page.wrap(<Address uid={uid} />))
    expect(shown()).toBe(url)
    expect(stage.sent('GET', /object$/)).toBe(1)
  })

  test('renews it an hour before it ends, and keeps the old one until then', async () => {
    const stage = await withFiles('a')
    const uid = stage.files[0]?.uid ?? ''
    const weekMs = 7 * 86_400_000
    const hourMs = 60 * 60_000
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    renderWithClient(<Address uid={uid} />, stage)
    await vi.waitFor(() => expect(shown()).not.toBe(''))
    const first = shown()

    const pass = async (ms: number): Promise<void> => {
      stage.emulator.clock.advance(ms)
      await act(() => vi.advanceTimersByTimeAsync(ms))
    }
    await pass(weekMs - hourMs - 60_000)
    expect(stage.sent('GET', /object$/)).toBe(1)
    const held = stage.hold(`GET /blobs/${uid}`)
    await pass(61_000)
    await held.arrived
    expect(shown()).toBe(first)
    await act(async () => held.release())
    await vi.waitFor(() => expect(shown()).not.toBe(first))
    expect((await stage.emulator.fetch(shown())).status).toBe(200)
    await pass(2 * hourMs)
    // Once more than there are addresses: the session had ended, too.
    expect(stage.sent('GET', /object$/)).toBe(3)
  })

  test('keeps the old one when it cannot be renewed, and tries again', async () => {
    const stage = await withFiles('a')
    const uid = stage.files[0]?.uid ?? ''
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    renderWithClient(<Address uid={uid} />, stage)
    await vi.waitFor(() => expect(shown()).not.toBe(''))
    const first = shown()
    const recover = stage.emulator.faults.add({ kind: 'offline', path: '/blobs' })
    const dayMs = 86_400_000
    stage.emulator.clock.advance(7 * dayMs - 30 * 60_000)
    await act(() => vi.advanceTimersByTimeAsync(7 * dayMs - 30 * 60_000))
    expect(shown()).toBe(first)
    recover()
    await vi.waitFor(
      async () => {
        await act(() => vi.advanceTimersByTimeAsync(30_000))
        expect(shown()).not.toBe(first)
      },
      { timeout: 4000 },
    )
  })

  test('asks for nothing without a uid, and nothing for what is none', async () => {
    const stage = await withFiles()
    const page = renderWithClient(<Address uid={null} />, stage)
    expect(await screen.findByText('nothing yet')).toBeVisible()
    page.rerender(page.wrap(<Address uid="https://example.com/ada.png" />))
    expect(await screen.findByText('invalid-argument')).toBeVisible()
    page.rerender(page.wrap(<Address uid="nobody" />))
    expect(await screen.findByText('not-found')).toBeVisible()
    expect(stage.sent('GET', /.*/)).toBe(1)
  })

  test('a deleted file’s address is not remembered', async () => {
    const stage = await withFiles('a')
    const [file] = stage.files
    function Deletion() {
      const deletion = useFileDelete()
      return (
        <button type="button" onClick={() => deletion.mutate(file?.id ?? 0)}>
          Delete
        </button>
      )
    }
    const page = renderWithClient(
      <>
        <Address uid={file?.uid ?? ''} />
        <Deletion />
      </>,
      stage,
    )
    await screen.findByRole('link')
    click('Delete')
    await waitFor(() => expect(stage.emulator.db.blobs.size).toBe(0))
    page.rerender(page.wrap(null))
    page.queryClient.clear()
    page.rerender(page.wrap(<Address uid={file?.uid ?? ''} />))
    expect(await screen.findByText('not-found')).toBeVisible()
  })
})

describe('useFileUpload', () => {
  const seen: string[] = []
  const steps = vi.fn<(sent: number, total: number) => void>()

  function Upload({ signal }: { signal?: AbortSignal }) {
    const { data } = useFiles()
    const { mutate, cancel, progress, status, error, data: file } = useFileUpload()
    seen.push(
      [status, progress && `${progress.sent}/${progress.total}`, error?.code, file?.name]
        .filter(Boolean)
        .join(' '),
    )
    return (
      <>
        <button
          type="button"
          onClick={() => mutate({ content: new File(['hello'], 'cat.txt'), onProgress: steps, signal })}
        >
          Upload
        </button>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
        <p role="status">
          {seen.at(-1)}; {data?.total_entries ?? '?'} files
        </p>
      </>
    )
  }
  const status = (): string => screen.getByRole('status').textContent

  test('shows how far it is, and then the file in the list', async () => {
    const stage = await withFiles()
    const held = stage.hold('POST /s3')
    renderWithClient(<Upload />, stage)
    await waitFor(() => expect(status()).toBe('idle; 0 files'))
    steps.mockClear()
    click('Upload')
    await act(() => held.arrived)
    await waitFor(() => expect(status()).toBe('pending 0/5; 0 files'))
    await act(async () => held.release())
    await waitFor(() => expect(status()).toBe('success cat.txt; 1 files'))
    expect(steps.mock.calls).toEqual([
      [0, 5],
      [5, 5],
    ])
  })

  test.each(['POST /blobs', 'POST /s3', 'PUT /blobs'])('row 79: can be called off (%s)', async (step) => {
    const stage = await withFiles()
    const held = stage.hold(step)
    renderWithClient(<Upload />, stage)
    await waitFor(() => expect(status()).toBe('idle; 0 files'))
    click('Upload')
    await act(() => held.arrived)
    click('Cancel')
    await waitFor(() => expect(status()).toMatch(/^error aborted; /))
    await act(async () => held.release())
    await waitFor(() => expect(stage.emulator.db.blobs.size).toBe(0))
    click('Upload')
    await waitFor(() => expect(status()).toBe('success cat.txt; 1 files'))
  })

  test('heeds a signal of the caller’s own', async () => {
    const stage = await withFiles()
    const abort = new AbortController()
    const held = stage.hold('POST /s3')
    renderWithClient(<Upload signal={abort.signal} />, stage)
    await waitFor(() => expect(status()).toBe('idle; 0 files'))
    click('Upload')
    await act(() => held.arrived)
    act(() => abort.abort())
    await waitFor(() => expect(status()).toMatch(/^error aborted; /))
    click('Upload')
    await waitFor(() => expect(status()).toMatch(/^error aborted; /))
    held.release()
  })

  test('row 80: goes on without the component, and renders it no more', async () => {
    const stage = await withFiles()
    const held = stage.hold('POST /s3')
    const page = renderWithClient(<Upload />, stage)
    await waitFor(() => expect(status()).toBe('idle; 0 files'))
    click('Upload')
    await act(() => held.arrived)
    page.unmount()
    const renders = seen.length
    held.release()
    await waitFor(() => expect([...stage.emulator.db.blobs.list()]).toMatchObject([{ size: 5 }]))
    expect(seen).toHaveLength(renders)
  })

  test.each(['another signs in', 'logout'])('row 81: nothing of it shows after %s', async (how) => {
    const stage = await withFiles()
    const { client, otherPerson } = stage
    const held = stage.hold('POST /s3')
    renderWithClient(<Upload />, stage)
    await waitFor(() => expect(status()).toBe('idle; 0 files'))
    click('Upload')
    await act(() => held.arrived)
    await waitFor(() => expect(status()).toMatch(/^pending 0\/5/))
    const before = seen.length
    await act(async () => {
      if (how === 'logout') await logout(client)
      else await login(client, credentialsOf(otherPerson))
    })
    await act(async () => held.release())
    await waitFor(() => expect(status()).toMatch(/^idle; /))
    const others = seen
      .slice(before)
      .filter((each) => client.scope().user !== stage.person.id && each !== 'idle')
    expect(others.filter((each) => each.includes('/5') || each.includes('cat.txt'))).toEqual([])
    expect(stage.sent('PUT', /complete/)).toBe(0)
  })

  test('what another page has begun stays', async () => {
    const stage = await withFiles()
    await createFile(stage.client, { name: 'begun', content_type: 'text/plain' })
    renderWithClient(<Upload />, stage)
    await waitFor(() => expect(status()).toBe('idle; 1 files'))
  })
})
