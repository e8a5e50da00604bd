import { CubeError } from '../errors/CubeError.ts'
import { type AvatarImageOptions, encodeAvatar } from '../images/encodeAvatar.ts'
import { refuseImage } from '../images/ImageRefusal.ts'
import { onDemand } from '../images/onDemand.ts'
import { type ImageInfo, readImage } from '../images/readImage.ts'
import { abortable } from '../transport/abortable.ts'
import type { AvatarUploadOptions } from './uploadAvatar.ts'

/** A picture that is ready to be sent. */
export interface PreparedPicture {
  readonly blob: Blob
  readonly type: ImageInfo['type']
}

/** Makes an avatar of what was chosen, and looks at what came of it. */
export async function preparePicture(
  content: Blob,
  { signal, encode, area, rotation, maxSide, maxBytes, onState }: AvatarUploadOptions,
): Promise<PreparedPicture> {
  const image: AvatarImageOptions = { area, rotation, maxSide, maxBytes }
  if (!encode) await abortable(readImage(content), signal)
  onState?.({ status: 'encoding' })
  const encoding = encode
    ? abortable(encode(content, image), signal)
    : encodeAvatar(content, { ...image, signal }).then(({ blob }) => blob)
  const blob = await encoding.catch((error: unknown) => {
    throw error instanceof CubeError ? error : refuseImage('cannot-encode')
  })
  // What the blob says of itself counts for nothing, and neither does what the app says of its encoder.
  const [{ inspectImage }, { leaveOut }] = await onDemand(() =>
    Promise.all([import('../images/inspectImage.ts'), import('../images/leaveOut.ts')]),
  )
  const { type, isAnimated, stored } = await abortable(inspectImage(blob), signal)
  // Without what else it holds, one that lies on its side would stay so.
  if (isAnimated || stored.orientation !== 1) throw refuseImage('cannot-encode')
  return { blob: await leaveOut(blob, type, stored.extras), type }
}
