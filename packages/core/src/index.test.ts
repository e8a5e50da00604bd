import { expect, test } from 'vitest'
import * as core from './index.ts'

test('these names, and no others, are public', () => {
  expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
    [
      "CubeError",
      "adoptSession",
      "asyncStorage",
      "browserTabs",
      "connectCubeSdk",
      "createCubeClient",
      "createSession",
      "cubeMutation",
      "cubeQuery",
      "deleteUser",
      "deleteUserMutation",
      "destroySession",
      "getSession",
      "getUser",
      "getUserQuery",
      "getUsers",
      "getUsersQuery",
      "indexedDbStorage",
      "isCubeError",
      "isSameScope",
      "localSigner",
      "login",
      "loginAsGuest",
      "loginAsGuestMutation",
      "loginMutation",
      "logout",
      "logoutMutation",
      "memoryStorage",
      "parseUser",
      "prepareLogin",
      "remoteSigner",
      "scopeKey",
      "secureStorage",
      "sessionBroker",
      "signUp",
      "signUpMutation",
      "stringToSign",
      "unsigned",
      "webStorage",
    ]
  `)
})
