/** A number that can be called from anywhere. */
export interface PhoneNumber {
  /** As E.164 writes it: `+441632960961`. */
  readonly e164: string
  /** As people read it: `+44 1632 960961`. */
  readonly shown: string
  /** ISO 3166 code of its country; `null` where several share it. */
  readonly country: string | null
}

/** Reads a cleaned number, of a country unless it begins with a plus; `null` when it cannot be one. */
export type PhoneReader = (text: string, country: string) => PhoneNumber | null
