// No "use client" here: through such a module a server component could not reach into GuestUpgradeFormParts.
export { GuestUpgradeForm } from './GuestUpgradeForm.tsx'
export type { GuestUpgradeFormProps } from './GuestUpgradeForm.tsx'
export * as GuestUpgradeFormParts from './parts.ts'
