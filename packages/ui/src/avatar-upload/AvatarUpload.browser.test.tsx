import '@cubekit/ui/styles.css'
import { getFileUrl, login, logout } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage, type Stage } from '@cubekit/testing'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { uploadPage } from '../../test/uploadPage.ts'
import { AvatarUpload, type AvatarUploadProps } from './index.ts'

const { group, button, input, findDialog, status } = uploadPage

// On a machine with other work, drawing takes its time.
vi.setConfig({ testTimeout: 60_000 })
const patient = { timeout: 15_000 }

/** Addresses that were made and not revoked. */
const addresses = new Set<string>()

beforeEach(() => {
  const { createObjectURL, revokeObjectURL } = URL
  URL.createObjectURL = (object) => {
    const address = createObjectURL.call(URL, object)
    // The emulator's are those of a server.
    if (!new Error('').stack?.includes('emulator')) addresses.add(address)
    return address
  }
  URL.revokeObjectURL = (address) => {
    addresses.delete(address)
    revokeObjectURL.call(URL, address)
  }
  addresses.clear()
  return () => Object.assign(URL, { createObjectURL, revokeObjectURL })
})

const colours = { red: '#e02020', green: '#20a040', blue: '#2040e0', yellow: '#f0d020' } as const
type Colour = keyof typeof colours

/** A photo of four colours: red and green above, blue and yellow below. */
async function fourColours(width = 800, height = 600): Promise<File> {
  const canvas = new OffscreenCanvas(width, height)
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('There is no canvas to draw on.')
  for (const [at, colour] of Object.values(colours).entries()) {
    brush.fillStyle = colour
    brush.fillRect(((at % 2) * width) / 2, (at < 2 ? 0 : 1) * (height / 2), width / 2, height / 2)
  }
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'four.png', { type: 'image/png' })
}

interface Page extends Stage {
  readonly unmount: () => void
}

/** An upload with somebody at it, and a button before it. */
async function open(props: AvatarUploadProps = {}): Promise<Page> {
  const stage = createStage({ emulator: { objectUrls: true } })
  await login(stage.client, stage.person)
  const page = render(
    <StrictMode>
      <CubeProvider client={stage.client}>
        <div style={{ padding: 16 }}>
          <AvatarUpload {...props} />
        </div>
      </CubeProvider>
    </StrictMode>,
  )
  onTestFinished(page.unmount)
  return { ...stage, unmount: page.unmount }
}

function choose(file: File): void {
  button('Upload photo').focus()
  const files = new DataTransfer()
  files.items.add(file)
  input().files = files.files
  fireEvent.change(input())
}

/** The dialog with the picture in its frame. */
async function crop(file: File): Promise<{ dialog: HTMLElement; frame: HTMLElement }> {
  choose(file)
  const dialog = await findDialog()
  const frame = await within(dialog).findByRole('application', {}, patient)
  return { dialog, frame }
}

async function useIt(): Promise<void> {
  await userEvent.click(button('Use photo'))
  await waitFor(() => expect(status()).toBe('Photo updated.'), patient)
}

/** What was uploaded, a square: its size, and the colours at its corners and in its middle. */
async function uploaded({ client }: Page): Promise<{ size: number; at: (x: number, y: number) => Colour }> {
  const uid = client.getSession().user?.avatar
  if (!uid) throw new Error('There is no avatar.')
  const { url } = await getFileUrl(client, uid)
  const image = await createImageBitmap(await (await fetch(url)).blob())
  expect(image.height).toBe(image.width)
  const canvas = new OffscreenCanvas(image.width, image.height)
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('There is no canvas to draw on.')
  brush.drawImage(image, 0, 0)
  return {
    size: image.width,
    at(x, y) {
      const pixel = brush.getImageData(
        Math.round(x * (image.width - 1)),
        Math.round(y * (image.height - 1)),
        1,
        1,
      )
      const [red = 0, green = 0, blue = 0] = pixel.data
      const distance = (colour: string): number =>
        [red, green, blue].reduce(
          (sum, value, at) => sum + Math.abs(value - parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16)),
          0,
        )
      const names = Object.keys(colours) as Colour[]
      return names.sort((a, b) => distance(colours[a]) - distance(colours[b]))[0] ?? 'red'
    },
  }
}

