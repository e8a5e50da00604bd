import { logout } from '@cubekit/core'
import { AvatarUpload, AvatarUploadParts } from '@cubekit/ui'
import type { CubeMessages, UsersMessages } from '@cubekit/ui'
import { expect, fireEvent, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.tsx'
import { sceneOf, type Scenario, type Scene } from '../.storybook/scenarios.ts'
import { Cells, createScenes, playCells, type Cell } from './Cells.tsx'
import { createPageScene, sendHalf } from './halfSent.ts'
import { drawPhoto, paint, unusable } from './photos.ts'
import { Room } from './Room.tsx'
import { wordsOf } from './wordsOf.ts'

const ada = {
  login: 'ada',
  email: 'ada@example.com',
  password: 'analytical-engine',
  full_name: 'Ada Lovelace',
}

/** On a machine with other work, drawing takes its time. */
const patient = { timeout: 10_000 }

/** Somebody with a photo already. */
const withPhoto = {
  signedIn: 'user',
  emulator: { objectUrls: true, users: [{ ...ada, avatar: true }] },
} satisfies Scenario

const withoutPhoto = {
  signedIn: 'user',
  emulator: { objectUrls: true, users: [ada] },
} satisfies Scenario

const meta = preview.meta({
  title: 'Components/AvatarUpload',
  component: AvatarUpload,
  args: { onChange: fn() },
  parameters: {
    layout: 'padded',
    scenario: withPhoto,
    // A modal dialog covers the page it is on: each in a frame of its own.
    docs: { story: { inline: false, height: '16rem' } },
  },
  decorators: [
    (Story, { parameters }) => (
      <Room width={parameters['width']}>
        <Story />
      </Room>
    ),
  ],
})

/** Somebody with a photo. */
export const Default = meta.story({
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeVisible())
  },
})

/** Nobody has seen their face yet. */
export const WithoutPhoto = meta.story({
  parameters: { scenario: withoutPhoto },
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    await expect(canvas.getByRole('button', { name: words['avatar.upload'] })).toBeEnabled()
    await expect(canvas.queryByRole('button', { name: words['avatar.remove'] })).toBeNull()
  },
})

/** Guests have faces too. */
export const Guest = meta.story({
  parameters: {
    scenario: { signedIn: { guest: 'Olof Shodger' }, emulator: { objectUrls: true } } satisfies Scenario,
  },
  play: async (context) => {
    await chooseAndUse(context)
    await saysDone(context)
  },
})

export const Disabled = meta.story({
  args: { disabled: true },
  play: async ({ canvas }) => {
    for (const button of canvas.getAllByRole('button')) await expect(button).toBeDisabled()
  },
})

/** A file is dragged over it. */
export const Dragging = meta.story({
  play: async (context) => {
    const { canvas, globals } = context
    await drag(context, 'dragover', await drawPhoto())
    await expect(await canvas.findByText(wordsOf(globals)['avatar.drop'])).toBeVisible()
  },
})

/** The dialog in which the photo is cropped. */
export const Cropping = meta.story({
  play: async (context) => {
    const { dialog, words } = await choose(context)
    await expect(dialog).toHaveAccessibleName(words['avatar.crop'])
    await expect(within(dialog).getByRole('slider', { name: words['avatar.zoom'] })).toHaveValue('1')
    await expect(within(dialog).getByRole('button', { name: words['avatar.use'] })).toBeVisible()
  },
})

/** Where avatars are squares. */
export const CroppingSquare = meta.story({
  args: { shape: 'square' },
  play: async (context) => {
    await choose(context, await drawPhoto({ width: 700, height: 1200 }))
  },
})

