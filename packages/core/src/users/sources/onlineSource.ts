import { CubeError } from '../../errors/CubeError.ts'
import { unwrap } from '../../wire/fields.ts'
import { parseUser } from '../../wire/user.ts'
import { askForUsers } from '../askForUsers.ts'
import { mergeFound } from '../mergeFound.ts'
import type { UserSource } from '../UserSource.ts'

/**
 * Finds users among those who are online.
 *
 * Source: ConnectyCube server API, GET /users/online.
 */
export const onlineSource: UserSource = {
  name: 'online',
  async find(text, { client, limit, signal }) {
    const items = await askForUsers(
      client,
      {
        method: 'GET',
        path: '/users/online',
        parse(body) {
          const { users } = unwrap(body, 'online')
          if (!Array.isArray(users)) throw new CubeError('protocol')
          return users.map(parseUser)
        },
      },
      (users) => users,
      { signal },
    )
    return mergeFound(text, [{ items, needsMoreCharacters: false, mayHaveMore: false }], limit)
  },
}
