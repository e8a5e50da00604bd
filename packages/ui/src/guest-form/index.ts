// No "use client" here: through such a module a server component could not reach into GuestFormParts.
export { GuestForm } from './GuestForm.tsx'
export type { GuestFormProps } from './GuestForm.tsx'
export * as GuestFormParts from './parts.ts'
