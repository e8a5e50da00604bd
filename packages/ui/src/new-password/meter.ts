import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** How well a password withstands guessing, from 0 to 4, and what would help. */
export interface PasswordMeasure {
  readonly score: 0 | 1 | 2 | 3 | 4
  readonly advice: 'common' | 'personal' | 'longer' | null
}

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/**
 * Guesses as those who crack passwords do. Big, so loaded on demand.
 *
 * @param personal Words that somebody who knows the person would try first.
 */
export function measurePassword(password: string, personal: readonly string[]): PasswordMeasure {
  const { score, feedback } = zxcvbn.check(password, [...personal])
  if (score > 2) return { score, advice: null }
  const { warning } = feedback
  if (warning === 'userInputs') return { score, advice: 'personal' }
  return { score, advice: warning && common.has(warning) ? 'common' : 'longer' }
}

const common: ReadonlySet<string> = new Set(['topTen', 'topHundred', 'common', 'similarToCommon'])
