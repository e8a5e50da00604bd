/** An e-mail that the emulator would have sent, if it sent any. */
export interface OutboxMail {
  readonly id: number
  /** The emulator's time, in milliseconds since 1970. */
  readonly at: number
  readonly kind: 'password-reset'
  /** The address it goes to. */
  readonly to: string
  /** The user it is about. */
  readonly userId: number
  readonly subject: string
  /** The whole text, links included. */
  readonly text: string
}

/** The e-mails of an emulator, oldest first. None of them ever leaves the machine. */
export interface Outbox {
  readonly mails: readonly OutboxMail[]
  /** Puts a mail in. */
  send(mail: Omit<OutboxMail, 'id'>): OutboxMail
  clear(): void
}

const CAPACITY = 1000

/** An empty outbox; the oldest mails are dropped after a thousand. */
export function createOutbox(): Outbox {
  const mails: OutboxMail[] = []
  let nextId = 1
  return {
    mails,
    send(mail) {
      const sent = { id: nextId++, ...mail }
      mails.push(sent)
      if (mails.length > CAPACITY) mails.shift()
      return sent
    },
    clear: () => void mails.splice(0),
  }
}
