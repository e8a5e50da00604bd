import type { ApiRefusal } from './ApiError.ts'

const base = (status: number, message: string): ApiRefusal => ({
  status,
  body: { errors: { base: [message] } },
})
const list = (status: number, message: string): ApiRefusal => ({ status, body: { errors: [message] } })
const field = (name: string, message: string): ApiRefusal => ({
  status: 422,
  body: { errors: { [name]: [message] } },
})

/** The names of the guesses, and when each is given. */
export interface UnobservedErrors {
  // ── POST /session ────────────────────────────────────────────────────────────────────────────────
  /** Unknown `application_id` or `auth_key`. */
  readonly applicationNotFound: ApiRefusal
  /** Only the words "invalid timestamp" were seen, in a title. */
  readonly timestampRejected: ApiRefusal
  readonly nonceReplayed: ApiRefusal
  /** The emulator was given nothing to check this provider's credentials with. */
  readonly providerWithoutVerifier: (provider: string) => ApiRefusal
  /** Seen at QuickBlox. */
  readonly providerRefused: ApiRefusal
  /** The app's own identity provider cannot be reached or understood. Two fragments of it were seen. */
  readonly identityProviderBroken: ApiRefusal
  readonly providerUnknown: (provider: string) => ApiRefusal
  readonly providerParametersMissing: (parameters: string) => ApiRefusal

  // ── Other sessions ───────────────────────────────────────────────────────────────────────────────
  readonly sessionWithIdNotFound: ApiRefusal
  /** No session waits with this web token. */
  readonly webTokenNotFound: ApiRefusal

  // ── POST /login ──────────────────────────────────────────────────────────────────────────────────
  /** Seen on POST /session only. */
  readonly loginInvalidPassword: ApiRefusal
  /** Seen on POST /session only. */
  readonly loginUserNotFound: ApiRefusal

  // ── Users ────────────────────────────────────────────────────────────────────────────────────────
  /** The e-mail's text was seen, the login's is by analogy. */
  readonly loginNotUnique: ApiRefusal
  readonly invalidAuthKey: ApiRefusal
  readonly oldPasswordBlank: ApiRefusal
  readonly oldPasswordInvalid: ApiRefusal
  /** A change to, or the deletion of, somebody else. */
  readonly notOwnAccount: ApiRefusal
  readonly userWithIdNotFound: ApiRefusal
  readonly fieldTooShort: (name: string, minimum: number) => ApiRefusal
  readonly fieldTooLong: (name: string, maximum: number) => ApiRefusal
  readonly fieldMalformed: (name: string, expected: string) => ApiRefusal
  readonly tooManyTags: (maximum: number) => ApiRefusal
  /** Seen for passwords only. */
  readonly fieldBlank: (name: string) => ApiRefusal
  /** A `filter[]`, `order` or page of a V1 endpoint that cannot be understood; the message says why. */
  readonly usersFilterInvalid: (reason: string) => ApiRefusal
  /** A parameter that a look-up needs. */
  readonly parameterBlank: (name: string) => ApiRefusal
  /** A query that breaks one of the documented rules of GET /users/v2; the rule is in the message. */
  readonly usersQueryInvalid: (reason: string) => ApiRefusal

  // ── Files ────────────────────────────────────────────────────────────────────────────────────────
  readonly blobNotFound: ApiRefusal
  /** Changing, completing or deleting somebody else's file. Anybody with a session may read it. */
  readonly blobNotOwned: ApiRefusal
  /** Downloading a file that was not declared uploaded. */
  readonly blobNotComplete: ApiRefusal

  // ── Password reset ───────────────────────────────────────────────────────────────────────────────
  /** Seen at QuickBlox. */
  readonly resetEmailNotFound: ApiRefusal

