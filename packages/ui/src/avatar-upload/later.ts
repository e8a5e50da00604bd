// What is needed once there is a photo: loaded together, when somebody is about to choose one.
export { ReadyCropDialog as CropDialog } from './ReadyCropDialog.tsx'
export { FreshPicture } from './FreshPicture.tsx'
export { LaterNote } from './LaterNote.tsx'
