import type { Page } from 'playwright'
import { crc32, deflateSync } from 'node:zlib'

/** Makes a photo of 4,000 × 3,000 pixels with the grain of a camera, as a JPEG of about 5 MB, in a page. */
export async function makePhoto(page: Page): Promise<Buffer> {
  return Buffer.from(await page.evaluate(photoInPage), 'base64')
}

async function photoInPage(): Promise<string> {
  const [width, height] = [4000, 3000]
  const canvas = new OffscreenCanvas(width, height)
  const image = new ImageData(width, height)
  const pixels = new Uint32Array(image.data.buffer)
  let seed = 1
  for (let at = 0; at < pixels.length; at++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    const gray = 96 + 60 * Math.sin((at % width) / 300) + 30 * Math.cos(at / width / 200) + (seed >>> 26)
    pixels[at] = 0xff000000 | (gray << 16) | ((255 - gray) << 8) | gray
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  const photo = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
  const reader = new FileReader()
  reader.readAsDataURL(photo)
  await new Promise((resolve) => {
    reader.addEventListener('load', resolve)
  })
  return typeof reader.result === 'string' ? reader.result.replace(/.*,/, '') : ''
}

/** A PNG of 20,000 × 20,000 black pixels, which is small until it is decoded. */
export function makeBomb(): Buffer {
  const side = 20_000
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const row = 1 + side / 8
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(row * side), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
