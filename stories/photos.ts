/** How a drawn photo is to be. */
interface PhotoOptions {
  /** Pixels. */
  readonly width?: number
  /** Pixels. */
  readonly height?: number
  readonly name?: string
  readonly type?: 'image/jpeg' | 'image/png' | 'image/webp'
}

/** A photo of somebody who does not exist, before hills, with the sun at the upper left. */
export async function drawPhoto({
  width = 1200,
  height = 900,
  name = 'holiday.jpg',
  type = 'image/jpeg',
}: PhotoOptions = {}): Promise<File> {
  const canvas = new OffscreenCanvas(width, height)
  paint(canvas)
  return new File([await canvas.convertToBlob({ type, quality: 0.9 })], name, { type })
}

/** Draws it on any canvas. */
export function paint(canvas: OffscreenCanvas | HTMLCanvasElement): void {
  const { width, height } = canvas
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('There is no canvas to draw on.')
  const disc = (x: number, y: number, radius: number, colour: string): void => {
    brush.fillStyle = colour
    brush.beginPath()
    brush.ellipse(x * width, y * height, radius * height, radius * height, 0, 0, 2 * Math.PI)
    brush.fill()
  }
  const sky = brush.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, '#86b7e8')
  sky.addColorStop(1, '#f8d9b0')
  brush.fillStyle = sky
  brush.fillRect(0, 0, width, height)
  disc(0.16, 0.2, 0.08, '#fff3c4')
  disc(0.15, 1.15, 0.55, '#5b8c6a')
  disc(0.85, 1.25, 0.7, '#47765c')
  // Hair, neck, shoulders, face, eyes, mouth.
  disc(0.5, 0.44, 0.23, '#4a2f27')
  brush.fillStyle = '#e9b994'
  brush.fillRect(width / 2 - height * 0.06, height * 0.55, height * 0.12, height * 0.25)
  disc(0.5, 1.08, 0.36, '#8a3d62')
  disc(0.5, 0.48, 0.18, '#f1c7a4')
  disc(0.5 - (0.065 * height) / width, 0.46, 0.018, '#2f2320')
  disc(0.5 + (0.065 * height) / width, 0.46, 0.018, '#2f2320')
  brush.strokeStyle = '#b0524f'
  brush.lineWidth = height * 0.012
  brush.beginPath()
  brush.arc(width / 2, height * 0.52, height * 0.06, 0.2 * Math.PI, 0.8 * Math.PI)
  brush.stroke()
}

/** Files that are taken for pictures and are none that can be used, by the reason they are refused for. */
export const unusable = {
  'not-an-image': () => new File(['Just some words.'], 'holiday.png', { type: 'image/png' }),
  unsupported: () =>
    new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.svg', { type: 'image/svg+xml' }),
  heic: () =>
    new File([new Uint8Array([0, 0, 0, 24]), 'ftypheic', new Uint8Array(4), 'mif1heic'], 'IMG_0001.HEIC', {
      type: 'image/heic',
    }),
  'too-large': () => new File([...emptyPng(100, 100), new Uint8Array(11_000_000)], 'huge.png'),
  'too-many-pixels': () => new File(emptyPng(20_000, 20_000), 'bomb.png'),
  broken: () => new File(emptyPng(640, 480).slice(0, 2), 'half.png'),
} as const satisfies Record<string, () => File>

/** A PNG that says how large it is, and has no pixels. */
function emptyPng(width: number, height: number): Uint8Array<ArrayBuffer>[] {
  const size = new DataView(new ArrayBuffer(13))
  size.setUint32(0, width)
  size.setUint32(4, height)
  size.setUint16(8, 0x0802)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return [signature, chunk('IHDR', size), chunk('IDAT'), chunk('IEND')]
}

function chunk(type: string, data: DataView = new DataView(new ArrayBuffer(0))): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.byteLength)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.byteLength)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(new Uint8Array(data.buffer), 8)
  view.setUint32(8 + data.byteLength, checksum(bytes.subarray(4, -4)))
  return bytes
}

/** CRC-32, as PNG has it after each chunk. */
function checksum(bytes: Uint8Array): number {
  let rest = -1
  for (const byte of bytes) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0)
  }
  return ~rest >>> 0
}