/** Zoomed and turned by keys: no corner is ever empty. */
export const Turned = meta.story({
  play: async (context) => {
    const { dialog, words } = await choose(context)
    const inside = within(dialog)
    const frame = await inside.findByRole('application', { name: words['avatar.frame'] }, patient)
    await waitFor(() => expect(frame).toBeVisible())
    frame.focus()
    await userEvent.keyboard('+++{ArrowLeft}{ArrowUp}')
    const zoom = inside.getByRole<HTMLInputElement>('slider', { name: words['avatar.zoom'] })
    await expect(Number(zoom.value)).toBeCloseTo(1.331)
    await userEvent.click(inside.getByRole('button', { name: words['avatar.turn'] }))
    const tilt = inside.getByRole('slider', { name: words['avatar.rotation'] })
    await fireEvent.change(tilt, { target: { value: '12' } })
    await expect(tilt).toHaveValue('12')
    await expect(tilt).toHaveAttribute('aria-valuetext', expect.stringMatching(/^\p{Nd}{2}/u))
  },
})

/** Before the picture is decoded. */
export const CroppingSoon = meta.story({
  beforeEach() {
    const { Worker } = window
    window.Worker = class extends EventTarget {
      postMessage(): void {}
      terminate(): void {}
    } as unknown as typeof Worker
    return () => {
      window.Worker = Worker
    }
  },
  play: async (context) => {
    const { dialog, words } = await choose(context)
    await expect(dialog).toHaveAttribute('aria-busy', 'true')
    await expect(within(dialog).getByRole('button', { name: words['avatar.use'] })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  },
})

/** It is the new photo at once, and can be undone for ten seconds. */
export const Done = meta.story({
  play: async (context) => {
    await chooseAndUse(context)
    const words = wordsOf(context.globals)
    await saysDone(context)
    await expect(context.canvas.getByRole('button', { name: words['avatar.undo'] })).toBeVisible()
    await expect(context.canvas.getByRole('button', { name: words['avatar.change'] })).toHaveFocus()
    await expect(context.args.onChange).toHaveBeenCalledTimes(1)
  },
})

/** The photo before is back. */
export const Undone = meta.story({
  play: async (context) => {
    const words = wordsOf(context.globals)
    const { client } = sceneOf(context)
    const before = client.getSession().user?.avatar
    await chooseAndUse(context)
    await saysDone(context)
    await userEvent.click(context.canvas.getByRole('button', { name: words['avatar.undo'] }))
    await expect(await context.canvas.findByText(words['avatar.undone'], {}, patient)).toBeVisible()
    await expect(client.getSession().user?.avatar).toBe(before)
    await expect(context.canvas.getByRole('button', { name: words['avatar.change'] })).toHaveFocus()
  },
})

/** On its way: the new photo is there already, with how much of it is sent. */
export const Sending = meta.story({
  // It would go on, and uploads of the same person in other stories wait for it.
  beforeEach: (context) => () => logout(sceneOf(context).client),
  play: async (context) => {
    sceneOf(context).emulator.faults.add({ kind: 'hang', path: '/s3' })
    await chooseAndUse(context)
    const { canvas, globals } = context
    const words = wordsOf(globals)
    await expect(await canvas.findByText(words['avatar.sending'], {}, patient)).toBeVisible()
    await expect(canvas.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0')
    await expect(canvas.getByRole('button', { name: words['avatar.change'] })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  },
})

/** Half of it is there: how much is drawn and said, and it can be cancelled. */
export const HalfSent = meta.story({
  parameters: { scenario: 'none' },
  loaders: [() => ({ scene: createPageScene(withPhoto.emulator) })],
  beforeEach: (context) => sendHalf(sceneOf(context)),
  play: async (context) => {
    await chooseAndUse(context)
    const { canvas, globals } = context
    const words = wordsOf(globals)
    await expect(await canvas.findByText(words['avatar.sending'], {}, patient)).toBeVisible()
    const progress = canvas.getByRole('progressbar', { name: words['avatar.label'] })
    await waitFor(() => expect(progress).toHaveAttribute('aria-valuenow', '50'))
    await expect(progress).toHaveAttribute('aria-valuetext', progress.textContent)
    await expect(canvas.getByRole('button', { name: words['avatar.cancel'] })).toBeEnabled()
  },
})

export const HalfSentRightToLeft = HalfSent.extend({ globals: { locale: 'ar' } })

/** Before anything is sent: the photo is drawn anew, small and without what the camera noted in it. */
export const Preparing = meta.story({
  beforeEach: (context) => () => logout(sceneOf(context).client),
  play: async (context) => {
    sceneOf(context).emulator.faults.add({ kind: 'hang', path: '/blobs', method: 'POST' })
    await chooseAndUse(context)
    await expect(
      await context.canvas.findByText(wordsOf(context.globals)['avatar.preparing'], {}, patient),
    ).toBeVisible()
  },
})

/** All of it is sent, and it becomes the avatar. */
export const Saving = meta.story({
  beforeEach: (context) => () => logout(sceneOf(context).client),
  play: async (context) => {
    await save(context)
  },
})

/** It was given up while it was saved, and the server does not answer: that takes a moment. */
export const Cancelling = meta.story({
  beforeEach: (context) => () => logout(sceneOf(context).client),
  play: async (context) => {
    await save(context)
    const { canvas, globals } = context
    const words = wordsOf(globals)
    sceneOf(context).emulator.faults.add({ kind: 'hang' })
    await userEvent.click(canvas.getByRole('button', { name: words['avatar.cancel'] }))
    await expect(await canvas.findByText(words['avatar.cancelling'])).toBeVisible()
    await expect(canvas.queryByRole('button', { name: words['avatar.cancel'] })).toBeNull()
  },
})

/** Given up: the photo is as it was, and nothing is left behind. */
export const Cancelled = meta.story({
  play: async (context) => {
    sceneOf(context).emulator.faults.add({ kind: 'hang', path: '/s3' })
    await chooseAndUse(context)
    const { canvas, globals } = context
    const words = wordsOf(globals)
    await canvas.findByText(words['avatar.sending'], {}, patient)
    await userEvent.click(canvas.getByRole('button', { name: words['avatar.cancel'] }))
    await expect(await canvas.findByText(words['avatar.cancelled'], {}, patient)).toBeVisible()
    await expect(canvas.getByRole('button', { name: words['avatar.change'] })).toHaveFocus()
  },
})

/** The network is gone: what happened, and what can be done. */
export const Failed = meta.story({ play: goOffline })

/** Once the network is back, the same picture is sent. */
export const TriedAgain = meta.story({
  play: async (context) => {
    await goOffline(context)
    const words = wordsOf(context.globals)
    sceneOf(context).emulator.faults.clear()
    await userEvent.click(context.canvas.getByRole('button', { name: words['form.tryAgain'] }))
    await saysDone(context)
  },
})

/** Or it is let go of. */
export const Discarded = meta.story({
  play: async (context) => {
    await goOffline(context)
    const words = wordsOf(context.globals)
    await userEvent.click(context.canvas.getByRole('button', { name: words['avatar.discard'] }))
    await expect(context.canvas.queryByRole('alert')).toBeNull()
    await expect(context.canvas.getByText(words['avatar.hint'])).toBeVisible()
  },
})

/** No photo at all any more; this can be undone as well. */
export const Removed = meta.story({
  play: async (context) => {
    const { canvas, globals } = context
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words['avatar.remove'] }))
    await expect(await canvas.findByText(words['avatar.removed'], {}, patient)).toBeVisible()
    await expect(await canvas.findByRole('button', { name: words['avatar.undo'] }, patient)).toBeVisible()
    await expect(canvas.getByRole('button', { name: words['avatar.upload'] })).toHaveFocus()
  },
})