type MouseKind = 'mouseMoved' | 'mousePressed' | 'mouseReleased' | 'mouseWheel'
type TouchKind = 'touchStart' | 'touchMove' | 'touchEnd'

const corners = [
  [0.05, 0.05],
  [0.95, 0.05],
  [0.05, 0.95],
  [0.95, 0.95],
] as const

test.each([
  [1, 5000],
  [5000, 1],
])(
  'of %i × %i pixels, which its preview cannot be exactly, a square is sent all the same',
  async (width, height) => {
    const page = await open()
    await crop(await fourColours(width, height))
    await useIt()
    expect((await uploaded(page)).size).toBe(1)
  },
)

test('a photo becomes the avatar as it was cropped: by default the middle of it', async () => {
  const page = await open()
  await crop(await fourColours())
  await useIt()
  const picture = await uploaded(page)
  expect(picture.size).toBe(512)
  expect(corners.map(([x, y]) => picture.at(x, y))).toEqual(['red', 'green', 'blue', 'yellow'])
})

describe('by keys alone', () => {
  test('it is moved, zoomed and turned', async () => {
    const page = await open()
    const { frame } = await crop(await fourColours())
    await userEvent.tab()
    expect(frame).toHaveFocus()
    // To the right as far as it goes, so that the left is in the frame: red and blue for the most part.
    for (let key = 0; key < 20; key += 1) await userEvent.keyboard('+')
    expect(screen.getByRole('slider', { name: 'Zoom' })).toHaveAttribute('aria-valuetext', '400%')
    await userEvent.keyboard('{ArrowRight>60/}{ArrowDown>60/}')
    await userEvent.keyboard('{Tab}{Tab}{Tab}')
    expect(button('Rotate')).toHaveFocus()
    await userEvent.keyboard('{Enter}{Tab}{Tab}')
    expect(button('Use photo')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(status()).toBe('Photo updated.'), patient)
    expect(button('Change photo')).toHaveFocus()
    const picture = await uploaded(page)
    expect(corners.map(([x, y]) => picture.at(x, y))).toEqual(['red', 'red', 'red', 'red'])
  })

  test('sliders take arrow keys, and Escape leaves', async () => {
    await open()
    const { dialog } = await crop(await fourColours())
    const zoom = screen.getByRole<HTMLInputElement>('slider', { name: 'Zoom' })
    zoom.focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(Number(zoom.value)).toBeGreaterThan(1)
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    expect(button('Upload photo')).toHaveFocus()
    expect(group()).toHaveAttribute('data-phase', 'rest')
    await waitFor(() => expect(addresses).toEqual(new Set()))
  })
})

test('a mouse drags it and a wheel zooms it, and no corner is ever empty', async () => {
  const page = await open()
  const { frame } = await crop(await fourColours())
  const { left, top, width, height } = frame.getBoundingClientRect()
  const [x, y] = [left + width / 2, top + height / 2]
  const mouse = (type: MouseKind, dx = 0, dy = 0): Promise<unknown> =>
    cdp().send('Input.dispatchMouseEvent', {
      type,
      x: x + dx,
      y: y + dy,
      button: 'left',
      clickCount: type === 'mouseMoved' ? 0 : 1,
      ...(type === 'mouseWheel' && { deltaX: 0, deltaY: -120, button: 'none' }),
    })
  await mouse('mouseWheel')
  const zoom = screen.getByRole<HTMLInputElement>('slider', { name: 'Zoom' })
  await waitFor(() => expect(Number(zoom.value)).toBeGreaterThan(1))
  await mouse('mousePressed')
  for (const step of [100, 300, 900]) await mouse('mouseMoved', -step, -step)
  await mouse('mouseReleased', -900, -900)
  await useIt()
  const picture = await uploaded(page)
  expect(picture.at(0.95, 0.95)).toBe('yellow')
})

