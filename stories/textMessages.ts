import { CubeError, type PhoneVerifier } from '@cubekit/core'
import { acceptTokens } from '@cubekit/emulator'
import type { Scenario } from '../.storybook/scenarios.ts'

/** The code in every message. */
export const code = '123456'

/** A server that knows the phones of {@link textMessages}. */
export const phoneScenario = {
  emulator: {
    providers: { firebase_phone: acceptTokens({ phone: { uid: 'p1', phone: '+441632960961' } }) },
  },
} satisfies Scenario

/** Sends messages to nobody: what is right is always {@link code}. */
export function textMessages({
  pauseMs = 30_000,
  error,
}: { pauseMs?: number; error?: CubeError } = {}): PhoneVerifier {
  return {
    sendCode: async () => {
      if (error) throw error
      return {
        resendAt: Date.now() + pauseMs,
        confirm: async (given) => {
          if (given !== code) throw new CubeError('validation', { fields: { code: ['is wrong'] } })
          return { provider: 'firebase_phone', firebase_phone: { project_id: 'demo', access_token: 'phone' } }
        },
      }
    },
  }
}

/** A message that never gets under way. */
export const neverSent: PhoneVerifier = { sendCode: () => new Promise(() => {}) }