/** The network is gone while it is removed, or that is undone. */
export const RemovedOffline = meta.story({
  play: async (context) => {
    sceneOf(context).emulator.faults.add({ kind: 'offline' })
    const { canvas, globals } = context
    await userEvent.click(canvas.getByRole('button', { name: wordsOf(globals)['avatar.remove'] }))
    await expect(await canvas.findByRole('alert', {}, patient)).toHaveAttribute('data-reason', 'unreachable')
  },
})

/** Not a file: a link that was dragged from another page. */
export const DroppedLink = meta.story({
  play: async (context) => {
    const link = new DataTransfer()
    link.setData('text/uri-list', 'https://example.com/ada.jpg')
    await drag(context, 'drop', link)
    await expect(await context.canvas.findByRole('alert', {}, patient)).toHaveAttribute('data-reason', 'link')
  },
})

/** By keys alone, with the ring of the focus. */
export const Keyboard = meta.story({
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.tab()
    const button = canvas.getByRole('button', { name: words['avatar.change'] })
    await expect(button).toHaveFocus()
    await expect(getComputedStyle(button).outlineStyle).toBe('solid')
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: words['avatar.take'] })).toHaveFocus()
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: words['avatar.remove'] })).toHaveFocus()
  },
})

/** The photo is taken here and now. */
export const Camera = meta.story({
  beforeEach: () => giveCamera(filmOf()),
  play: async (context) => {
    const { dialog, words } = await openCamera(context)
    const take = within(dialog).getByRole('button', { name: words['avatar.take'] })
    await waitFor(() => expect(take).not.toHaveAttribute('aria-disabled'), patient)
    await expect(dialog.querySelector('video')).toBeVisible()
  },
})

