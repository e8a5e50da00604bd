import { en } from '@cubekit/ui'
import type { CubeMessages } from '@cubekit/ui'
import { languages } from './languages.ts'

/**
 * The words a story speaks, by which its play function finds things: those of the toolbar's language.
 *
 * @example
 * play: async ({ canvas, globals }) => {
 *   canvas.getByLabelText(wordsOf(globals)['field.password'])
 * }
 */
export function wordsOf(globals: Record<string, unknown>): CubeMessages {
  return languages.find(({ code }) => code === globals['locale'])?.messages ?? en
}
