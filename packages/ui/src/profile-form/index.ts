// No "use client" here: through such a module a server component could not reach into ProfileFormParts.
export { ProfileForm } from './ProfileForm.tsx'
export type { ProfileFormProps } from './ProfileForm.tsx'
export * as ProfileFormParts from './parts.ts'
