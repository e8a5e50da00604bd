import { nobody } from '../mergeFound.ts'
import { isTooShort, toAsked } from '../planSearch.ts'
import { recallSearch, searchServer } from '../searchServer.ts'
import type { UserSource } from '../UserSource.ts'

/**
 * Finds users on the server: by how full name and login begin, from four characters on, and by e-mail address, phone
 * number, id and external id as the text looks. All requests for one text run side by side, and none is sent whose
 * answer is known from a shorter text.
 *
 * Source: ConnectyCube server API, GET /users/v2.
 */
export const serverSource: UserSource = {
  name: 'server',
  findNow: (text, context) =>
    isTooShort(text) ? { ...nobody, needsMoreCharacters: true } : recallSearch(text, context),
  async find(text, context) {
    if (toAsked(text) === '') return nobody
    if (isTooShort(text)) return { ...nobody, needsMoreCharacters: true }
    return searchServer(text, context)
  },
}