test('a wheel keeps what is under the pointer there', async () => {
  await open()
  const { dialog, frame } = await crop(await fourColours())
  const picture = dialog.querySelector<HTMLElement>('.reactEasyCrop_Image')
  if (!picture) throw new Error('There is no picture.')
  const { left, top, width, height } = frame.getBoundingClientRect()
  const [x, y] = [left + width * 0.2, top + height * 0.3]
  /** Which spot of the picture that is, from its left and top. */
  const spot = (): [number, number] => {
    const box = picture.getBoundingClientRect()
    return [(x - box.left) / box.width, (y - box.top) / box.height]
  }
  const before = spot()
  await cdp().send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY: -150 })
  const zoom = screen.getByRole<HTMLInputElement>('slider', { name: 'Zoom' })
  await waitFor(() => expect(Number(zoom.value)).toBeGreaterThan(1.2))
  for (const [at, value] of spot().entries()) expect(value).toBeCloseTo(before[at] ?? 0, 2)
})

test('two fingers zoom it', async () => {
  await open()
  const { frame } = await crop(await fourColours())
  const { left, top, width, height } = frame.getBoundingClientRect()
  const [x, y] = [left + width / 2, top + height / 2]
  const touch = (type: TouchKind, apart: number): Promise<unknown> =>
    cdp().send('Input.dispatchTouchEvent', {
      type,
      touchPoints: apart === 0 ? [] : [-apart, apart].map((dx, id) => ({ x: x + dx, y, id })),
    })
  await touch('touchStart', 20)
  for (const apart of [30, 45, 60]) await touch('touchMove', apart)
  await touch('touchEnd', 0)
  const zoom = screen.getByRole<HTMLInputElement>('slider', { name: 'Zoom' })
  await waitFor(() => expect(Number(zoom.value)).toBeGreaterThan(1.5))
})

test('however it is turned, no corner is empty', async () => {
  const page = await open()
  await crop(await fourColours(900, 500))
  fireEvent.change(screen.getByRole('slider', { name: 'Straighten' }), { target: { value: '30' } })
  await useIt()
  const picture = await uploaded(page)
  // Turned clockwise: what was at the left above has moved to the top, and so on.
  expect([
    picture.at(0.5, 0.05),
    picture.at(0.95, 0.5),
    picture.at(0.5, 0.95),
    picture.at(0.05, 0.5),
  ]).toEqual(['red', 'green', 'yellow', 'blue'])
})

test('the new photo is there at once, and no address is left when the real one is', async () => {
  const page = await open()
  await crop(await fourColours())
  const answer = page.hold('/blobs')
  await userEvent.click(button('Use photo'))
  await answer.arrived
  const picture = group().querySelector('[data-fresh] img')
  expect(picture).toBeVisible()
  expect(addresses.size).toBe(1)
  answer.release()
  await waitFor(() => expect(group().querySelector('[data-fresh]')).toBeNull(), patient)
  expect(group().querySelector('.cube-avatar > img')).toBeVisible()
  expect(addresses).toEqual(new Set())
})

test.each(['cropping', 'sending'])(
  'gone while %s, it leaves no address and does not complain',
  async (when) => {
    const page = await open()
    await crop(await fourColours())
    if (when === 'sending') {
      page.emulator.faults.add({ kind: 'hang', path: '/s3' })
      await userEvent.click(button('Use photo'))
      await waitFor(() => expect(status()).toBe('Uploading…'), patient)
    }
    expect(addresses.size).toBe(1)
    page.unmount()
    expect(addresses).toEqual(new Set())
    // It would go on, and others of the same person wait for it.
    await logout(page.client)
  },
)

test('no styles come with the cropper: pages may forbid those that scripts write', async () => {
  await open()
  const before = document.querySelectorAll('style').length
  const { dialog } = await crop(await fourColours())
  expect(document.querySelectorAll('style')).toHaveLength(before)
  expect(dialog.querySelectorAll('style')).toHaveLength(0)
})

