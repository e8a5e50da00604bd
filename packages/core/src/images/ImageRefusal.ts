import { CubeError, isCubeError } from '../errors/CubeError.ts'

const refusals = [
  'not-an-image',
  'unsupported',
  'heic',
  'too-large',
  'too-many-pixels',
  'broken',
  'cannot-encode',
] as const

/**
 * Why a file cannot become an avatar.
 *
 * - `not-an-image`: whatever its name says, its bytes are of no image.
 * - `unsupported`: an image, but no JPEG, PNG, WebP or GIF: SVG, AVIF, TIFF, BMP and others.
 * - `heic`: a photo as iPhones store it. Sent from there as “most compatible”, or exported as JPEG, it will do.
 * - `too-large`: more than 10 MB.
 * - `too-many-pixels`: more than 40 megapixels.
 * - `broken`: it ends too early, contradicts itself, or cannot be decoded.
 * - `cannot-encode`: this browser hands out no pixels (some do so to protect privacy), and the file itself may not be
 *   sent: it is not square, too large, moves, or may hold where it was taken.
 */
export type ImageRefusal = (typeof refusals)[number]

/** The error that a refused image is reported with. */
export function refuseImage(reason: ImageRefusal): CubeError {
  return new CubeError('validation', { fields: { image: [reason] } })
}

/**
 * Tells why an image was refused; `null` for every other error.
 *
 * @example
 * try {
 *   await encodeAvatar(file)
 * } catch (error) {
 *   if (imageRefusal(error) === 'heic') showMessage('Please choose a JPEG or PNG.')
 *   else throw error
 * }
 */
export function imageRefusal(error: unknown): ImageRefusal | null {
  const reason = isCubeError(error, 'validation') ? error.fields['image']?.[0] : undefined
  return refusals.find((refusal) => refusal === reason) ?? null
}
