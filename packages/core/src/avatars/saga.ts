// Everything that is loaded once somebody has chosen a picture, or has left one behind.
export { runRemoval } from './runRemoval.ts'
export { runRestoring } from './runRestoring.ts'
export { runSweep } from './runSweep.ts'
export { runUpload } from './runUpload.ts'
