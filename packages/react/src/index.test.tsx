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
      "useCustomData",
      "useFile",
      "useFileDelete",
      "useFileRename",
      "useFileUpload",
      "useFileUrl",
      "useFiles",
      "useGuestLogin",
      "useGuestUpgrade",
      "useLapsedUser",
      "useLogin",
      "useLogout",
      "useNoteChosen",
      "useOnlineCount",
      "useOnlineUsers",
      "useOtherSessionsEnd",
      "usePasswordChange",
      "usePasswordReset",
      "usePresence",
      "useProfileUpdate",
      "useServerNow",
      "useSession",
      "useSessionInfo",
      "useSessions",
      "useSignUp",
      "useUser",
      "useUserBy",
      "useUsers",
      "useUsersById",
      "useUsersResolver",
      "useUsersSearch",
    ]
  `)
})
