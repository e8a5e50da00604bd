import { CubeError } from '../errors/CubeError.ts'

/** What of a user has a limit in ConnectyCube's documentation. */
interface LimitedFields {
  readonly login?: string | null | undefined
  readonly tag_list?: readonly string[] | null | undefined
}

const loginLength = { least: 3, most: 70 }
const mostTags = 5

/**
 * Refuses what the API is documented to refuse, before any request.
 *
 * Source: ConnectyCube server API, FAQ (login) and "Retrieve Users by tags".
 */
export function checkLimits({ login, tag_list }: LimitedFields): void {
  const fields: Record<string, readonly string[]> = {}
  const { least, most } = loginLength
  const length = login ? [...login].length : least
  if (length < least) fields['login'] = [`is too short (minimum is ${least} characters)`]
  if (length > most) fields['login'] = [`is too long (maximum is ${most} characters)`]
  // A comma makes two tags of one.
  if (tag_list && tag_list.join().split(',').length > mostTags) {
    fields['tag_list'] = [`is too long (maximum is ${mostTags} tags)`]
  }
  if (Object.keys(fields).length > 0) throw new CubeError('validation', { fields })
}
