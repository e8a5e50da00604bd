// No "use client" here: through such a module a server component could not reach into PasswordChangeFormParts.
export { PasswordChangeForm } from './PasswordChangeForm.tsx'
export type { PasswordChangeFormProps } from './PasswordChangeForm.tsx'
export * as PasswordChangeFormParts from './parts.ts'
