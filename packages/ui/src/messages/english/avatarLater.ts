/** Choosing a profile photo: what is needed once there is one, and loaded then. Refusals have the names that `imageRefusal` gives them. */
export interface AvatarLaterMessages {
  readonly 'avatar.crop': string
  /** Names the frame for screen readers. */
  readonly 'avatar.frame': string
  readonly 'avatar.zoom': string
  readonly 'avatar.rotation': string
  readonly 'avatar.turn': string
  readonly 'avatar.use': string
  readonly 'avatar.cancel': string
  readonly 'avatar.undo': string
  /** Told to screen readers while the button for it is there. */
  readonly 'avatar.undoable': string
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

export const avatarLaterEnglish: AvatarLaterMessages = {
  'avatar.crop': 'Crop your photo',
  'avatar.frame': 'Photo: move it with the arrow keys, zoom with plus and minus',
  'avatar.zoom': 'Zoom',
  'avatar.rotation': 'Straighten',
  'avatar.turn': 'Rotate',
  'avatar.use': 'Use photo',
  'avatar.cancel': 'Cancel',
  'avatar.undo': 'Undo',
  'avatar.undoable': 'You can undo this.',
  'avatar.discard': 'Discard',
  'avatar.not-an-image': "This file isn't a picture. Choose a JPEG, PNG, WebP or GIF.",
  'avatar.unsupported':
    "This kind of picture doesn't work here. Save it as JPEG or PNG, and choose that file.",
  'avatar.heic':
    "HEIC doesn't work here. Save the photo as JPEG, or set your camera to JPEG and take it again.",
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
