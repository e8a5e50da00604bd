import { CubeError } from '../errors/CubeError.ts'

/**
 * The path of one file. What is a number is an id, what is a text a uid: the API takes all digits for an id.
 *
 * @throws CubeError `invalid-argument` for what is neither; a uid may come from a field that anybody can write.
 */
export function filePath(idOrUid: number | string): string {
  const isOne =
    typeof idOrUid === 'number'
      ? Number.isSafeInteger(idOrUid) && idOrUid > 0
      : /^[\w-]{1,200}$/.test(idOrUid)
  if (isOne) return `/blobs/${idOrUid}`
  throw new CubeError('invalid-argument', {
    message: 'A file’s id is a positive whole number, its uid a text of letters and digits.',
  })
}
