import type { PhoneReader } from './PhoneNumber.ts'
import { readPlainPhone } from './readPlainPhone.ts'

let reader = readPlainPhone

/** The best way of reading numbers that is here by now. */
export const currentReader: PhoneReader = (text, country) => reader(text, country)

/** Fetches all that is known of numbers. Without it, or until then, they are read by their length. */
export async function loadReader(): Promise<void> {
  try {
    ;({ readPhone: reader } = await import('./readPhone.ts'))
  } catch {
    // Offline, or blocked: the plain reader stays.
  }
}
