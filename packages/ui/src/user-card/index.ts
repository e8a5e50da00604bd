// No "use client" here: through such a module a server component could not reach into UserCardParts.
export { UserCard } from './UserCard.tsx'
export type { UserCardProps } from './UserCard.tsx'
export * as UserCardParts from './parts.ts'