/** The photo goes to be cropped, and the camera is off. */
export const CameraTakes = meta.story({
  beforeEach: () => giveCamera(filmOf()),
  play: async (context) => {
    const { dialog, words } = await openCamera(context)
    const take = within(dialog).getByRole('button', { name: words['avatar.take'] })
    await waitFor(() => expect(take).not.toHaveAttribute('aria-disabled'), patient)
    await userEvent.click(take)
    const crop = await shownDialog(context.canvasElement, words['avatar.crop'])
    await expect(crop).toBeVisible()
    for (const track of given?.getTracks() ?? []) await expect(track.readyState).toBe('ended')
  },
})

/** Somebody has yet to allow it. */
export const CameraStarting = meta.story({
  beforeEach() {
    navigator.mediaDevices.getUserMedia = () => new Promise(() => {})
    return () => void Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia')
  },
  play: async (context) => {
    const { dialog, words } = await openCamera(context)
    await expect(await within(dialog).findByText(words['avatar.camera-starting'])).toBeVisible()
  },
})

export const CameraBlocked = meta.story({
  beforeEach: () => giveCamera(new DOMException('', 'NotAllowedError')),
  play: (context) => cameraFails(context, 'avatar.camera-blocked'),
})

export const CameraMissing = meta.story({
  beforeEach: () => giveCamera(new DOMException('', 'NotFoundError')),
  play: (context) => cameraFails(context, 'avatar.camera-missing'),
})

export const CameraBusy = meta.story({
  beforeEach: () => giveCamera(new DOMException('', 'NotReadableError')),
  play: (context) => cameraFails(context, 'avatar.camera-busy'),
})

/** For avatars that are squares with round corners. */
export const Square = meta.story({
  args: { shape: 'square' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeVisible())
  },
})

export const Narrow320 = meta.story({
  globals: { viewport: { value: 'small' } },
  play: fitsIn,
})

export const CroppingNarrow320 = meta.story({
  globals: { viewport: { value: 'small' } },
  play: async (context) => {
    const { dialog } = await choose(context)
    await expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth)
  },
})

export const Dark = meta.story({ globals: { scheme: 'dark' }, play: goOffline })

export const CroppingDark = Cropping.extend({ globals: { scheme: 'dark' } })

/** Arabic, from right to left. */
export const RightToLeft = Done.extend({ globals: { locale: 'ar' } })

export const CroppingRightToLeft = Turned.extend({ globals: { locale: 'ar' } })

/** The contrast theme of the operating system decides on all colours. */
export const ForcedColours = HalfSent.extend({ globals: { colours: 'forced' } })

export const CroppingForcedColours = Cropping.extend({ globals: { colours: 'forced' } })

/** Long words wrap. */
export const LongTexts = meta.story({
  parameters: { width: '18rem' },
  args: {
    messages: {
      'avatar.change': 'Persönlichkeitsprofilbildaustausch vornehmen',
      'avatar.hint': 'Donaudampfschifffahrtsgesellschaftskapitänsporträtaufnahmen bis 10 MB.',
    },
  },
  play: fitsIn,
})

