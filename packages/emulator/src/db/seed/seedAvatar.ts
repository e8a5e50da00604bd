import type { EmulatorBlob } from '../blob.ts'
import { hashContent, type Content } from '../contents.ts'
import type { EmulatorUser } from '../user.ts'
import { encodePng } from './encodePng.ts'
import { createRandom, type Random } from './random.ts'

/** A file that is there from the start. */
export interface SeededFile {
  readonly blob: EmulatorBlob
  readonly content: Content
}

/** Keeps what is drawn apart from what is invented: a person stays who they are, with a picture or without. */
const STREAM = 0x61766174

/** Whether an invented person has a picture: more than half of them, but never the first, who has yet to choose one. */
export function isPictured(seed: number, id: number, index: number): boolean {
  return index > 0 && createRandom(seed, id, STREAM, 1).chance(0.6)
}

/** Draws somebody's picture. The same seed and person always give the same file. */
export function seedAvatar(seed: number, user: EmulatorUser, blobId: number): SeededFile {
  const random = createRandom(seed, user.id, STREAM)
  const content = portrait(random.int(1, PORTRAITS))
  const at = Date.parse(user.updated_at)
  return {
    content,
    blob: {
      id: blobId,
      // As those of the service; the letter tells it from an id.
      uid: `a${random.hex(31)}00`,
      userId: user.id,
      name: 'avatar.png',
      contentType: 'image/png',
      isPublic: true,
      size: content.length,
      createdAt: at,
      updatedAt: at,
      completedAt: at,
      object: { hash: hashContent(content), size: content.length },
    },
  }
}

type Colour = readonly [number, number, number]

const SIDE = 64
const SHADES = 12

const skies: readonly (readonly [Colour, Colour])[] = [
  [
    [246, 165, 96],
    [122, 79, 208],
  ],
  [
    [94, 196, 182],
    [35, 87, 137],
  ],
  [
    [250, 208, 120],
    [214, 92, 92],
  ],
  [
    [160, 196, 255],
    [72, 84, 170],
  ],
  [
    [188, 224, 140],
    [40, 120, 110],
  ],
  [
    [244, 170, 200],
    [140, 70, 140],
  ],
]
const skins: readonly Colour[] = [
  [255, 224, 196],
  [224, 172, 130],
  [164, 112, 76],
  [104, 68, 48],
]
const shirts: readonly Colour[] = [
  [250, 250, 245],
  [44, 52, 74],
  [196, 64, 72],
  [236, 190, 80],
]

/** So many there are, however many people: a thousand of them are not worth a megabyte. */
const PORTRAITS = 60
const drawn = new Map<number, Content>()

function portrait(variant: number): Content {
  const content = drawn.get(variant) ?? drawPortrait(createRandom(variant, STREAM))
  drawn.set(variant, content)
  return content
}

/** Somebody's head and shoulders before an evening sky. */
function drawPortrait(random: Random): Content {
  const [from, to] = random.pick(skies)
  const shades = Array.from({ length: SHADES }, (_, at) => mix(from, to, at / (SHADES - 1)))
  const palette = [...shades, random.pick(skins), random.pick(shirts)]
  const [skin, shirt] = [SHADES, SHADES + 1]
  const [headX, headY, radius] = [random.int(29, 35), random.int(24, 28), random.int(11, 14)]
  const pixels = new Uint8Array(SIDE * SIDE).map((_, at) => {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)]
    if (Math.hypot(x - headX, y - headY) < radius) return skin
    if (Math.hypot(x - headX, (y - SIDE - 4) * 1.1) < radius * 2) return shirt
    return Math.floor(((x + y) / (2 * SIDE)) * SHADES)
  })
  return encodePng({ side: SIDE, palette, pixels })
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const part = (a: number, b: number): number => Math.round(a + (b - a) * share)
  return [part(from[0], to[0]), part(from[1], to[1]), part(from[2], to[2])]
}
