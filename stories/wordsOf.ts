import { en, enUsers } from '@cubekit/ui'
import type { CubeMessages, UsersMessages } from '@cubekit/ui'
import { languages } from './languages.ts'

/** One object, so that it is the same at each call. */
const english = { ...en, ...enUsers }

/**
 * The words a story speaks, by which its play function finds things: those of the toolbar's language.
 *
 * @example
 * play: async ({ canvas, globals }) => {
 *   canvas.getByLabelText(wordsOf(globals)['field.password'])
 * }
 */
export function wordsOf(globals: Record<string, unknown>): CubeMessages & UsersMessages {
  return languages.find(({ code }) => code === globals['locale'])?.messages ?? english
}
