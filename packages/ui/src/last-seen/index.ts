export { LastSeen } from './LastSeen.tsx'
export type { LastSeenProps } from './LastSeen.tsx'
