// No "use client" here: through such a module a server component could not reach into ProviderButtonsParts.
export { ProviderButtons } from './ProviderButtons.tsx'
export type { ProviderButtonsProps } from './ProviderButtons.tsx'
export type { SignInWay } from './SignInWay.ts'
export * as ProviderButtonsParts from './parts.ts'
