import { en } from '@cubekit/ui'
import type { CubeMessages } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'

/**
 * The words a story speaks, by which its play function finds things: those of the toolbar's language.
 *
 * @example
 * play: async ({ canvas, globals }) => {
 *   canvas.getByLabelText(wordsOf(globals)['field.password'])
 * }
 */
export function wordsOf(globals: Record<string, unknown>): CubeMessages {
  return globals['locale'] === 'ar' ? ar : en
}
