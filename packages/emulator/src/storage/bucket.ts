/** The storage's bucket, and its address on the emulator: `/s3/cubekit-files`, as Amazon's path-style URLs. */
export const BUCKET: string = 'cubekit-files'

/** The path of the bucket on the emulator. */
export const BUCKET_PATH: string = `/s3/${BUCKET}`

/** The largest file that can be uploaded, in bytes: 100 MB. */
export const MAX_FILE_BYTES: number = 100 * 1024 * 1024
