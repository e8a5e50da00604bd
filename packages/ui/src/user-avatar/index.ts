export { UserAvatar } from './UserAvatar.tsx'
export type { UserAvatarProps } from './UserAvatar.tsx'
