export { OnlineUsers } from './OnlineUsers.tsx'
export type { OnlineUsersProps } from './OnlineUsers.tsx'
