import type { CubeError } from '@cubekit/core'
import type { UploadParts } from './UploadContext.ts'
import type { Refusal, UploadPhase } from './useUpload.ts'

type Texts = UploadParts['texts']

/** What is said of a phase; an empty text where there is nothing to say. */
export function wordsFor(phase: UploadPhase, texts: Texts): string {
  switch (phase) {
    case 'rest':
    case 'cropping':
    case 'failed':
      return ''
    case 'reading':
      return texts['avatar.preparing']
    default:
      return texts[`avatar.${phase}`]
  }
}

/** What is wrong, and what can be done about it. */
export function wordsForProblem(problem: Refusal | CubeError, texts: Texts): string {
  if (typeof problem === 'string') return texts[`avatar.${problem}`]
  return texts[`error.${problem.code}`] ?? texts['avatar.failed']
}
