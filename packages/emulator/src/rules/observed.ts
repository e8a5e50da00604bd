import type { ApiRefusal } from './ApiError.ts'

const base = (status: number, message: string): ApiRefusal => ({
  status,
  body: { errors: { base: [message] } },
})
const list = (status: number, message: string): ApiRefusal => ({ status, body: { errors: [message] } })

/** The names of the answers seen, and when each is given. */
export interface ObservedErrors {
  /** The token is unknown, destroyed or expired. */
  readonly sessionDoesNotExist: ApiRefusal
  /** No `CB-Token` at all. The body was seen, its status is inferred. */
  readonly tokenRequired: ApiRefusal
  /** Wrong credentials on servers of 2020 and 2021. */
  readonly unauthorized: ApiRefusal
  /** POST /session with a wrong password. */
  readonly invalidPassword: ApiRefusal
  /** POST /session with an unknown user, where users are not created on the fly. */
  readonly userNotFound: ApiRefusal
  /** The signature is not the one the parameters and the secret give. */
  readonly unexpectedSignature: ApiRefusal
  /** A sign-in without a password. */
  readonly passwordBlank: ApiRefusal
  /** The app's own identity provider refused; note the status. */
  readonly identityProviderRefused: ApiRefusal
  /** The app's own identity provider answered with an error and no body. Text seen, shape inferred. */
  readonly identityProviderFailed: ApiRefusal
  /** The app's own identity provider answered without an id. */
  readonly identityProviderUidMissing: ApiRefusal
  /** Firebase sign-in whose parameters did not arrive nested. Text seen, shape inferred. */
  readonly firebasePhoneParametersMissing: ApiRefusal
  /** A sign-in or sign-up that names nobody. The status is inferred. */
  readonly loginAndEmailBlank: ApiRefusal
  /** A write with an application session, which may only read. */
  readonly needUser: ApiRefusal
  /** Sign-up with somebody's e-mail. */
  readonly emailNotUnique: ApiRefusal
  /** Password reset where the application has it switched off. */
  readonly passwordResetDisabled: ApiRefusal
  /** GET /users (V1) where the application has it switched off. The status is inferred. */
  readonly userListingDisabled: ApiRefusal
}

/**
 * Error answers that ConnectyCube has been seen to give, letter for letter.
 *
 * Use them to order a fault: `emulator.faults.add({ kind: 'status', ...observedErrors.invalidPassword })`.
 * What has not been seen is in `unobservedErrors`.
 */
export const observedErrors: ObservedErrors = {
  sessionDoesNotExist: base(401, 'Required session does not exist'),
  tokenRequired: list(401, 'Token is required'),
  unauthorized: list(401, 'Unauthorized'),
  invalidPassword: list(401, 'Invalid password'),
  userNotFound: list(404, 'User not found'),
  unexpectedSignature: list(422, 'Unexpected signature'),
  passwordBlank: { status: 422, body: { errors: { password: ['cannot be blank'] } } },
  identityProviderRefused: list(
    200,
    'Bad Authentication data. Unauthorized on remote side. Status: 401.Response "Unauthorized"',
  ),
  identityProviderFailed: list(
    422,
    'Bad Authentication data. Unauthorized on remote side. Status: 404.With empty response',
  ),
  identityProviderUidMissing: base(422, 'Custom Identity Provider uid is required'),
  firebasePhoneParametersMissing: list(
    422,
    "Bad Authentication data. Invalid input parameters provided: no 'firebase_phone[access_token]' and 'firebase_phone[project_id]' parameters provided",
  ),
  loginAndEmailBlank: list(422, "Both user login and email can't be blank"),
  needUser: base(403, 'Forbidden. Need user.'),
  emailNotUnique: base(422, 'email must be unique'),
  passwordResetDisabled: base(422, 'Reset password by email is disabled'),
  userListingDisabled: base(
    403,
    'Users retrieving forbidden in admin panel, application settings. Setup it here https://admin.connectycube.com/apps/230/service/users/settings',
  ),
}
