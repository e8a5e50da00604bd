import type { EmulatorBlob } from '../db/blob.ts'
import { userDate } from '../db/user.ts'

/** A file as the API answers it. */
export interface BlobAnswer {
  readonly id: number
  readonly uid: string
  readonly account_id: number
  readonly app_id: number
  readonly content_type: string
  readonly name: string
  readonly size: number | null
  readonly created_at: string
  readonly updated_at: string
  readonly blob_status: 'complete' | null
  readonly set_completed_at: string | null
  readonly public: boolean
  readonly blob_object_access?: object
}

const ACCOUNT_ID = 1

/** Writes a file as the API does, with access to its content where that was asked for. */
export function blobAnswer(blob: EmulatorBlob, appId: number, access?: object): BlobAnswer {
  return {
    id: blob.id,
    uid: blob.uid,
    account_id: ACCOUNT_ID,
    app_id: appId,
    content_type: blob.contentType,
    name: blob.name,
    size: blob.size,
    created_at: userDate(blob.createdAt),
    updated_at: userDate(blob.updatedAt),
    blob_status: blob.completedAt === null ? null : 'complete',
    set_completed_at: blob.completedAt === null ? null : userDate(blob.completedAt),
    public: blob.isPublic,
    ...(access === undefined ? {} : { blob_object_access: access }),
  }
}
