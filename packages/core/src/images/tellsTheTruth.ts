import type { NewSurface } from './Surface.ts'

/** Two colours that no noise makes of each other. */
const colors = [
  [12, 200, 77],
  [230, 30, 140],
] as const

/** Rounding is fine. */
const tolerance = 3

/**
 * Whether a canvas hands out what was drawn on it. Browsers that guard privacy put noise into what they hand out, a
 * little or nothing but noise.
 */
export async function tellsTheTruth(newSurface: NewSurface): Promise<boolean> {
  const written = newSurface(colors.length, 1)
  const read = newSurface(colors.length, 1)
  if (!written || !read) return false
  for (const [at, color] of colors.entries()) {
    written.context.fillStyle = `rgb(${color.join()})`
    written.context.fillRect(at, 0, 1, 1)
  }
  const file = await written.encode('image/png')
  if (!file) return false
  const bitmap = await createImageBitmap(file)
  read.context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const { data } = read.context.getImageData(0, 0, colors.length, 1)
  return colors.every((color, at) =>
    [...color, 255].every((value, channel) => {
      const found = data[at * 4 + channel]
      return found !== undefined && Math.abs(found - value) <= tolerance
    }),
  )
}
