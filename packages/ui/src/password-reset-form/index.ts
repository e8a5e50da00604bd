// No "use client" here: through such a module a server component could not reach into PasswordResetFormParts.
export { PasswordResetForm } from './PasswordResetForm.tsx'
export type { PasswordResetFormProps } from './PasswordResetForm.tsx'
export * as PasswordResetFormParts from './parts.ts'