test('a picture that turns out to be damaged when it is drawn is told, to the app as well, once', async () => {
  const onError = vi.fn<NonNullable<AvatarUploadProps['onError']>>()
  await open({ onError })
  const bytes = new Uint8Array(await (await fourColours()).arrayBuffer())
  // What comes after the header and the beginning of the first colours.
  bytes.fill(0xff, 45, 400)
  choose(new File([bytes], 'torn.png', { type: 'image/png' }))
  expect(await screen.findByRole('alert', {}, patient)).toHaveTextContent('This picture is damaged')
  expect(onError.mock.calls.map(([{ code, fields }]) => [code, fields['image']])).toEqual([
    ['validation', ['broken']],
  ])
})

test('a real file is dropped, and a real picture is pasted', async () => {
  await open()
  for (const kind of ['drop', 'paste'] as const) {
    const data = new DataTransfer()
    data.items.add(await fourColours())
    const init = { bubbles: true, cancelable: true }
    const event =
      kind === 'drop'
        ? new DragEvent('drop', { ...init, dataTransfer: data })
        : new ClipboardEvent('paste', { ...init, clipboardData: data })
    act(() => void button('Upload photo').dispatchEvent(event))
    expect(event.defaultPrevented).toBe(true)
    await findDialog()
    await userEvent.click(button('Cancel'))
  }
})

describe('the camera', () => {
  /** A camera that shows one colour. Gives the streams that were opened. */
  function withCamera(): MediaStream[] {
    const opened: MediaStream[] = []
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width: 320, height: 240 })
      const stream = canvas.captureStream(30)
      const paint = (): void => {
        const brush = canvas.getContext('2d')
        if (!brush) return
        brush.fillStyle = colours.green
        brush.fillRect(0, 0, 320, 240)
      }
      const timer = setInterval(paint, 50)
      onTestFinished(() => clearInterval(timer))
      opened.push(stream)
      return stream
    }
    onTestFinished(() => void Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'))
    return opened
  }
  const live = (streams: readonly MediaStream[]): number =>
    streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live').length

  async function start(): Promise<HTMLElement> {
    await userEvent.click(button('Take photo'))
    const dialog = await findDialog('Take photo')
    const take = within(dialog).getByRole('button', { name: 'Take photo' })
    await waitFor(() => expect(take).not.toHaveAttribute('aria-disabled'), patient)
    return dialog
  }

  test('takes a photo, which is cropped and uploaded, and is off at once', async () => {
    const streams = withCamera()
    const page = await open()
    const dialog = await start()
    expect(live(streams)).toBe(1)
    await userEvent.click(within(dialog).getByRole('button', { name: 'Take photo' }))
    await findDialog()
    expect(live(streams)).toBe(0)
    await waitFor(() => expect(button('Use photo')).not.toHaveAttribute('aria-disabled'), patient)
    await useIt()
    expect((await uploaded(page)).at(0.5, 0.5)).toBe('green')
    // Where the person was when the camera was opened.
    expect(button('Take photo')).toHaveFocus()
  })

  test('is off, however the dialog is left', async () => {
    const streams = withCamera()
    const page = await open()
    const dialog = await start()
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    expect(live(streams)).toBe(0)
    await start()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(live(streams)).toBe(0))
    await start()
    page.unmount()
    expect(live(streams)).toBe(0)
  })

  test('makes way for a picture that is pasted meanwhile, and is off', async () => {
    const streams = withCamera()
    await open()
    const dialog = await start()
    const clipboardData = new DataTransfer()
    clipboardData.items.add(await fourColours())
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData })
    act(() => void dialog.dispatchEvent(paste))
    await findDialog()
    expect(screen.getAllByRole('dialog')).toHaveLength(1)
    expect(live(streams)).toBe(0)
    await userEvent.click(button('Cancel'))
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })

  test('that is unplugged says so', async () => {
    const streams = withCamera()
    await open()
    await start()
    const [track] = streams.at(-1)?.getVideoTracks() ?? []
    act(() => void track?.dispatchEvent(new Event('ended')))
    expect(await screen.findByRole('alert')).toHaveTextContent("The camera didn't start.")
    expect(live(streams)).toBe(0)
  })
})
