import type { CubeUser } from '../../wire/user.ts'
import { knownUsers } from '../knownUsers.ts'
import type { UserSource } from '../UserSource.ts'
import { listSource } from './listSource.ts'

const inOrder = new WeakMap<readonly CubeUser[], readonly CubeUser[]>()

/** Finds users among those who have been seen in any answer, at once. */
export const knownSource: UserSource = {
  name: 'known',
  findNow(text, context) {
    const all = knownUsers(context.client).all()
    // By id: whoever is seen once more must not jump in the list.
    const sorted = inOrder.get(all) ?? all.toSorted((a, b) => a.id - b.id)
    inOrder.set(all, sorted)
    return listSource(sorted).findNow(text, context)
  },
}
