import type { Route } from '../route.ts'
import { completeBlob } from './completeBlob.ts'
import { createBlob } from './createBlob.ts'
import { deleteBlob } from './deleteBlob.ts'
import { downloadBlob } from './downloadBlob.ts'
import { downloadFromStorage } from './downloadFromStorage.ts'
import { getBlob } from './getBlob.ts'
import { getBlobObject } from './getBlobObject.ts'
import { listBlobs } from './listBlobs.ts'
import { updateBlob } from './updateBlob.ts'
import { uploadToStorage } from './uploadToStorage.ts'

/** Files: the API's side, and the storage behind it. What is all digits is an id, anything else a uid. */
export const blobRoutes: readonly Route[] = [
  createBlob,
  listBlobs,
  ...completeBlob,
  getBlob,
  updateBlob,
  deleteBlob,
  getBlobObject,
  ...downloadBlob,
  uploadToStorage,
  downloadFromStorage,
]
