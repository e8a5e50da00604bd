/** Colours that stay apart whatever a JPEG does to them. `-` is nothing: transparent. */
export type Color = 'red' | 'green' | 'blue' | 'yellow' | 'black' | 'white' | 'gray' | '-'

/** The colour of each corner, row by row. */
export type Corners = readonly [Color, Color, Color, Color]

/** What pictures of tests show. */
export const fourColors: Corners = ['red', 'green', 'blue', 'yellow']

const rgb: Record<Color, readonly [number, number, number, number]> = {
  red: [255, 0, 0, 255],
  green: [0, 255, 0, 255],
  blue: [0, 0, 255, 255],
  yellow: [255, 255, 0, 255],
  black: [0, 0, 0, 255],
  white: [255, 255, 255, 255],
  gray: [128, 128, 128, 255],
  '-': [0, 0, 0, 0],
}

/** A picture with a colour in each corner, as a file of this browser's. */
export function fourCornered(
  type: 'image/jpeg' | 'image/png' | 'image/webp',
  width: number,
  height: number,
  corners: Corners = fourColors,
): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = contextOf(canvas)
  for (const [at, color] of corners.entries()) {
    const [red, green, blue, alpha] = rgb[color]
    context.fillStyle = `rgb(${red} ${green} ${blue} / ${alpha / 255})`
    context.fillRect(((at % 2) * width) / 2, (Math.floor(at / 2) * height) / 2, width / 2, height / 2)
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((file) => (file ? resolve(file) : reject(new Error('No file.'))), type, 0.95)
  })
}

/** What a file shows in the middle of each quarter, and its size, as this browser decodes it. */
export async function cornersOf(
  file: Blob,
): Promise<{ width: number; height: number; corners: readonly string[] }> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = contextOf(canvas)
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const corners = [0, 1, 2, 3].map((at) => {
    const x = Math.floor(((1 + 2 * (at % 2)) * width) / 4)
    const y = Math.floor(((1 + 2 * Math.floor(at / 2)) * height) / 4)
    return nameOf([...context.getImageData(x, y, 1, 1).data])
  })
  return { width, height, corners }
}

const tolerance = 40

function nameOf(pixel: readonly number[]): string {
  if (pixel[3] === 0) return '-'
  const isNear = (color: readonly number[]): boolean =>
    color.every((value, channel) => Math.abs(value - (pixel[channel] ?? 0)) <= tolerance)
  return Object.entries(rgb).find(([, color]) => isNear(color))?.[0] ?? `rgba(${pixel.join()})`
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No canvas.')
  return context
}