/** Another order and other words: put together from the parts. */
export const ComposedOfParts = meta.story({
  parameters: { scenario: withoutPhoto },
  render: (args) => (
    <AvatarUploadParts.Root {...args} aria-label="Your face">
      <div style={{ display: 'grid', justifyItems: 'center', gap: '0.75rem', inlineSize: '100%' }}>
        <AvatarUploadParts.Picture size="8rem" />
        <AvatarUploadParts.Choose>Pick a face</AvatarUploadParts.Choose>
        <AvatarUploadParts.Status />
        <AvatarUploadParts.Error />
        <AvatarUploadParts.Retry>Once more</AvatarUploadParts.Retry>
      </div>
      <AvatarUploadParts.Drop>Drop it</AvatarUploadParts.Drop>
      <AvatarUploadParts.Crop aria-label="Your face in a frame" aria-labelledby={undefined} />
    </AvatarUploadParts.Root>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('group', { name: 'Your face' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Pick a face' })).toBeEnabled()
  },
})

/** Our stylesheet absent: the browser's own look, and everything works. */
export const WithoutCss = meta.story({
  render: (args) => (
    <div className="bare">
      <style>{'.bare :is(div, span, button, input, dialog, h2, label) { all: revert }'}</style>
      <AvatarUpload {...args} />
    </div>
  ),
  play: async (context) => {
    await chooseAndUse(context)
    await saysDone(context)
  },
})

const reasons = Object.keys(unusable) as (keyof typeof unusable)[]

const cells: readonly Cell[] = [
  { name: 'With a photo', scenario: withPhoto, show: <AvatarUpload /> },
  { name: 'Without', scenario: withoutPhoto, show: <AvatarUpload /> },
  { name: 'Disabled', scenario: withPhoto, show: <AvatarUpload disabled /> },
  { name: 'Square', scenario: withPhoto, show: <AvatarUpload shape="square" /> },
  ...reasons.map((reason): Cell => ({
    name: `Refused: ${reason}`,
    scenario: withoutPhoto,
    show: <AvatarUpload />,
    play: async (cell) => {
      await upload(cell, unusable[reason]())
      await waitFor(
        () => expect(cell.querySelector('[role=alert]')).toHaveAttribute('data-reason', reason),
        patient,
      )
    },
  })),
]

/** All that can be seen at once, and a sentence for each file that cannot be used. */
export const Matrix = meta.story({
  tags: ['!autodocs'],
  parameters: { scenario: 'none', width: '80rem' },
  loaders: [async () => ({ scenes: await createScenes(cells) })],
  render: (_, { loaded }) => <Cells cells={cells} scenes={loaded['scenes'] as Scene[]} />,
  play: async ({ canvasElement, loaded }) => playCells(canvasElement, cells, loaded['scenes'] as Scene[]),
})

export const MatrixDark = Matrix.extend({ globals: { scheme: 'dark' } })
export const MatrixRightToLeft = Matrix.extend({ globals: { locale: 'ar' } })

/** The part of a story's context that the play functions need. */
interface Stage {
  canvasElement: HTMLElement
  loaded: Record<string, unknown>
  globals: Record<string, unknown>
}

/** Those for when there is no camera. */
type AvatarWords = Pick<
  UsersMessages,
  'avatar.camera-blocked' | 'avatar.camera-missing' | 'avatar.camera-busy'
>

interface Opened {
  dialog: HTMLElement
  words: CubeMessages & UsersMessages
}

/** Gives the hidden input a file, as the browser's own dialog does. */
async function upload(around: HTMLElement, file: File): Promise<void> {
  const input = around.querySelector<HTMLInputElement>('input[type=file]:not([capture])')
  if (!input) throw new Error('There is nothing to choose a file with.')
  await waitFor(() => expect(around.querySelector('button')).toBeEnabled())
  await userEvent.upload(input, file, { applyAccept: false })
}

/** Chooses a photo, and waits for the dialog. */
async function choose({ canvasElement, globals }: Stage, photo?: File): Promise<Opened> {
  const words = wordsOf(globals)
  const canvas = within(canvasElement)
  const button = await canvas.findByRole('button', {
    name: (name) => name === words['avatar.change'] || name === words['avatar.upload'],
  })
  button.focus()
  await upload(canvasElement, photo ?? (await drawPhoto()))
  return { dialog: await shownDialog(canvasElement, words['avatar.crop']), words }
}

/** The dialog, once it can be seen. */
async function shownDialog(canvasElement: HTMLElement, name: string): Promise<HTMLElement> {
  const dialog = await within(canvasElement).findByRole('dialog', { name }, patient)
  await Promise.all(dialog.getAnimations().map(({ finished }) => finished))
  return dialog
}

async function chooseAndUse(stage: Stage): Promise<void> {
  const { dialog, words } = await choose(stage)
  const use = within(dialog).getByRole('button', { name: words['avatar.use'] })
  await waitFor(() => expect(use).not.toHaveAttribute('aria-disabled'), patient)
  await userEvent.click(use)
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
}

/** As far as to where the server has all of the photo, and does not say so. */
async function save(stage: Stage): Promise<void> {
  sceneOf(stage).emulator.faults.add({ kind: 'hang', path: '/blobs', method: 'PUT' })
  await chooseAndUse(stage)
  const saving = wordsOf(stage.globals)['avatar.saving']
  await expect(await within(stage.canvasElement).findByText(saving, {}, patient)).toBeVisible()
}

async function saysDone({ canvasElement, globals }: Stage): Promise<void> {
  const status = await within(canvasElement).findByText(wordsOf(globals)['avatar.done'], {}, patient)
  await expect(status).toBeVisible()
}

async function goOffline(stage: Stage): Promise<void> {
  const { dialog, words } = await choose(stage)
  const use = within(dialog).getByRole('button', { name: words['avatar.use'] })
  await waitFor(() => expect(use).not.toHaveAttribute('aria-disabled'), patient)
  sceneOf(stage).emulator.faults.add({ kind: 'offline' })
  await userEvent.click(use)
  const canvas = within(stage.canvasElement)
  await expect(await canvas.findByRole('alert', {}, patient)).toHaveAttribute('data-reason', 'unreachable')
  await expect(canvas.getByRole('button', { name: words['form.tryAgain'] })).toBeVisible()
}

/** Drags something over the component, or drops it there. */
async function drag(
  { canvasElement }: Stage,
  event: 'dragover' | 'drop',
  what: File | DataTransfer,
): Promise<void> {
  const group = canvasElement.querySelector('[role=group]')
  await waitFor(() => expect(group?.querySelector('button')).toBeEnabled())
  const dataTransfer = what instanceof DataTransfer ? what : new DataTransfer()
  if (what instanceof File) dataTransfer.items.add(what)
  group?.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }))
}

