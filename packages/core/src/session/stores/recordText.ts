/** No record is near it; what is longer was not written by us, or holds what should not be in a session. */
const longestRecord = 65_536

/** A record as text. Throws when it is too long to be kept. */
export function toRecordText(record: unknown): string {
  const text = JSON.stringify(record)
  refuseTooLong(text)
  return text
}

/** Throws when a text is too long to be read again. */
export function refuseTooLong(text: string): void {
  if (text.length > longestRecord) throw new RangeError('The record is too long to be stored')
}

/** The record in a text; `undefined` for nothing and for anything that is damaged. */
export function fromRecordText(text: string | null | undefined): unknown {
  if (!text || text.length > longestRecord) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Under which name a record is kept where other names may be in use. */
export function recordName(key: string): string {
  return `cubekit record ${key}`
}
