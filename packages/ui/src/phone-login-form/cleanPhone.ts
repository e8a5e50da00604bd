/** The zeros of the digits that people write phone numbers and codes in, beside ASCII. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10]

/** Digits of other scripts as ASCII: "٠١٢" becomes "012". */
export function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0
    const zero = zeros.find((start) => point >= start && point < start + 10)
    return zero === undefined ? digit : String(point - zero)
  })
}

/** A number as it was typed or pasted, less `tel:` and what cannot be seen, with ASCII digits and a plain plus. */
export function cleanPhone(text: string): string {
  return toAsciiDigits(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/^\s*tel:/i, '')
    .replace(/^\s*(?:＋|00(?=[1-9]))/, '+')
    .trim()
}