let given: MediaStream | undefined

/** A camera before which somebody stands. */
function filmOf(): MediaStream {
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 480
  paint(canvas)
  given = canvas.captureStream(30)
  // Without a change there would be no picture.
  const timer = setInterval(() => paint(canvas), 100)
  given.getTracks()[0]?.addEventListener('ended', () => clearInterval(timer))
  return given
}

/** Has the browser answer a page that asks for the camera. */
function giveCamera(answer: MediaStream | DOMException): () => void {
  navigator.mediaDevices.getUserMedia = () =>
    answer instanceof MediaStream ? Promise.resolve(answer) : Promise.reject(answer)
  // The browser's own is below.
  return () => void Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia')
}

async function openCamera({ canvasElement, globals }: Stage): Promise<Opened> {
  const words = wordsOf(globals)
  const canvas = within(canvasElement)
  await userEvent.click(await canvas.findByRole('button', { name: words['avatar.take'] }))
  return { dialog: await shownDialog(canvasElement, words['avatar.take']), words }
}

async function cameraFails(stage: Stage, key: keyof AvatarWords): Promise<void> {
  const { dialog, words } = await openCamera(stage)
  await expect(await within(dialog).findByRole('alert', {}, patient)).toHaveTextContent(words[key])
  await expect(within(dialog).getByRole('button', { name: words['form.tryAgain'] })).toBeVisible()
}

/** However narrow the window, everything fits in and nothing is cut off. */
async function fitsIn({ canvasElement }: Stage): Promise<void> {
  const group = canvasElement.querySelector('[role=group]')
  await expect(group?.scrollWidth).toBeLessThanOrEqual(group?.clientWidth ?? 0)
  await expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth)
}
