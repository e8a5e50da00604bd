import type { Answer } from '../routes/route.ts'
import { xml } from './xml.ts'

/** Thrown to refuse a request as the storage does: in XML, with a code. */
export class StorageError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = 'StorageError'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** The storage's way to say what is wrong. */
export function storageErrorAnswer({ status, code, message, details }: StorageError): Answer {
  const data = xml('Error', { Code: code, Message: message, ...details })
  return { status, content: { type: 'application/xml', data } }
}
