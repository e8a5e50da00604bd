import { ApiError } from './ApiError.ts'
import { isBlank, textOf, type Parameters } from './parameters.ts'
import { unobservedErrors } from './unobserved.ts'

const NAME_LENGTH = 100
// It becomes a header, which can carry printable ASCII only.
const MIME_TYPE = /^[!-.0-~]+\/[!-.0-~][ -~]*$/

/** A file's name and type, checked. */
export interface ValidBlob {
  readonly name: string
  readonly contentType: string
}

/**
 * Checks a file's name and type. What is not given is taken from `present`.
 *
 * Source: ConnectyCube Server API, "Create a file" and "File model".
 *
 * @throws `ApiError` 422 naming the first rule that is broken.
 */
export function validateBlob(given: Parameters, present: Partial<ValidBlob> = {}): ValidBlob {
  const contentType = requireText(given, 'content_type', present.contentType)
  if (!MIME_TYPE.test(contentType)) {
    throw new ApiError(unobservedErrors.fieldMalformed('content_type', 'a MIME type'))
  }
  const name = requireText(given, 'name', present.name)
  if ([...name].length > NAME_LENGTH) throw new ApiError(unobservedErrors.fieldTooLong('name', NAME_LENGTH))
  return { name, contentType }
}

function requireText(given: Parameters, name: string, present: string | undefined): string {
  const text = given[name] === undefined ? present : textOf(given[name])
  if (text === undefined || text === '') throw new ApiError(unobservedErrors.fieldBlank(name))
  return text
}

/** Reads the size that a file is declared complete with. @throws `ApiError` 422 when there is none. */
export function readSize(given: Parameters): number {
  if (isBlank(given['size'])) throw new ApiError(unobservedErrors.fieldBlank('size'))
  const size = Number(textOf(given['size']))
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new ApiError(unobservedErrors.fieldMalformed('size', 'a whole number of bytes'))
  }
  return size
}
