/** A file's content, once it was uploaded. */
export interface StoredObject {
  /** SHA-256 of the content, in hex: what it is kept under, and its ETag. */
  readonly hash: string
  /** In bytes. */
  readonly size: number
}

/**
 * A file as the emulator keeps it. Its content is not in here: that is kept elsewhere, under its hash, so
 * that it stays out of snapshots.
 */
export interface EmulatorBlob {
  readonly id: number
  /** What a file is downloaded by, and its key in the storage. */
  readonly uid: string
  /** Whoever made it, and alone may change it. */
  readonly userId: number
  readonly name: string
  readonly contentType: string
  readonly isPublic: boolean
  /** As declared when it was completed, in bytes; `null` before. */
  readonly size: number | null
  /** Milliseconds since 1970, like the two below. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly completedAt: number | null
  /** `null` until the content has arrived. */
  readonly object: StoredObject | null
}
