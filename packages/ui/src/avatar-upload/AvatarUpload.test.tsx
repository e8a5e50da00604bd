import { login, loginAsGuest, logout } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { count, renderWithCube, type CubePage } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { tinyPicture, uploadPage } from '../../test/uploadPage.ts'
import { AvatarUpload, AvatarUploadParts, type AvatarUploadProps } from './index.ts'

const { group, button, findButton, input, findDialog, status, findAlert } = uploadPage

const ada = { id: 7, login: 'ada', password: 'long enough', full_name: 'Ada Lovelace' } as const
const grace = { id: 8, login: 'grace', password: 'long enough', full_name: 'Grace Hopper' } as const

/** Addresses that were made and not revoked. */
const addresses = new Set<string>()

beforeEach(() => {
  // jsdom has none of these.
  let made = 0
  URL.createObjectURL = () => {
    made += 1
    addresses.add(`blob:${made}`)
    return `blob:${made}`
  }
  URL.revokeObjectURL = (address) => void addresses.delete(address)
  addresses.clear()
})

interface Options {
  readonly avatar?: true
  readonly props?: AvatarUploadProps
}

/** An upload with Ada at it. */
async function open({ avatar, props }: Options = {}): Promise<CubePage & { avatarOf: () => string | null }> {
  const page = await renderWithCube(<AvatarUpload {...props} />, {
    emulator: { users: [{ ...ada, ...(avatar && { avatar }) }, grace] },
    before: ({ client }) => login(client, ada),
  })
  return { ...page, avatarOf: () => page.emulator.db.users.get(ada.id)?.avatar ?? null }
}

/** Chooses a file, of whatever kind: browsers let people overrule what they are asked for. */
function choose(file: File = tinyPicture()): void {
  fireEvent.change(input(), { target: { files: [file] } })
}

async function chooseAndUse(page: CubePage): Promise<void> {
  button('Upload photo').focus()
  choose()
  const dialog = await findDialog()
  const use = within(dialog).getByRole('button', { name: 'Use photo' })
  await waitFor(() => expect(use).not.toHaveAttribute('aria-disabled'))
  await page.user.click(use)
}

/** What a browser gives to those over whom something is dropped. */
function transfer(files: readonly (File | 'folder')[], types: readonly string[] = ['Files']): DataTransfer {
  const items = files.map((file) => ({
    kind: 'file',
    getAsFile: () => (file === 'folder' ? new File([], 'folder') : file),
    webkitGetAsEntry: () => ({ isDirectory: file === 'folder' }),
  }))
  return { types, items, files, dropEffect: 'none' } as unknown as DataTransfer
}

