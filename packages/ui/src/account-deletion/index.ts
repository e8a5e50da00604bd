// No "use client" here: through such a module a server component could not reach into AccountDeletionParts.
export { AccountDeletion } from './AccountDeletion.tsx'
export type { AccountDeletionProps } from './AccountDeletion.tsx'
export * as AccountDeletionParts from './parts.ts'
