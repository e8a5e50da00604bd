// No "use client" here: through such a module a server component could not reach into UserPickerParts.
export { UserPicker } from './UserPicker.tsx'
export type { UserPickerProps } from './UserPicker.tsx'
export { UserPickerDialog } from './UserPickerDialog.tsx'
export type { UserPickerDialogProps } from './UserPickerDialog.tsx'
export { UserPickerList } from './UserPickerList.tsx'
export type { UserPickerListProps } from './UserPickerList.tsx'
export * as UserPickerParts from './parts.ts'
