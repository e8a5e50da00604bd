import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { withDeadline } from '../timing/withDeadline.ts'
import { drawInWorker } from './drawInWorker.ts'
import { drawPicture } from './drawPicture.ts'
import type { AvatarImageOptions, EncodedImage } from './encodeAvatar.ts'
import { refuseImage } from './ImageRefusal.ts'
import { type InspectedImage, inspectImage } from './inspectImage.ts'
import { leaveOut } from './leaveOut.ts'
import type { Drawn, PictureTask } from './PictureTask.ts'
import { type Placement, placePicture } from './placePicture.ts'
import type { ImagePreview } from './previewImage.ts'
import { pageSurface } from './Surface.ts'

/** How long a worker may take, and then the page. */
const deadlineMs = 5_000

const avatarQualities = [0.9, 0.8, 0.7, 0.6, 0.5]
const previewQuality = 0.85
const previewSide = 2_048

/** How much of a file must be wanted for it to do as it is. */
const nearlyAll = 0.9

/** Draws an avatar. */
export async function makeAvatar(
  content: Blob,
  options: AvatarImageOptions & { readonly signal?: AbortSignal | undefined },
): Promise<EncodedImage> {
  const { area, rotation = 0, maxSide = 512, maxBytes = 200_000, signal } = options
  checkOptions({ rotation, maxSide, maxBytes, ...area })
  const image = await abortable(inspectImage(content), signal)
  const placement = placePicture({ stored: image.stored, area, rotation, maxSide })
  const task = {
    ...taskOf(content, image, placement),
    isOpaque: image.type === 'image/jpeg' && rotation % 90 === 0,
    qualities: avatarQualities,
    maxBytes,
  }
  const drawn = await draw(task, signal)
  if (typeof drawn !== 'string') return purified(drawn)
  const { width, height } = image
  const { shown } = placement
  const isSmall = Math.max(width, height) <= maxSide && content.size <= maxBytes
  const isAll = rotation % 360 === 0 && shown.width * shown.height >= width * height * nearlyAll
  const isHarmless = !image.hasMetadata && !image.isAnimated && image.type !== 'image/gif'
  if (drawn === 'cannot-encode' && isSmall && isAll && isHarmless)
    return { blob: await leaveOut(content, image.type, []), width, height }
  throw refuseImage(drawn)
}

/** Draws a preview. */
export async function makePreview(
  content: Blob,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<ImagePreview> {
  const image = await abortable(inspectImage(content), signal)
  const { type, width, height, stored } = image
  const area = { x: 0, y: 0, width, height }
  const placement = placePicture({ stored, area, rotation: 0, maxSide: previewSide })
  const task = {
    ...taskOf(content, image, placement),
    isOpaque: type === 'image/jpeg',
    qualities: [previewQuality],
    maxBytes: Infinity,
  }
  const drawn = await draw(task, signal)
  if (drawn === 'cannot-encode') return { blob: await leaveOut(content, type, []), width, height, scale: 1 }
  if (typeof drawn === 'string') throw refuseImage(drawn)
  return { ...drawn, scale: Math.min(1, previewSide / Math.max(width, height)) }
}

function checkOptions(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    const isPlace = ['rotation', 'x', 'y'].includes(name)
    if (Number.isFinite(value) && (isPlace || value > 0)) continue
    throw new CubeError('invalid-argument', {
      message: `${name} must be a number${isPlace ? '' : ' greater than 0'}.`,
    })
  }
}

/** An abort ends the waiting, not the work. */
function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  work.catch(() => {})
  return withDeadline(() => work, Infinity, signal)
}

/** What has to be known of an image and of what is to be made of it. */
function taskOf(
  content: Blob,
  { type, stored: { width, height, extras } }: InspectedImage,
  placement: Placement,
): Omit<PictureTask, 'isOpaque' | 'qualities' | 'maxBytes'> {
  return {
    content,
    type,
    hidden: extras.filter(({ isColor }) => !isColor),
    stored: { width, height },
    matrix: placement.matrix,
    width: placement.width,
    height: placement.height,
  }
}

/** In a worker; if that leads to nothing, in the page. */
async function draw(task: PictureTask, signal: AbortSignal | undefined): Promise<Drawn> {
  let drawn: Drawn = 'cannot-encode'
  for (const way of [drawInWorker, drawInPage]) {
    drawn = await withDeadline((inner) => way(task, inner), deadlineMs, signal).catch((error: unknown) => {
      if (isCubeError(error, 'aborted')) throw error
      return 'cannot-encode'
    })
    if (typeof drawn !== 'string') break
  }
  return drawn
}

function drawInPage(task: PictureTask): Promise<Drawn> {
  return drawPicture(task, pageSurface)
}

/** What a browser has written, less what some add to it, and with the type that its bytes have. */
async function purified({ blob, width, height }: EncodedImage): Promise<EncodedImage> {
  const { type, stored } = await inspectImage(blob)
  return { blob: await leaveOut(blob, type, stored.extras), width, height }
}
