import type { Parameters } from '../rules/parameters.ts'
import { ControlError } from './ControlError.ts'

/** Refuses names that nobody knows: a typo must not do something else, or more, than was meant. */
export function refuseOthers(given: Parameters, names: readonly string[]): void {
  const other = Object.keys(given).find((name) => !names.includes(name))
  if (other !== undefined)
    throw new ControlError(422, `There is no "${other}" here, only ${names.join(', ')}.`)
}
