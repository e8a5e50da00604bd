// No "use client" here: through such a module a server component could not reach into LoginFormParts.
export { LoginForm } from './LoginForm.tsx'
export type { LoginFormProps } from './LoginForm.tsx'
export * as LoginFormParts from './parts.ts'
