/** Whether a text looks like an e-mail address. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}

/** The user id that a text is; `null` when it is none. */
export function toId(text: string): number | null {
  const id = Number(text)
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(id) ? id : null
}

/** The digits of a text that looks like a phone number, seven to fifteen of them; otherwise empty. */
export function phoneDigits(text: string): string {
  if (!/^\s*\+?[\d\s().\-/]+$/.test(text)) return ''
  const digits = digitsOf(text)
  return digits.length >= 7 && digits.length <= 15 ? digits : ''
}

/** The digits in a text. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
