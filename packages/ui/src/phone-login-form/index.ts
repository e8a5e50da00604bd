// No "use client" here: through such a module a server component could not reach into PhoneLoginFormParts.
export { PhoneLoginForm } from './PhoneLoginForm.tsx'
export type { PhoneLoginFormProps } from './PhoneLoginForm.tsx'
export * as PhoneLoginFormParts from './parts.ts'