describe('at rest', () => {
  test('there is nothing while nobody is signed in', async () => {
    const page = await renderWithCube(<AvatarUpload />)
    expect(page.container).toBeEmptyDOMElement()
  })

  test('somebody without a photo can upload one, and has none to remove', async () => {
    await open()
    expect(
      within(group())
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Upload photo', 'Take photo'])
    expect(button('Upload photo')).toHaveAccessibleDescription(/JPEG, PNG, WebP or GIF, up to 10 MB/)
  })

  test('somebody with one can change and remove it', async () => {
    await open({ avatar: true })
    expect(button('Change photo')).toBeEnabled()
    expect(button('Remove')).toBeEnabled()
  })

  test('the button asks the browser for a file', async () => {
    const page = await open()
    const click = vi.spyOn(input(), 'click')
    await page.user.click(button('Upload photo'))
    expect(click).toHaveBeenCalledTimes(1)
  })

  test('iPhones are asked for JPEG: what they have as HEIC they send as such', async () => {
    await open()
    expect(input().accept.split(',')).not.toContain('image/*')
    expect(input().accept.split(',')).toContain('image/jpeg')
  })

  test('texts of the host replace ours, before and after a choice', async () => {
    await open({
      props: { messages: { 'avatar.upload': 'Show your face', 'avatar.not-an-image': 'Not a face.' } },
    })
    choose(new File(['words'], 'words.png'))
    expect(await findAlert()).toHaveTextContent('Not a face.')
    expect(button('Show your face')).toBeEnabled()
  })
})

describe('what is given', () => {
  test.each([
    ['words.png', ['Just words.'], "This file isn't a picture."],
    ['logo.svg', ['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'Save it as JPEG or PNG'],
    [
      'photo.heic',
      [Uint8Array.of(0, 0, 0, 24), 'ftypheic', new Uint8Array(4), 'mif1heic'],
      "HEIC doesn't work here. Save the photo as JPEG",
    ],
    ['half.png', [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)], 'damaged'],
  ])('%s is refused before anything opens, with what to do', async (name, parts, words) => {
    const page = await open()
    const before = page.requests().length
    choose(new File(parts, name, { type: 'image/png' }))
    expect(await findAlert()).toHaveTextContent(words)
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    expect(page.requests()).toHaveLength(before)
  })

  test('the same file, chosen again, is refused again, and told again', async () => {
    await open()
    choose(new File(['words'], 'words.png'))
    const first = await findAlert()
    choose(new File(['words'], 'words.png'))
    await waitFor(() => expect(first).not.toBeInTheDocument())
    expect(await findAlert()).toHaveTextContent("isn't a picture")
  })

  test('a picture may be dropped anywhere on it', async () => {
    await open()
    fireEvent.dragOver(group(), { dataTransfer: transfer([tinyPicture()]) })
    expect(screen.getByText('Drop your photo here')).toBeInTheDocument()
    fireEvent.drop(group(), { dataTransfer: transfer([tinyPicture()]) })
    expect(screen.queryByText('Drop your photo here')).not.toBeInTheDocument()
    expect(await findDialog()).toBeInTheDocument()
  })

  test('leaving takes the mark away, moving within does not', async () => {
    await open()
    const leave = (relatedTarget: HTMLElement): void => {
      const event = createEvent.dragLeave(group())
      // jsdom has no events for dragging.
      Object.defineProperty(event, 'relatedTarget', { value: relatedTarget })
      fireEvent(group(), event)
    }
    fireEvent.dragOver(group(), { dataTransfer: transfer([tinyPicture()]) })
    leave(button('Upload photo'))
    expect(screen.getByText('Drop your photo here')).toBeInTheDocument()
    leave(document.body)
    expect(screen.queryByText('Drop your photo here')).not.toBeInTheDocument()
  })

  test('of several files the first picture counts', async () => {
    await open()
    fireEvent.drop(group(), {
      dataTransfer: transfer([
        'folder',
        new File(['words'], 'words.txt', { type: 'text/plain' }),
        tinyPicture(),
      ]),
    })
    expect(await findDialog()).toBeInTheDocument()
  })

  test.each([
    ['a folder', transfer(['folder']), 'folder'],
    ['a link', transfer([], ['text/uri-list', 'text/html']), 'link'],
  ])('%s is refused kindly', async (_, dataTransfer, reason) => {
    await open()
    const drop = createEvent.drop(group(), { dataTransfer })
    fireEvent(group(), drop)
    // Else the browser would leave the page for it.
    expect(drop.defaultPrevented).toBe(true)
    expect(await findAlert()).toHaveAttribute('data-reason', reason)
  })

  test('words that are dragged are left to the page', async () => {
    await open()
    const over = createEvent.dragOver(group(), { dataTransfer: transfer([], ['text/plain']) })
    fireEvent(group(), over)
    expect(over.defaultPrevented).toBe(false)
  })

  test('a picture may be pasted while the focus is in it', async () => {
    await open()
    fireEvent.paste(button('Upload photo'), { clipboardData: transfer([tinyPicture()]) })
    expect(await findDialog()).toBeInTheDocument()
  })

  test('disabled, it takes nothing', async () => {
    await open({ props: { disabled: true } })
    for (const each of within(group()).getAllByRole('button')) expect(each).toBeDisabled()
    const drop = createEvent.drop(group(), { dataTransfer: transfer([tinyPicture()]) })
    fireEvent(group(), drop)
    fireEvent.paste(group(), { clipboardData: transfer([tinyPicture()]) })
    expect(drop.defaultPrevented).toBe(false)
    expect(group()).toHaveAttribute('data-phase', 'rest')
  })
})

describe('cropping', () => {
  test('the dialog can be left, by its button and by Escape, and nothing has happened', async () => {
    const page = await open()
    for (const leave of [() => page.user.click(button('Cancel')), () => page.user.keyboard('{Escape}')]) {
      button('Upload photo').focus()
      choose()
      const dialog = await findDialog()
      expect(dialog).toHaveFocus()
      await leave()
      // What a browser does at Escape.
      if (dialog.isConnected) fireEvent(dialog, new Event('cancel', { cancelable: true }))
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
      expect(group()).toHaveAttribute('data-phase', 'rest')
    }
    await waitFor(() => expect(addresses.size).toBe(0))
    expect(count(page.requests, 'POST /blobs')).toBe(0)
  })

  test('zoom and rotation have names and values in words', async () => {
    const page = await open()
    choose()
    await findDialog()
    const zoom = screen.getByRole('slider', { name: 'Zoom' })
    await waitFor(() => expect(zoom).toBeEnabled())
    fireEvent.change(zoom, { target: { value: '1.5' } })
    expect(zoom).toHaveAttribute('aria-valuetext', '150%')
    const rotation = screen.getByRole('slider', { name: 'Straighten' })
    fireEvent.change(rotation, { target: { value: '-12' } })
    expect(rotation).toHaveAttribute('aria-valuetext', '-12°')
    await page.user.click(button('Rotate'))
    expect(rotation).toHaveValue('-12')
    await page.user.keyboard('+')
    expect(zoom).toHaveAttribute('aria-valuetext', '165%')
  })
})

test('a form and a dialog of the host around it hear nothing of ours', async () => {
  const heard = vi.fn<() => void>()
  await renderWithCube(
    <dialog open aria-label="Profile" onCancel={heard} onClose={heard}>
      <form onSubmit={heard}>
        <AvatarUpload />
      </form>
    </dialog>,
    { emulator: { users: [ada, grace] }, before: ({ client }) => login(client, ada) },
  )
  fireEvent(input(), new Event('cancel', { bubbles: true }))
  choose()
  const dialog = await findDialog()
  const zoom = screen.getByRole('slider', { name: 'Zoom' })
  await waitFor(() => expect(zoom).toBeEnabled())
  // What is not prevented sends the form.
  expect(fireEvent.keyDown(zoom, { key: 'Enter' })).toBe(false)
  fireEvent(dialog, new Event('cancel', { cancelable: true }))
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(heard).not.toHaveBeenCalled()
})

describe('sending', () => {
  test('the photo is theirs, and the app hears of it once', async () => {
    const onChange = vi.fn<NonNullable<AvatarUploadProps['onChange']>>()
    const page = await open({ props: { onChange } })
    await chooseAndUse(page)
    await waitFor(() => expect(status()).toBe('Photo updated.'))
    expect(page.avatarOf()).not.toBeNull()
    expect(onChange).toHaveBeenCalledTimes(1)
    expect(onChange.mock.calls[0]?.[0].avatar).toBe(page.avatarOf())
  })

  test('a double click on the dialog sends it once, and the photo stands there when the dialog goes', async () => {
    const page = await open()
    const answer = page.hold('POST /blobs')
    choose()
    const dialog = await findDialog()
    const use = await findButton('Use photo')
    await waitFor(() => expect(use).not.toHaveAttribute('aria-disabled'))
    fireEvent.click(use)
    fireEvent.click(use)
    expect(group().querySelector('[data-fresh]')).toBeInTheDocument()
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    await answer.arrived
    answer.release()
    await waitFor(() => expect(status()).toBe('Photo updated.'))
    expect(page.requests().filter((request) => request === 'POST /blobs')).toHaveLength(1)
  })

  test('a guest has a face too', async () => {
    const page = await renderWithCube(<AvatarUpload />, {
      before: ({ client }) => loginAsGuest(client, { full_name: 'Olof' }),
    })
    await chooseAndUse(page)
    await waitFor(() => expect(status()).toBe('Photo updated.'))
  })

  test('while it is sent nothing else can be begun, and it can be cancelled', async () => {
    const page = await open()
    page.emulator.faults.add({ kind: 'hang', path: '/s3' })
    await chooseAndUse(page)
    await waitFor(() => expect(status()).toBe('Uploading…'))
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '0%')
    expect(button('Upload photo')).toHaveAttribute('aria-disabled', 'true')
    fireEvent.drop(group(), { dataTransfer: transfer([tinyPicture()]) })
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    act(() => button('Cancel').focus())
    fireEvent.click(button('Cancel'))
    expect(status()).toBe('Cancelling…')
    await waitFor(() => expect(status()).toBe('Cancelled. Your photo is as it was.'))
    expect(page.avatarOf()).toBeNull()
    expect(button('Upload photo')).toHaveFocus()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  test('what failed can be tried again with the same picture, and the app hears of it', async () => {
    const onChange = vi.fn<NonNullable<AvatarUploadProps['onChange']>>()
    const page = await open({ props: { onChange } })
    page.emulator.faults.add({ kind: 'offline' })
    await chooseAndUse(page)
    expect(await findAlert()).toHaveTextContent("We couldn't reach the server.")
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument()
    page.emulator.faults.clear()
    await page.user.click(button('Try again'))
    await waitFor(() => expect(status()).toBe('Photo updated.'))
    expect(onChange).toHaveBeenCalledTimes(1)
    expect(button('Change photo')).toHaveFocus()
  })

  test('while that is taken back, nobody is told that they have cancelled it', async () => {
    const page = await open()
    page.emulator.faults.add({ kind: 'status', status: 403, method: 'PUT', path: '/users' })
    const answer = page.hold('DELETE /blobs')
    await chooseAndUse(page)
    await answer.arrived
    expect(status()).toBe('Saving…')
    answer.release()
    await findAlert()
  })

  test('the app hears of what fails and of what is refused, not of what is cancelled', async () => {
    const onError = vi.fn<NonNullable<AvatarUploadProps['onError']>>()
    const page = await open({ props: { onError } })
    choose(new File(['no image'], 'note.txt'))
    await findAlert()
    expect(onError.mock.calls.map(([{ code, fields }]) => [code, fields['image']])).toEqual([
      ['validation', ['not-an-image']],
    ])
    page.emulator.faults.add({ kind: 'offline' })
    await chooseAndUse(page)
    expect(await findAlert()).toHaveTextContent("We couldn't reach the server.")
    expect(onError.mock.lastCall?.[0].code).toBe('unreachable')
    page.emulator.faults.clear()
    page.emulator.faults.add({ kind: 'hang', path: '/s3' })
    fireEvent.click(button('Try again'))
    fireEvent.click(await findButton('Cancel'))
    await waitFor(() => expect(status()).toBe('Cancelled. Your photo is as it was.'))
    expect(onError).toHaveBeenCalledTimes(2)
  })

  test('or let go of', async () => {
    const page = await open()
    page.emulator.faults.add({ kind: 'offline' })
    await chooseAndUse(page)
    await page.user.click(await findButton('Discard'))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    expect(button('Upload photo')).toHaveFocus()
    expect(addresses.size).toBe(0)
  })

  test('when it is gone before the answer, the app hears of it all the same, and no address is left', async () => {
    const onChange = vi.fn<NonNullable<AvatarUploadProps['onChange']>>()
    const page = await open({ props: { onChange } })
    const answer = page.hold('/blobs')
    await chooseAndUse(page)
    await answer.arrived
    page.unmount()
    expect(addresses.size).toBe(0)
    answer.release()
    await waitFor(() => expect(onChange).toHaveBeenCalledTimes(1))
  })

  test('what one person chose is nothing for the next', async () => {
    const page = await open()
    page.emulator.faults.add({ kind: 'hang', path: '/s3' })
    await chooseAndUse(page)
    await waitFor(() => expect(status()).toBe('Uploading…'))
    await act(async () => {
      await logout(page.client)
      await login(page.client, grace)
    })
    expect(group()).toHaveAttribute('data-phase', 'rest')
    expect(button('Upload photo')).not.toHaveAttribute('aria-disabled')
    expect(page.emulator.db.users.get(grace.id)?.avatar ?? null).toBeNull()
    expect(addresses.size).toBe(0)
  })
})

describe('undoing', () => {
  test('brings back what was there before', async () => {
    const onChange = vi.fn<NonNullable<AvatarUploadProps['onChange']>>()
    const page = await open({ avatar: true, props: { onChange } })
    const before = page.avatarOf()
    await page.user.click(button('Remove'))
    await waitFor(() => expect(status()).toBe('Photo removed.'))
    expect(page.avatarOf()).toBeNull()
    expect(button('Upload photo')).toHaveFocus()
    await page.user.click(await findButton('Undo'))
    await waitFor(() => expect(status()).toBe('Your previous photo is back.'))
    expect(page.avatarOf()).toBe(before)
    expect(onChange.mock.calls.map(([user]) => user.avatar)).toEqual([null, before])
    expect(button('Change photo')).toHaveFocus()
  })

  test('is announced by something that was there before, after what was done', async () => {
    const page = await open({ avatar: true })
    button('Remove').focus()
    await waitFor(() => expect(screen.getAllByRole('status')).toHaveLength(2))
    const [, said] = screen.getAllByRole('status')
    expect(said).toBeEmptyDOMElement()
    await page.user.click(button('Remove'))
    const undo = await findButton('Undo')
    expect(status()).toBe('Photo removed.')
    await waitFor(() => expect(said).toHaveTextContent('You can undo this.'), { timeout: 4000 })
    await page.user.click(undo)
    await waitFor(() => expect(status()).toBe('Your previous photo is back.'))
    expect(said).toBeEmptyDOMElement()
    expect(said).toBeInTheDocument()
  })

  test('is offered for ten seconds, and as long as the focus is in it', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
    onTestFinished(() => void vi.useRealTimers())
    const page = await open({ avatar: true })
    await page.user.click(button('Remove'))
    const undo = await findButton('Undo')
    // Two keys away.
    expect(button('Upload photo')).toHaveFocus()
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(undo).toBeInTheDocument()
    act(() => button('Upload photo').blur())
    await act(() => vi.advanceTimersByTimeAsync(11_000))
    expect(undo).not.toBeInTheDocument()
    expect(status()).toBe('Photo removed.')
  })

  test('that fails is told, and can be tried again', async () => {
    const page = await open({ avatar: true })
    await page.user.click(button('Remove'))
    const undo = await findButton('Undo')
    page.emulator.faults.add({ kind: 'offline' })
    await page.user.click(undo)
    expect(await findAlert()).toHaveAttribute('data-reason', 'unreachable')
    page.emulator.faults.clear()
    await page.user.click(await findButton('Undo'))
    await waitFor(() => expect(status()).toBe('Your previous photo is back.'))
  })
})

test('looking at another photo and leaving it tells nothing a second time', async () => {
  const page = await open({ avatar: true })
  await page.user.click(button('Remove'))
  await waitFor(() => expect(status()).toBe('Photo removed.'))
  const told = screen.getAllByRole('status')[0]?.firstChild
  choose()
  await findDialog()
  await page.user.click(button('Cancel'))
  expect(screen.getAllByRole('status')[0]?.firstChild).toBe(told)
  expect(await findButton('Undo')).toBeInTheDocument()
})

describe('the camera', () => {
  test('where pages get none, the device is asked for one', async () => {
    const page = await open()
    expect('mediaDevices' in navigator).toBe(false)
    const click = vi.spyOn(input(true), 'click')
    await page.user.click(button('Take photo'))
    expect(click).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['NotAllowedError', 'The camera is blocked.'],
    ['NotFoundError', 'No camera was found.'],
    ['NotReadableError', "The camera didn't start."],
  ])('%s is told, and can be tried again', async (name, words) => {
    const getUserMedia = vi.fn<() => Promise<MediaStream>>(() => Promise.reject(new DOMException('', name)))
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true })
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'mediaDevices'))
    const page = await open()
    await page.user.click(button('Take photo'))
    const dialog = await findDialog('Take photo')
    expect(await findAlert()).toHaveTextContent(words)
    const before = getUserMedia.mock.calls.length
    await page.user.click(within(dialog).getByRole('button', { name: 'Try again' }))
    expect(getUserMedia.mock.calls.length).toBeGreaterThan(before)
    await page.user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    expect(dialog).not.toBeInTheDocument()
    expect(button('Take photo')).toBeInTheDocument()
  })
})

