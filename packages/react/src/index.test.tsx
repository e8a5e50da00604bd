import { expect, test } from 'vitest'
import * as react from './index.ts'

test('these names, and no others, are public', () => {
  expect(Object.keys(react).sort()).toMatchInlineSnapshot(`
    [
      "CubeProvider",
      "ReauthRequired",
      "SessionPending",
      "SignedIn",
      "SignedOut",
      "useAccountDeletion",
      "useCubeClient",
      "useCurrentUser",
      "useGuestLogin",
      "useGuestUpgrade",
      "useLogin",
      "useLogout",
      "usePasswordReset",
      "useSession",
      "useSignUp",
      "useUser",
    ]
  `)
})
