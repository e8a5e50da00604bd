import { blobRoutes } from './blobs/blobRoutes.ts'
import { createSession } from './createSession.ts'
import { createWebSession } from './createWebSession.ts'
import { deleteCurrentUser } from './deleteCurrentUser.ts'
import { deleteUser } from './deleteUser.ts'
import { deleteUserByExternalId } from './deleteUserByExternalId.ts'
import { destroyOneSession } from './destroyOneSession.ts'
import { destroyOtherSessions } from './destroyOtherSessions.ts'
import { destroySession } from './destroySession.ts'
import { getSession } from './getSession.ts'
import { getOnlineUsers } from './getOnlineUsers.ts'
import {
  getUserByEmail,
  getUserByFacebookId,
  getUserByLogin,
  getUserByPhone,
  getUserByPhoneOfJs,
  getUserByTwitterId,
} from './getUserBy.ts'
import { getUserByExternalId } from './getUserByExternalId.ts'
import { getUsersByFullName } from './getUsersByFullName.ts'
import { getUsersByTags } from './getUsersByTags.ts'
import { getUsers } from './getUsers.ts'
import { getUser } from './getUser.ts'
import { listSessions } from './listSessions.ts'
import { listUsersV1 } from './listUsersV1.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { newPassword, newPasswordForm } from './newPassword.ts'
import { resetPassword } from './resetPassword.ts'
import { resetPasswordByGet } from './resetPasswordByGet.ts'
import type { Route } from './route.ts'
import { signUp } from './signUp.ts'
import { updateCurrentUser } from './updateCurrentUser.ts'
import { updateUser } from './updateUser.ts'
import { upgradeWebSession } from './upgradeWebSession.ts'

/** Every endpoint the emulator serves. A new one is a file beside this one and a line in here. */
export const routes: readonly Route[] = [
  createSession,
  getSession,
  destroySession,
  listSessions,
  destroyOtherSessions,
  destroyOneSession,
  createWebSession,
  upgradeWebSession,
  login,
  logout,
  signUp,
  getUsers,
  listUsersV1,
  getOnlineUsers,
  getUserByLogin,
  getUserByEmail,
  getUserByPhone,
  getUserByPhoneOfJs,
  getUserByFacebookId,
  getUserByTwitterId,
  getUsersByFullName,
  getUsersByTags,
  resetPassword,
  resetPasswordByGet,
  newPasswordForm,
  newPassword,
  getUserByExternalId,
  getUser,
  updateCurrentUser,
  updateUser,
  deleteCurrentUser,
  deleteUserByExternalId,
  deleteUser,
  ...blobRoutes,
]
