export { UserList } from './UserList.tsx'
export type { UserListProps } from './UserList.tsx'
