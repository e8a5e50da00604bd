// No "use client" here: through such a module a server component could not reach into ReauthDialogParts.
export { ReauthDialog } from './ReauthDialog.tsx'
export type { ReauthDialogProps } from './ReauthDialog.tsx'
export * as ReauthDialogParts from './parts.ts'
