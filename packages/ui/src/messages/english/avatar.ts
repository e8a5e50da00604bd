/** Choosing a profile photo. The names of refusals are those that `imageRefusal` and the upload give. */
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
  /** Shown while a file is dragged over it. */
  readonly 'avatar.drop': string
  readonly 'avatar.crop': string
  /** Names the frame for screen readers. */
  readonly 'avatar.frame': string
  readonly 'avatar.zoom': string
  readonly 'avatar.rotation': string
  readonly 'avatar.turn': string
  readonly 'avatar.use': string
  readonly 'avatar.cancel': string
  readonly 'avatar.preparing': string
  readonly 'avatar.sending': string
  readonly 'avatar.saving': string
  readonly 'avatar.cancelling': string
  readonly 'avatar.cancelled': string
  readonly 'avatar.done': string
  readonly 'avatar.removed': string
  readonly 'avatar.undo': string
  readonly 'avatar.undone': string
  /** When nothing more is known. */
  readonly 'avatar.failed': string
  /** Lets go of a photo that could not be uploaded. */
  readonly 'avatar.discard': string
  readonly 'avatar.not-an-image': string
  readonly 'avatar.unsupported': string
  readonly 'avatar.heic': string
  readonly 'avatar.too-large': string
  readonly 'avatar.too-many-pixels': string
  readonly 'avatar.broken': string
  readonly 'avatar.cannot-encode': string
  /** An address or a part of a page was dropped or pasted instead of a file. */
  readonly 'avatar.link': string
  readonly 'avatar.folder': string
  readonly 'avatar.camera-starting': string
  readonly 'avatar.camera-blocked': string
  readonly 'avatar.camera-missing': string
  readonly 'avatar.camera-busy': string
}

export const avatarEnglish: AvatarMessages = {
  'avatar.label': 'Profile photo',
  'avatar.upload': 'Upload photo',
  'avatar.change': 'Change photo',
  'avatar.take': 'Take photo',
  'avatar.remove': 'Remove',
  'avatar.hint': 'Drop or paste one here: JPEG, PNG, WebP or GIF, up to 10 MB.',
  'avatar.drop': 'Drop your photo here',
  'avatar.crop': 'Crop your photo',
  'avatar.frame': 'Photo: move it with the arrow keys, zoom with plus and minus',
  'avatar.zoom': 'Zoom',
  'avatar.rotation': 'Straighten',
  'avatar.turn': 'Rotate',
  'avatar.use': 'Use photo',
  'avatar.cancel': 'Cancel',
  'avatar.preparing': 'Preparing…',
  'avatar.sending': 'Uploading…',
  'avatar.saving': 'Saving…',
  'avatar.cancelling': 'Cancelling…',
  'avatar.cancelled': 'Cancelled. Your photo is as it was.',
  'avatar.done': 'Photo updated.',
  'avatar.removed': 'Photo removed.',
  'avatar.undo': 'Undo',
  'avatar.undone': 'Your previous photo is back.',
  'avatar.failed': "Your photo wasn't changed. Try again.",
  'avatar.discard': 'Discard',
  'avatar.not-an-image': "This file isn't a picture. Choose a JPEG, PNG, WebP or GIF.",
  'avatar.unsupported':
    "This kind of picture doesn't work here. Save it as JPEG or PNG, and choose that file.",
  'avatar.heic':
    "HEIC photos don't work here. Save it as JPEG, or set your camera to JPEG and take it again.",
  'avatar.too-large': 'This picture is larger than 10 MB. Choose a smaller one.',
  'avatar.too-many-pixels': 'This picture has more than 40 megapixels. Scale it down, and choose it again.',
  'avatar.broken': "This picture is damaged and can't be opened. Choose another one.",
  'avatar.cannot-encode':
    "This browser can't prepare the picture. Choose a smaller JPEG, or try another browser.",
  'avatar.link': "That's not a picture file. Save the picture on your device first, then choose it.",
  'avatar.folder': "That's a folder. Open it, and drop one picture.",
  'avatar.camera-starting': 'Starting the camera…',
  'avatar.camera-blocked': 'The camera is blocked. Allow it for this site in your browser, then try again.',
  'avatar.camera-missing': 'No camera was found. Connect one and try again, or choose a file.',
  'avatar.camera-busy': "The camera didn't start. Close other apps that use it, then try again.",
}
