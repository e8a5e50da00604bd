import { leaveOut } from './leaveOut.ts'
import type { Drawn, PictureTask } from './PictureTask.ts'
import type { NewSurface, Surface } from './Surface.ts'
import { tellsTheTruth } from './tellsTheTruth.ts'

/** What a result may be. Browsers that cannot write one write another. */
const types = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** How much smaller each try is once no quality is low enough, and where trying ends. */
const step = 0.8
const leastSide = 16

/** Decodes, draws and encodes a picture, in a worker or in the page. */
export async function drawPicture(task: PictureTask, newSurface: NewSurface): Promise<Drawn> {
  if (!(await tellsTheTruth(newSurface))) return 'cannot-encode'
  const picture = await decode(task)
  if (!picture) return 'broken'
  const { width, height, isOpaque } = task
  const drawn = newSurface(whole(width), whole(height))
  if (drawn) draw(drawn, picture, task)
  // It may fill much memory, and is needed no more.
  picture.close()
  if (!drawn) return 'cannot-encode'
  const type = isOpaque || hasNoHole(drawn) ? 'image/jpeg' : 'image/webp'
  for (let scale = 1; scale === 1 || Math.max(width, height) * scale >= leastSide; scale *= step) {
    const surface = scale === 1 ? drawn : shrunk(drawn, scale, newSurface)
    const encoded = surface ? await encode(surface, type, task) : 'cannot-encode'
    if (encoded !== 'too-large') return encoded
  }
  return 'cannot-encode'
}

/** `null` if it cannot be, or is not as its header says. */
async function decode({ content, type, hidden, stored }: PictureTask): Promise<ImageBitmap | null> {
  const bitmap = await createImageBitmap(await leaveOut(content, type, hidden)).catch(() => null)
  if (!bitmap || (bitmap.width === stored.width && bitmap.height === stored.height)) return bitmap
  bitmap.close()
  return null
}

function draw({ context }: Surface, picture: ImageBitmap, { matrix, width, height }: PictureTask): void {
  const [a, b, c, d, e, f] = matrix
  const [right, down] = [context.canvas.width / width, context.canvas.height / height]
  context.imageSmoothingQuality = 'high'
  context.setTransform(a * right, b * down, c * right, d * down, e * right, f * down)
  context.drawImage(picture, 0, 0)
}

function shrunk({ context: { canvas } }: Surface, scale: number, newSurface: NewSurface): Surface | null {
  const [width, height] = [whole(canvas.width * scale), whole(canvas.height * scale)]
  const surface = newSurface(width, height)
  if (surface) surface.context.imageSmoothingQuality = 'high'
  surface?.context.drawImage(canvas, 0, 0, width, height)
  return surface
}

function whole(pixels: number): number {
  return Math.max(1, Math.round(pixels))
}

async function encode(
  surface: Surface,
  type: string,
  { qualities, maxBytes }: PictureTask,
): Promise<Drawn | 'too-large'> {
  const { width, height } = surface.context.canvas
  for (const quality of qualities) {
    const blob = await surface.encode(type, quality)
    if (!blob || !types.has(blob.type)) return 'cannot-encode'
    if (blob.size <= maxBytes) return { blob, width, height }
    // A PNG knows no quality.
    if (blob.type === 'image/png') break
  }
  return 'too-large'
}

function hasNoHole({ context }: Surface): boolean {
  const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height)
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}
