export { createCubeClient } from './client/createCubeClient.ts'
export type { CubeClient } from './client/CubeClient.ts'
export type { AvatarPlace, CubeClientOptions } from './client/options.ts'
export { serverNow } from './client/serverNow.ts'
export { parseCustomData } from './client/customData.ts'
export type { CustomData, CustomDataInput, CustomDataSchema, Register } from './client/register.ts'
export type { SchemaResult, StandardSchema } from './client/StandardSchema.ts'

export { type LocalSigner, localSigner, type LocalSignerOptions } from './signing/localSigner.ts'
export { remoteSigner, type RemoteSignerOptions } from './signing/remoteSigner.ts'
export { type OpenedSession, type SessionBroker, sessionBroker } from './signing/sessionBroker.ts'
export type { OwnServerOptions } from './signing/askServer.ts'
export { unsigned } from './signing/unsigned.ts'
export type { SignContext, Signer } from './signing/Signer.ts'
export { type SignableParams, stringToSign } from './signing/stringToSign.ts'

export type { SessionChange } from './session/change.ts'
export type { Persistence } from './session/vault.ts'
export { browserTabs } from './session/browserTabs.ts'
export type { RecordVersion, Tabs, TabsListener } from './session/Tabs.ts'
export type { Session } from './session/Session.ts'
export type { EndReason } from './session/record.ts'
export { isSameScope, type Scope, type ScopeKey, scopeKey } from './session/scope.ts'
export type { HintStorage, SessionStorage } from './session/SessionStorage.ts'
export { type AsyncStorageLike, asyncStorage } from './session/stores/asyncStorage.ts'
export { indexedDbStorage } from './session/stores/indexedDb.ts'
export { memoryStorage } from './session/stores/memory.ts'
export { type SecureStoreLike, secureStorage } from './session/stores/secureStorage.ts'
export { webStorage } from './session/stores/webStorage.ts'

export { CubeError, type CubeErrorCode, type CubeErrorInit, isCubeError } from './errors/CubeError.ts'
export type { CubeUser } from './wire/user.ts'
export { parseUser } from './wire/user.ts'
export type { SessionInfo } from './wire/session.ts'
export type { SessionDetails } from './wire/sessionDetails.ts'
export type { RequestFunction, RequestOptions, RequestSpec } from './transport/request.ts'
export type { QueryParams } from './transport/params.ts'
export {
  type CubeMutation,
  cubeMutation,
  type CubePages,
  cubePages,
  type CubeQuery,
  cubeQuery,
  type PagePlace,
} from './query.ts'

export { connectCubeSdk } from './bridge/connectCubeSdk.ts'
export type { OfficialSdk } from './bridge/OfficialSdk.ts'

export { adoptSession } from './auth/adoptSession.ts'
export type { CredentialProvider, CredentialRequest } from './auth/credentialProvider.ts'
export type { SessionGrant } from './auth/SessionGrant.ts'
export type {
  FirebaseProof,
  LoginCredentials,
  PasswordCredentials,
  ProviderCredentials,
} from './auth/credentials.ts'
export type { PhoneVerifier, SentCode } from './auth/PhoneVerifier.ts'
export type { ProviderSignIn } from './auth/ProviderSignIn.ts'
export { createSession, type GuestCredentials } from './auth/createSession.ts'
export { destroySession } from './auth/destroySession.ts'
export {
  endOtherSessions,
  endOtherSessionsMutation,
  type OtherSessionsEnded,
} from './auth/endOtherSessions.ts'
export { isSignedIn } from './auth/isSignedIn.ts'
export { getSession, getSessionQuery } from './auth/getSession.ts'
export { listSessions, listSessionsQuery } from './auth/listSessions.ts'
export { login, loginMutation, type LoginOptions } from './auth/login.ts'
export { type GuestDetails, loginAsGuest, loginAsGuestMutation } from './auth/loginAsGuest.ts'
export { resetPassword, type PasswordReset, resetPasswordMutation } from './auth/resetPassword.ts'
export { logout, logoutMutation, type LogoutResult } from './auth/logout.ts'
export { signUp, signUpMutation } from './auth/signUp.ts'
export type { SignUpDetails } from './auth/openNewAccount.ts'
export {
  type GuestConflict,
  type GuestConflictAnswer,
  type GuestUpgrade,
  type GuestUpgradeOptions,
  upgradeGuest,
} from './auth/upgradeGuest.ts'
export { prepareLogin } from './auth/prepareLogin.ts'

