import type { Clock } from './clock.ts'
import type { SeedUser } from './db/seed/SeedUser.ts'
import type { CustomCredentials, ProviderVerifier, ProviderVerifiers } from './providers/ProviderVerifier.ts'
import { randomHex } from './db/tokens.ts'

/** How an emulator is set up. Everything has a default. */
export interface EmulatorOptions {
  /** The application's id. Default 1. */
  readonly appId?: number
  /** The application's authorization key. Default: a fixed, recognisable demo key. */
  readonly authKey?: string
  /** The application's authorization secret. Default: a fixed, recognisable demo secret. */
  readonly authSecret?: string
  /** The address that clients are told. Default `https://api.cubekit.test`, which exists nowhere. */
  readonly apiUrl?: string
  /** How many people to invent, or the people themselves. Default 10. */
  readonly users?: number | readonly SeedUser[]
  /** A whole number; the same seed makes the same people, ids and passwords. Default 1. */
  readonly seed?: number
  /**
   * Whether some of the invented people have an avatar: a file with a small drawn picture, more than half of them.
   * Default false.
   */
  readonly avatars?: boolean
  /** Where the time comes from. Default: the machine's clock. */
  readonly clock?: Clock
  /**
   * What to do about the signature of POST /session: `require` one, `accept` requests without one and
   * check it where there is one (default), or `ignore` it.
   */
  readonly signatures?: 'require' | 'accept' | 'ignore'
  /**
   * Whether POST /session with an unknown login creates the user, as the real service does unless the
   * application's setting "Session creation without an existing user entity" is Deny. Default true.
   */
  readonly autoCreateUsers?: boolean
  /**
   * Whether GET /users (V1) lists users. The real service forbids it to newer applications unless they
   * allow it. Default true.
   */
  readonly v1Listing?: boolean
  /** Whether GET and POST /users/password/reset send e-mails. Default true. */
  readonly resetByEmail?: boolean
  /**
   * What checks the credentials of Facebook, Twitter and Firebase. Ready: `acceptTokens`,
   * `verifyFirebaseToken`. Sign-in through a provider without a verifier is refused. Default: none.
   */
  readonly providers?: ProviderVerifiers
  /**
   * The application's own identity provider (CIdP), which then decides about every login and password.
   * Ready: `askIdentityProvider`. Default: none.
   */
  readonly cidp?: ProviderVerifier<CustomCredentials> | null
  /** Whether a sign-in ends the user's other sessions. Default false. */
  readonly newestSessionOnly?: boolean
  /** How many sessions a user can have: a sign-in too many ends the one used longest ago. Default: no limit. */
  readonly sessionLimit?: number
  /** Waits this long before each answer, in milliseconds: for demos. Default 0. */
  readonly latencyMs?: number
  /**
   * Whether addresses for downloads are `blob:` URLs of this page, which last as long as it does: for an emulator in a
   * page, where nothing answers the images' requests to `apiUrl`. Default false.
   */
  readonly objectUrls?: boolean
  /**
   * What the controls under `/__emulator/` ask for, in the header `Emulator-Control-Token`. Default: a random
   * one, to be read from the emulator.
   */
  readonly controlToken?: string
}

/** The options with nothing left open. */
export type EmulatorSettings = Required<EmulatorOptions>

const defaults: Omit<EmulatorSettings, 'controlToken'> = {
  appId: 1,
  authKey: 'emulator-auth-key',
  authSecret: 'emulator-auth-secret',
  apiUrl: 'https://api.cubekit.test',
  users: 10,
  seed: 1,
  avatars: false,
  clock: Date,
  signatures: 'accept',
  autoCreateUsers: true,
  v1Listing: true,
  resetByEmail: true,
  providers: {},
  cidp: null,
  newestSessionOnly: false,
  sessionLimit: Infinity,
  latencyMs: 0,
  objectUrls: false,
}

/** Fills in the defaults. */
export function settle(options: EmulatorOptions): EmulatorSettings {
  const settings = { ...defaults, controlToken: randomHex(16), ...options }
  const { sessionLimit } = settings
  if (sessionLimit !== Infinity && !(Number.isInteger(sessionLimit) && sessionLimit > 0))
    throw new RangeError('`sessionLimit` must be a whole number, 1 or more.')
  return settings
}