  // ── Requests in general ──────────────────────────────────────────────────────────────────────────
  readonly bodyUnreadable: (reason: string) => ApiRefusal
  readonly bodyTooLarge: (most: string) => ApiRefusal
  readonly tooManyRequests: ApiRefusal
  /** The emulator's server answers only to the names of this machine. */
  readonly foreignHost: ApiRefusal
  readonly noSuchEndpoint: (message: string) => ApiRefusal
  readonly internal: ApiRefusal
}

/**
 * Answers nobody has seen the real service give: the emulator's best guess, all in this one place, so
 * that a guess is corrected by changing one line. No client should depend on their texts.
 *
 * Where ConnectyCube's ancestor, QuickBlox, is known to answer, its text is used.
 */
export const unobservedErrors: UnobservedErrors = {
  // ── POST /session ────────────────────────────────────────────────────────────────────────────────
  applicationNotFound: list(422, 'Application not found'),
  timestampRejected: list(422, 'Invalid timestamp'),
  nonceReplayed: list(422, 'Nonce has already been used'),
  providerWithoutVerifier: (provider) =>
    list(
      422,
      `The emulator has no verifier for "${provider}". Give it one in its option "providers", such as acceptTokens().`,
    ),
  providerRefused: list(422, 'Bad Authentication data'),
  identityProviderBroken: { status: 500, body: { error: 'Internal Server Error', status: '500' } },
  providerUnknown: (provider) =>
    list(
      422,
      `Unknown provider "${provider}". The API knows facebook, twitter, firebase_phone and firebase_email.`,
    ),
  providerParametersMissing: (parameters) =>
    list(
      422,
      `Bad Authentication data. Invalid input parameters provided: no ${parameters} parameters provided`,
    ),

  // ── Other sessions ───────────────────────────────────────────────────────────────────────────────
  sessionWithIdNotFound: list(404, 'Session not found'),
  webTokenNotFound: list(404, 'Web token not found'),

  // ── POST /login ──────────────────────────────────────────────────────────────────────────────────
  loginInvalidPassword: list(401, 'Invalid password'),
  loginUserNotFound: list(404, 'User not found'),

  // ── Users ────────────────────────────────────────────────────────────────────────────────────────
  loginNotUnique: base(422, 'login must be unique'),
  invalidAuthKey: list(401, 'Invalid auth key'),
  oldPasswordBlank: field('old_password', 'cannot be blank'),
  oldPasswordInvalid: base(422, 'Old password is invalid'),
  notOwnAccount: base(403, 'Forbidden'),
  userWithIdNotFound: list(404, 'User not found'),
  fieldTooShort: (name, minimum) => field(name, `is too short (minimum is ${minimum} characters)`),
  fieldTooLong: (name, maximum) => field(name, `is too long (maximum is ${maximum} characters)`),
  fieldMalformed: (name, expected) => field(name, `should be ${expected}`),
  fieldBlank: (name) => field(name, 'cannot be blank'),
  tooManyTags: (maximum) => field('tag_list', `is too long (maximum is ${maximum} tags)`),
  usersFilterInvalid: (reason) => base(422, reason),
  parameterBlank: (name) => field(name, 'cannot be blank'),
  usersQueryInvalid: (reason) => base(422, reason),

  // ── Files ────────────────────────────────────────────────────────────────────────────────────────
  blobNotFound: list(404, 'File not found'),
  blobNotOwned: base(403, 'Forbidden. Need owner.'),
  blobNotComplete: list(404, 'File is not uploaded'),

  // ── Password reset ───────────────────────────────────────────────────────────────────────────────
  resetEmailNotFound: list(404, 'Not found'),

  // ── Requests in general ──────────────────────────────────────────────────────────────────────────
  bodyUnreadable: (reason) => list(400, reason),
  bodyTooLarge: (most) => list(413, `The request body is larger than ${most}.`),
  tooManyRequests: list(429, 'Too Many Requests'),
  foreignHost: list(403, 'The emulator answers to localhost and 127.0.0.1 only.'),
  noSuchEndpoint: (message) => list(404, message),
  internal: list(500, 'Internal Server Error'),
}
