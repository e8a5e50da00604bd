export { acceptTokens } from './providers/acceptTokens.ts'
export type { ProviderPerson } from './providers/acceptTokens.ts'
export { askIdentityProvider } from './providers/askIdentityProvider.ts'
export type { IdentityProvider } from './providers/askIdentityProvider.ts'
export { verifyFirebaseToken } from './providers/verifyFirebaseToken.ts'
export type { FirebaseKey, FirebaseProject } from './providers/verifyFirebaseToken.ts'
export type {
  CustomCredentials,
  FirebaseCredentials,
  ProviderProfile,
  ProviderVerdict,
  ProviderVerifier,
  ProviderVerifiers,
  SocialKeys,
  VerifierContext,
} from './providers/ProviderVerifier.ts'
export { createEmulator } from './createEmulator.ts'
export type { Emulator, EmulatorDatabase } from './Emulator.ts'
export type { EmulatorOptions } from './options.ts'
export type { Clock, ControlledClock } from './clock.ts'
export type { Fault, FaultKind, FaultScope } from './Fault.ts'
export type { Faults } from './faults.ts'
export type { LogEntry } from './journal.ts'
export type { OutboxMail } from './outbox.ts'
export type { EmulatorSnapshot } from './db/database.ts'
export type { EmulatorBlob, StoredObject } from './db/blob.ts'
export type { EmulatorSession } from './db/session.ts'
export type { EmulatorUser } from './db/user.ts'
export type { SeededPerson, SeedUser } from './db/seed/SeedUser.ts'
export type { ApiErrorBody, ApiRefusal } from './rules/ApiError.ts'
export { observedErrors } from './rules/observed.ts'
export { unobservedErrors } from './rules/unobserved.ts'