test('it is in server HTML, not to be pressed yet, and taken over without a word of complaint', async () => {
  const { client } = createStage()
  const page = (
    <CubeProvider client={client} initialSession={{ status: 'user', user: somebody() }}>
      <AvatarUpload />
    </CubeProvider>
  )
  const container = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => container.remove())
  container.innerHTML = renderToString(page)
  expect(screen.getByRole('button', { name: 'Upload photo' })).toBeDisabled()
  const root = await act(async () => hydrateRoot(container, page))
  onTestFinished(() => act(() => root.unmount()))
})

test('another arrangement is put together from the parts', async () => {
  const page = await renderWithCube(
    <AvatarUploadParts.Root aria-label="Your face">
      <AvatarUploadParts.Picture size={64} />
      <AvatarUploadParts.Choose>Pick a face</AvatarUploadParts.Choose>
      <AvatarUploadParts.Error />
      <AvatarUploadParts.Crop data-testid="frame" />
    </AvatarUploadParts.Root>,
    { emulator: { users: [ada, grace] }, before: ({ client }) => login(client, ada) },
  )
  expect(screen.getByRole('group', { name: 'Your face' })).toBeInTheDocument()
  choose(new File(['words'], 'words.png'))
  expect(await findAlert()).toHaveTextContent("isn't a picture")
  choose()
  expect(await findDialog()).toHaveAttribute('data-testid', 'frame')
  await page.user.click(button('Cancel'))
})
