/** Choosing a profile photo: what is needed before somebody has chosen one. */
export interface AvatarMessages {
  /** Names everything that belongs to it. */
  readonly 'avatar.label': string
  /** For somebody without a photo. */
  readonly 'avatar.upload': string
  readonly 'avatar.change': string
  /** Opens the camera, and takes the photo with it. */
  readonly 'avatar.take': string
  readonly 'avatar.remove': string
  readonly 'avatar.hint': string
  /** Said after it, except where there is only a finger to point with. */
  readonly 'avatar.drops': string
  /** Shown while a file is dragged over it. */
  readonly 'avatar.drop': string
  readonly 'avatar.preparing': string
  readonly 'avatar.sending': string
  readonly 'avatar.saving': string
  readonly 'avatar.cancelling': string
  readonly 'avatar.cancelled': string
  readonly 'avatar.done': string
  readonly 'avatar.removed': string
  readonly 'avatar.undone': string
  /** Said before the reason, if there is one to tell. */
  readonly 'avatar.failed': string
  /** What is loaded on demand did not come: browsers do not ask for it again. */
  readonly 'avatar.stuck': string
}

export const avatarEnglish: AvatarMessages = {
  'avatar.label': 'Profile photo',
  'avatar.upload': 'Upload photo',
  'avatar.change': 'Change photo',
  'avatar.take': 'Take photo',
  'avatar.remove': 'Remove',
  'avatar.hint': 'JPEG, PNG, WebP or GIF, up to 10 MB.',
  'avatar.drops': 'Drop or paste one here.',
  'avatar.drop': 'Drop your photo here',
  'avatar.preparing': 'Preparing…',
  'avatar.sending': 'Uploading…',
  'avatar.saving': 'Saving…',
  'avatar.cancelling': 'Cancelling…',
  'avatar.cancelled': 'Cancelled. Your photo is as it was.',
  'avatar.done': 'Photo updated.',
  'avatar.removed': 'Photo removed.',
  'avatar.undone': 'Your previous photo is back.',
  'avatar.failed': "Your photo wasn't changed.",
  'avatar.stuck': 'Not everything has loaded. Check your connection, then reload the page.',
}
