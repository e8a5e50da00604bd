import { CubeError } from '../errors/CubeError.ts'

/** An object as JSON gives it: any keys, unknown values. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object (not an array, not null). */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object inside `value`, or inside its `wrapper` key; anything else is no answer of ConnectyCube. */
export function unwrap(value: unknown, wrapper: string): Fields {
  const inner = isFields(value) && isFields(value[wrapper]) ? value[wrapper] : value
  if (!isFields(inner)) throw new CubeError('protocol')
  return inner
}

/** A positive integer id, or a protocol error. */
export function readId(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
  throw new CubeError('protocol')
}

/** A text, or `null` when it is missing or empty. */
export function readText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** Whether a value is a whole number from 0 up, and far from where one more makes no difference. */
export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 52
}
