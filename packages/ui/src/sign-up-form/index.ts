// No "use client" here: through such a module a server component could not reach into SignUpFormParts.
export { SignUpForm } from './SignUpForm.tsx'
export type { SignUpFormProps } from './SignUpForm.tsx'
export * as SignUpFormParts from './parts.ts'
