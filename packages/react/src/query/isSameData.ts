import { replaceEqualDeep } from '@tanstack/react-query'

/** Whether two values hold the same. The same object is not walked. */
export function isSameData(a: unknown, b: unknown): boolean {
  return a === b || replaceEqualDeep(a, b) === a
}