export { deleteUser, deleteUserMutation } from './auth/deleteUser.ts'
export { deleteUserByExternalId, deleteUserByExternalIdMutation } from './auth/deleteUserByExternalId.ts'
export { changePassword, changePasswordMutation, type PasswordChange } from './users/changePassword.ts'
export { type ProfileChanges, updateUser, updateUserMutation } from './users/updateUser.ts'
export { getUser, getUserQuery } from './users/getUser.ts'
export { getUsers, getUsersQuery, type UsersPage } from './users/getUsers.ts'
export { getUserBy, getUserByQuery } from './users/getUserBy.ts'
export type { UserBy } from './users/userBy.ts'
export { getUserByV1 } from './users/getUserByV1.ts'
export { getUsersByFullNameV1 } from './users/getUsersByFullNameV1.ts'
export { getUsersByTagsV1 } from './users/getUsersByTagsV1.ts'
export { getUsersV1 } from './users/getUsersV1.ts'
export type { UsersV1Field, UsersV1Filter, UsersV1Order } from './users/usersV1Filter.ts'
export type { UsersV1Listing, UsersV1Page } from './users/usersV1Page.ts'
export { iterateUsers } from './users/iterateUsers.ts'
export { getOnlineCount, getOnlineCountQuery } from './users/getOnlineCount.ts'
export { getOnlineUsers, getOnlineUsersQuery, type OnlinePage } from './users/getOnlineUsers.ts'
export { getUsersPagesQuery, type UsersPageOfMany } from './users/getUsersPages.ts'
export type { UsersFilter } from './users/usersFilter.ts'
export { loadUser } from './users/loadUser.ts'
export { loadUsers, loadUsersQuery } from './users/loadUsers.ts'
export { knownUsers, type KnownUsers, type SeenUser } from './users/knownUsers.ts'
export { defaultSources, type SearchOptions, searchUsers, searchUsersQuery } from './users/searchUsers.ts'
export type { FindContext, FindNowContext, FoundUsers, UserSource } from './users/UserSource.ts'
export { foldText } from './users/foldText.ts'
export { findNowIn } from './users/checkFound.ts'
export { mergeFound } from './users/mergeFound.ts'
export { rankUsers } from './users/rankUsers.ts'
export { idsSource } from './users/sources/idsSource.ts'
export { knownSource } from './users/sources/knownSource.ts'
export { listSource } from './users/sources/listSource.ts'
export { onlineSource } from './users/sources/onlineSource.ts'
export { noteChosen, recentSource } from './users/sources/recentSource.ts'
export { serverSource } from './users/sources/serverSource.ts'
export { tagsSource } from './users/sources/tagsSource.ts'
export { type ResolvedUsers, resolveUsers } from './users/resolveUsers.ts'

export { avatarUid } from './avatars/avatarUid.ts'
export { publicAvatarUrl } from './avatars/publicAvatarUrl.ts'
export {
  type AvatarRemoval,
  type AvatarRemovalOptions,
  removeAvatar,
  removeAvatarMutation,
} from './avatars/removeAvatar.ts'
export {
  type AvatarRestoring,
  type AvatarRestoringOptions,
  restoreAvatar,
  restoreAvatarMutation,
} from './avatars/restoreAvatar.ts'
export { type AvatarSweepOptions, sweepAvatars } from './avatars/sweepAvatars.ts'
export {
  type AvatarUpload,
  uploadAvatar,
  uploadAvatarMutation,
  type AvatarUploadOptions,
  type AvatarUploadState,
  type AvatarUploadVariables,
} from './avatars/uploadAvatar.ts'

export {
  type AvatarImageOptions,
  encodeAvatar,
  type EncodedImage,
  type ImageArea,
} from './images/encodeAvatar.ts'
export { type ImageRefusal, imageRefusal } from './images/ImageRefusal.ts'
export { type ImagePreview, previewImage } from './images/previewImage.ts'
export { type ImageInfo, readImage } from './images/readImage.ts'

export type { CubeFile } from './wire/file.ts'
export { completeFile } from './files/completeFile.ts'
export { createAndUpload, createAndUploadMutation, type FileUpload } from './files/createAndUpload.ts'
export { createFile, type CreatedFile, type FileDetails } from './files/createFile.ts'
export { deleteFile, deleteFileMutation, type FileDeleted } from './files/deleteFile.ts'
export { fileUrlWithToken } from './files/fileUrlWithToken.ts'
export { getFile, getFileQuery } from './files/getFile.ts'
export { type FileObject, getFileObject } from './files/getFileObject.ts'
export { getFilesPagesQuery } from './files/getFilesPages.ts'
export { type FileUrl, getFileUrl, getFileUrlQuery, type FileUrlQuery } from './files/getFileUrl.ts'
export { iterateFiles } from './files/iterateFiles.ts'
export { type FilesPage, type FilesPlace, listFiles, listFilesQuery } from './files/listFiles.ts'
export { publicFileUrl } from './files/publicFileUrl.ts'
export { type FileRenaming, renameFile, renameFileMutation } from './files/renameFile.ts'
export { type SendOptions, sendFile } from './files/sendFile.ts'
export type { UploadForm } from './files/UploadForm.ts'
