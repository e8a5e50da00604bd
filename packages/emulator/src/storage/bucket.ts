/** The storage's bucket, and its address on the emulator: `/s3/cubekit-files`, as Amazon's path-style URLs. */
export const BUCKET: string = 'cubekit-files'

/** The path of the bucket on the emulator. */
export const BUCKET_PATH: string = `/s3/${BUCKET}`

/** The largest file that can be uploaded, in bytes: 100 MB. */
export const MAX_FILE_BYTES: number = 100 * 1024 * 1024

/** The most an upload's whole body may have, in bytes: a file, and the form around it. */
export const MAX_UPLOAD_BYTES: number = MAX_FILE_BYTES + 64 * 1024
