import { CubeError, type LoginCredentials, type PhoneVerifier } from '@cubekit/core'

/** A verifier whose messages the test reads. Its phones are known to the emulator by `firebase_phone`. */
export interface TextMessages extends PhoneVerifier {
  /** To whom, in order. */
  readonly sent: string[]
  /** The code of the last message. */
  code: string
  /** Rejects what comes next. */
  readonly fail: { sendCode?: CubeError }
  /** How many codes were looked at. */
  confirmed: number
}

/** Sends text messages to nobody. Another may be sent after `pauseMs`. */
export function textMessages(pauseMs = 30_000): TextMessages {
  const messages: TextMessages = {
    sent: [],
    code: '',
    fail: {},
    confirmed: 0,
    async sendCode(phone) {
      const { sendCode } = messages.fail
      delete messages.fail.sendCode
      if (sendCode) throw sendCode
      messages.sent.push(phone)
      const code = String(123_455 + messages.sent.length)
      messages.code = code
      return {
        resendAt: Date.now() + pauseMs,
        async confirm(given): Promise<LoginCredentials> {
          messages.confirmed += 1
          if (given !== code) throw new CubeError('validation', { fields: { code: ['is wrong'] } })
          return {
            provider: 'firebase_phone',
            firebase_phone: { project_id: 'demo', access_token: `token-of-${phone}` },
          }
        },
      }
    },
  }
  return messages
}
