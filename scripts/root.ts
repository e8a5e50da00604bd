import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's top folder, without a trailing slash. */
export const root: string = dirname(dirname(fileURLToPath(import.meta.url)))
