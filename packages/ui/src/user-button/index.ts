// No "use client" here: through such a module a server component could not reach into UserButtonParts.
export { UserButton } from './UserButton.tsx'
export type { UserButtonProps } from './UserButton.tsx'
export * as UserButtonParts from './parts.ts'
