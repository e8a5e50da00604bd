import type { AvatarImageOptions, EncodedImage } from './encodeAvatar.ts'
import { refuseImage } from './ImageRefusal.ts'
import type { ImagePreview } from './previewImage.ts'

/** Draws an avatar. */
export function makeAvatar(
  _content: Blob,
  _options: AvatarImageOptions & { readonly signal?: AbortSignal | undefined },
): Promise<EncodedImage> {
  return Promise.reject(refuseImage('cannot-encode'))
}

/** Draws a preview. */
export function makePreview(
  _content: Blob,
  _options: { readonly signal?: AbortSignal | undefined },
): Promise<ImagePreview> {
  return Promise.reject(refuseImage('cannot-encode'))
}
