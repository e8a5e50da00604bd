import type { FormInput } from '../form/FormContext.ts'

/** Whether a form reads this input, yet takes it empty. */
export function isOptional(inputs: readonly FormInput[], name: string): boolean {
  const input = inputs.find((input) => input.name === name)
  return input !== undefined && !('missing' in input.problems)
}
